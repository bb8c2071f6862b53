package hudson.search;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Declares what is used of the class {@code hudson.search.Search}. */
public class Search implements StaplerProxy {
    public Search() {}

    public void doIndex(StaplerRequest2 req, StaplerResponse2 rsp) throws IOException, ServletException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public SearchResult getSuggestions(StaplerRequest2 req, String query) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
