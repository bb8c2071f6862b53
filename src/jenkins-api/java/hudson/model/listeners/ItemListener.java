package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Item;

/** Declares what is used of the class {@code hudson.model.listeners.ItemListener}. */
public class ItemListener implements ExtensionPoint {
    public ItemListener() {}

    public void onLocationChanged(Item item, String oldFullName, String newFullName) {}
}
