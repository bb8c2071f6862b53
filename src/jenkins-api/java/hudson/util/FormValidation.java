package hudson.util;

import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

/** Declares what is used of the class {@code hudson.util.FormValidation}. */
public abstract class FormValidation extends IOException implements HttpResponse {
    private FormValidation(Kind kind) {}

    public static FormValidation error(String message) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static FormValidation ok() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static FormValidation validateNonNegativeInteger(String value) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static FormValidation warning(String message) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the enum {@code hudson.util.FormValidation.Kind}. */
    public enum Kind {
        OK,
        WARNING,
        ERROR
    }
}
