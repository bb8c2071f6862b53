package hudson;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Declares what is used of the class {@code hudson.Launcher}. */
public abstract class Launcher {
    protected Launcher(Launcher launcher) {}

    public boolean isUnix() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    public final ProcStarter launch() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the class {@code hudson.Launcher.ProcStarter}. */
    public final class ProcStarter {
        public ProcStarter() {}

        public ProcStarter cmds(List<String> args) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public ProcStarter envs(Map<String, String> overrides) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public ProcStarter pwd(FilePath workDir) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public ProcStarter quiet(boolean quiet) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public Proc start() throws IOException {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public ProcStarter stderr(OutputStream err) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public ProcStarter stdout(OutputStream out) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }
    }
}
