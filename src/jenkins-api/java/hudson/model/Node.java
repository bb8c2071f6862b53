package hudson.model;

import hudson.ExtensionPoint;
import hudson.search.SearchableModelObject;
import hudson.security.AccessControlled;

/** Declares what is used of the class {@code hudson.model.Node}. */
public abstract class Node implements ExtensionPoint, AccessControlled, PersistenceRoot, SearchableModelObject,
        Describable<Node> {
    public Node() {}
}
