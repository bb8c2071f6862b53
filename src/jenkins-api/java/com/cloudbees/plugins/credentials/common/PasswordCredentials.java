package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.util.Secret;

/** Declares what is used of the interface {@code com.cloudbees.plugins.credentials.common.PasswordCredentials}. */
public interface PasswordCredentials extends Credentials {
    Secret getPassword();
}
