package hudson.search;

import hudson.model.ModelObject;

/** Declares what is used of the interface {@code hudson.search.SearchableModelObject}. */
public interface SearchableModelObject extends ModelObject, SearchItem {}
