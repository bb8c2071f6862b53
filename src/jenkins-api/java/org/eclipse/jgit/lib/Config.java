package org.eclipse.jgit.lib;

/** Declares what is used of the class {@code org.eclipse.jgit.lib.Config}. */
public class Config {
    public Config() {}
}
