package com.cloudbees.plugins.credentials.domains;

import hudson.ExtensionPoint;
import java.io.Serializable;

/** Declares what is used of the class {@code com.cloudbees.plugins.credentials.domains.DomainRequirement}. */
public class DomainRequirement implements ExtensionPoint, Serializable {
    public DomainRequirement() {}
}
