package com.cloudbees.plugins.credentials.common;

/** Declares what is used of the interface {@code com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials}. */
public interface StandardUsernamePasswordCredentials extends IdCredentials, UsernameCredentials, PasswordCredentials {}
