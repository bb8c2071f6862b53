package io.jenkins.plugins.testeddelivery.jenkins.agent;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts processes through the step's own launcher: inside its container, with its environment and its secrets. */
final class StepLaunching implements Launching {
    private final Launcher launcher;
    private final FilePath workspace;
    private final EnvVars environment;
    private final AgentWorkspace files;

    StepLaunching(Launcher launcher, FilePath workspace, EnvVars environment) {
        this.launcher = launcher;
        this.workspace = workspace;
        this.environment = environment;
        this.files = new AgentWorkspace(workspace, environment, TaskListener.NULL);
    }

    @Override
    public Launched start(
            List<String> argv, Map<String, String> more, String directory, OutputStream out, OutputStream err)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        try {
            // quiet: the engine says itself what it starts, and how, without what may be secret
            Proc process = launcher.launch()
                    .cmds(Macros.literally(argv))
                    .envs(Macros.literally(all))
                    .pwd(directory.isEmpty() ? workspace : workspace.child(directory))
                    .stdout(out)
                    .stderr(err)
                    .quiet(true)
                    .start();
            return new Running(process);
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new AgentLost(e);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    @Override
    public void killAll(Map<String, String> marks) throws IOException, InterruptedException {
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            files.act(new EndMarked(mark.getKey(), mark.getValue()));
        }
        // where processes run elsewhere than beside the files, in another container of a pod say, it knows the way
        launcher.kill(marks);
    }

    @Override
    public String path(String path) {
        return workspace.child(path).getRemote();
    }

    @Override
    public boolean unix() {
        return launcher.isUnix();
    }

    private record Running(Proc process) implements Launched {
        @Override
        public int join() throws IOException, InterruptedException {
            try {
                return process.join();
            } catch (IOException e) {
                // a process that runs has no other way to fail than that nobody can be asked about it any more
                throw new AgentLost(e);
            }
        }

        @Override
        public void kill() throws IOException, InterruptedException {
            process.kill();
        }
    }
}
