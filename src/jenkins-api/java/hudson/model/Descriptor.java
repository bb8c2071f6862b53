package hudson.model;

import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

/** Declares what is used of the class {@code hudson.model.Descriptor}. */
public abstract class Descriptor<T extends Describable<T>> {
    protected Descriptor() {}

    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public void load() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public T newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public void save() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the class {@code hudson.model.Descriptor.FormException}. */
    public static final class FormException extends Exception implements HttpResponse {
        public FormException(String message, String formField) {}
    }
}
