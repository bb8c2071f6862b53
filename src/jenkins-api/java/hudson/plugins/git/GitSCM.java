package hudson.plugins.git;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.eclipse.jgit.transport.RemoteConfig;
import org.jenkinsci.plugins.gitclient.GitClient;

/** Declares what is used of the class {@code hudson.plugins.git.GitSCM}. */
public class GitSCM extends SCM implements Serializable {
    public GitSCM(String repositoryUrl) throws GitException {}

    public GitClient createClient(TaskListener listener, EnvVars environment, Run<?, ?> build, FilePath workspace)
            throws GitException, IOException, InterruptedException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public List<RemoteConfig> getRepositories() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
