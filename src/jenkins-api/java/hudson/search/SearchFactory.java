package hudson.search;

import hudson.ExtensionPoint;

/** Declares what is used of the class {@code hudson.search.SearchFactory}. */
public abstract class SearchFactory implements ExtensionPoint {
    public SearchFactory() {}

    public abstract Search createFor(SearchableModelObject owner);
}
