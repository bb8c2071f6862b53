package com.cloudbees.hudson.plugins.folder;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Declares what is used of the class {@code com.cloudbees.hudson.plugins.folder.AbstractFolderProperty}. */
public abstract class AbstractFolderProperty<C extends AbstractFolder<?>> implements ExtensionPoint,
        Describable<AbstractFolderProperty<?>> {
    public AbstractFolderProperty() {}
}
