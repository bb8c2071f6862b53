package jenkins.scm.api;

import hudson.model.Item;

/** Declares what is used of the interface {@code jenkins.scm.api.SCMSourceOwner}. */
public interface SCMSourceOwner extends Item {}
