package jenkins.model;

import hudson.model.ModelObject;

/** Declares what is used of the interface {@code jenkins.model.FullyNamedModelObject}. */
public interface FullyNamedModelObject extends ModelObject {
    String getFullDisplayName();
}
