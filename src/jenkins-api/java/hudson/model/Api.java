package hudson.model;

import hudson.search.SearchableModelObject;

/** Declares what is used of the class {@code hudson.model.Api}. */
public class Api implements SearchableModelObject {
    public Api(Object bean) {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
