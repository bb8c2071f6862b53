package org.kohsuke.stapler;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/** Declares what is used of the interface {@code org.kohsuke.stapler.StaplerRequest2}. */
public interface StaplerRequest2 extends HttpServletRequest {
    <T> List<T> bindJSONToList(Class<T> type, Object src);

    String getRestOfPath();

    RequestDispatcher getView(Object it, String viewName) throws IOException;
}
