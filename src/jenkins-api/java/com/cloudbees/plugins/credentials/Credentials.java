package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/** Declares what is used of the interface {@code com.cloudbees.plugins.credentials.Credentials}. */
public interface Credentials extends Describable<Credentials>, Serializable, ExtensionPoint {}
