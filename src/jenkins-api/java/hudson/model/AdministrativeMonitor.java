package hudson.model;

import hudson.ExtensionPoint;
import hudson.search.SearchableModelObject;
import org.kohsuke.stapler.StaplerProxy;

/** Declares what is used of the class {@code hudson.model.AdministrativeMonitor}. */
public abstract class AdministrativeMonitor implements ExtensionPoint, StaplerProxy, SearchableModelObject {
    protected AdministrativeMonitor() {}

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public Object getTarget() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public abstract boolean isActivated();
}
