package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;

/** Declares what is used of the class {@code com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor}. */
public abstract class AbstractFolderPropertyDescriptor extends Descriptor<AbstractFolderProperty<?>> {
    public AbstractFolderPropertyDescriptor() {}
}
