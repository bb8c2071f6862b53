package hudson.model;

import hudson.ExtensionPoint;

/** Declares what is used of the interface {@code hudson.model.TopLevelItem}. */
public interface TopLevelItem extends Item, ExtensionPoint, Describable<TopLevelItem> {}
