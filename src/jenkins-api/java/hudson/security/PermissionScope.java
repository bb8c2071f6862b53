package hudson.security;

import hudson.model.ModelObject;

/** Declares what is used of the class {@code hudson.security.PermissionScope}. */
public final class PermissionScope {
    public static final PermissionScope ITEM = null;

    public PermissionScope(Class<? extends ModelObject> modelClass, PermissionScope... containers) {}
}
