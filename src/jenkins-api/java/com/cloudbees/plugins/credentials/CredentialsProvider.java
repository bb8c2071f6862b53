package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Run;
import java.util.List;

/** Declares what is used of the class {@code com.cloudbees.plugins.credentials.CredentialsProvider}. */
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider> implements ExtensionPoint,
        Describable<CredentialsProvider> {
    public CredentialsProvider() {}

    public static <C extends IdCredentials> C findCredentialById(String id, Class<C> type, Run<?, ?> run,
            List<DomainRequirement> domainRequirements) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static <C extends Credentials> C track(Run build, C credentials) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
