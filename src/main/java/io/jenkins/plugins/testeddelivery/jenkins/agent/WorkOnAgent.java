package io.jenkins.plugins.testeddelivery.jenkins.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.TreeMap;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Carries a piece of the engine's work to the files and its answer back: the one callable that leaves the controller.
 *
 * @param environment of the step; a process started by the work sees nothing else
 * @param ended closed when the work has ended, however it did
 */
record WorkOnAgent<T extends Serializable>(
        Workspace.Work<T> work, TreeMap<String, String> environment, TaskListener listener, OutputStream ended)
        implements ControllerToAgentFileCallable<AgentAnswer> {

    @Override
    public AgentAnswer invoke(File root, VirtualChannel channel) throws IOException, InterruptedException {
        try {
            return AgentAnswer.of(
                    work.in(new Workspace.Place(root.toPath().toAbsolutePath(), environment, new BuildLog(listener))));
        } catch (Failure e) {
            return AgentAnswer.of(e);
        } finally {
            ended.close();
        }
    }
}
