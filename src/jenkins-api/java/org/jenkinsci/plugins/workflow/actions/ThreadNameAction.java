package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;

/** Declares what is used of the interface {@code org.jenkinsci.plugins.workflow.actions.ThreadNameAction}. */
public interface ThreadNameAction extends Action {}
