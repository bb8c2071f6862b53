package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.Extension;
import hudson.search.Search;
import hudson.search.SearchFactory;
import hudson.search.SearchItems;
import hudson.search.SearchResult;
import hudson.search.SearchableModelObject;
import hudson.search.SuggestedItem;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Leads from Jenkins' own search box to the page of a checksum; all else is searched as before. */
public final class ChecksumSearch extends Search {
    @Override
    public void doIndex(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        Optional<Checksum> checksum = sha256(request.getParameter("q"));
        if (checksum.isPresent()) {
            response.sendRedirect2(request.getContextPath() + "/" + checksum.get().url());
            return;
        }
        super.doIndex(request, response);
    }

    @Override
    public SearchResult getSuggestions(StaplerRequest2 request, String query) {
        SearchResult result = super.getSuggestions(request, query);
        sha256(query).ifPresent(checksum -> result.add(new SuggestedItem(SearchItems.create(
                Messages.ChecksumSearch_Suggestion(checksum.hex()), "/" + checksum.url()))));
        return result;
    }

    private static Optional<Checksum> sha256(String query) {
        return Checksum.read(query).filter(checksum -> !checksum.isMd5());
    }

    /** After those of others, who may have a search of their own. */
    @Extension(ordinal = -1000, dynamicLoadable = YesNoMaybe.YES)
    public static final class Factory extends SearchFactory {
        @Override
        public Search createFor(SearchableModelObject owner) {
            return new ChecksumSearch();
        }
    }
}
