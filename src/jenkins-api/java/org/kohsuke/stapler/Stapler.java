package org.kohsuke.stapler;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;

/** Declares what is used of the class {@code org.kohsuke.stapler.Stapler}. */
public class Stapler extends HttpServlet {
    public Stapler() {}

    public static StaplerRequest2 getCurrentRequest2() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void init(ServletConfig servletConfig) throws ServletException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
