package org.jenkinsci.plugins.gitclient;

import hudson.plugins.git.GitException;

/** Declares what is used of the interface {@code org.jenkinsci.plugins.gitclient.GitClient}. */
public interface GitClient {
    FetchCommand fetch_();

    String getRemoteUrl(String name) throws GitException, InterruptedException;
}
