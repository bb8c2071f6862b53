package com.cloudbees.hudson.plugins.folder;

import hudson.model.AbstractItem;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.util.DescribableList;

/** Declares what is used of the class {@code com.cloudbees.hudson.plugins.folder.AbstractFolder}. */
public abstract class AbstractFolder<I extends TopLevelItem> extends AbstractItem implements TopLevelItem,
        ItemGroup<I> {
    protected AbstractFolder(ItemGroup parent, String name) {
        super(null, null);
    }

    public DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor> getProperties() {
        return null;
    }
}
