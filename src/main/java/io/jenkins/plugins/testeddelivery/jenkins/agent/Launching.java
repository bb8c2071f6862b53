package io.jenkins.plugins.testeddelivery.jenkins.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Starts processes where the step runs. */
interface Launching {
    /**
     * Starts one.
     *
     * @param environment on top of what the step's processes see
     * @param directory relative to the workspace, or absolute; empty: the workspace
     * @throws AgentLost if there is no agent any more
     * @throws IOException if the program cannot be started
     */
    Launched start(
            List<String> argv, Map<String, String> environment, String directory, OutputStream out, OutputStream err)
            throws IOException, InterruptedException;

    /** Ends every process that has these in its environment, whoever is its parent. */
    void killAll(Map<String, String> marks) throws IOException, InterruptedException;

    /** The file's absolute path there; {@code path} is relative to the workspace, or absolute. */
    String path(String path);

    /** Whether there is a shell as on Unix. */
    boolean unix();

    /** A process that was started. */
    interface Launched {
        /** Waits for its end and for all that it wrote. */
        int join() throws IOException, InterruptedException;

        void kill() throws IOException, InterruptedException;
    }

    /** The agent went away. */
    final class AgentLost extends IOException {
        private static final long serialVersionUID = 1L;

        AgentLost(Throwable cause) {
            super(cause);
        }
    }
}
