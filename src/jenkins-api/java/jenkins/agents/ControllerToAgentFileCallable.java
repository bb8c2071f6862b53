package jenkins.agents;

import hudson.FilePath;

/** Declares what is used of the interface {@code jenkins.agents.ControllerToAgentFileCallable}. */
public interface ControllerToAgentFileCallable<T> extends FilePath.FileCallable<T> {}
