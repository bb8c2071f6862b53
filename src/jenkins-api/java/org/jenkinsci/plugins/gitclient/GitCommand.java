package org.jenkinsci.plugins.gitclient;

import hudson.plugins.git.GitException;

/** Declares what is used of the interface {@code org.jenkinsci.plugins.gitclient.GitCommand}. */
public interface GitCommand {
    void execute() throws GitException, InterruptedException;
}
