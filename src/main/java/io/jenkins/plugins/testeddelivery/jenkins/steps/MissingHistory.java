package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.plugins.git.GitException;
import hudson.plugins.git.GitSCM;
import hudson.scm.SCM;
import io.jenkins.plugins.testeddelivery.config.Guarded;
import io.jenkins.plugins.testeddelivery.jenkins.records.TrustedRevision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.jenkinsci.plugins.gitclient.FetchCommand;
import org.jenkinsci.plugins.gitclient.GitClient;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * What a plan would have liked to see of the history and this clone does not hold.
 *
 * @param deeper whether commits are beyond where the history ends here
 * @param commit that is not here, of the target's branch say; empty: none
 */
record MissingHistory(boolean deeper, String commit) {
    private static final String SHALLOW = "SHALLOW";
    private static final String REFS = "refs/tested-delivery/";

    static MissingHistory of(Plan plan, String trusted) {
        boolean shallow = plan.components().stream()
                        .flatMap(component -> component.reasons().stream())
                        .anyMatch(reason -> reason.rule().equals(SHALLOW))
                || plan.baseReason().startsWith(SHALLOW);
        boolean unread = plan.warnings().stream().anyMatch(warning -> warning.startsWith(Guarded.UNREAD));
        return new MissingHistory(shallow && plan.scan().shallow(), unread && !trusted.equals(TrustedRevision.NONE) ? trusted : "");
    }

    boolean isNothing() {
        return !deeper && commit.isEmpty();
    }

    /**
     * Fetches it as the checkout did, with its credentials.
     *
     * @return whether it is worth planning again; if not, what is missing widens the plan
     */
    boolean fetch(EngineRun engine) throws IOException, InterruptedException {
        if (isNothing() || !(engine.run() instanceof WorkflowRun run)) {
            return false;
        }
        boolean fetched = false;
        for (SCM scm : run.getSCMs()) {
            if (scm instanceof GitSCM git) {
                fetched |= fetch(engine, git);
            }
        }
        return fetched;
    }

    private boolean fetch(EngineRun engine, GitSCM git) throws IOException, InterruptedException {
        try {
            GitClient client = git.createClient(engine.listener(), engine.environment(), engine.run(), engine.workspace());
            for (RemoteConfig remote : git.getRepositories()) {
                String url = client.getRemoteUrl(remote.getName());
                if (url == null || remote.getURIs().stream().noneMatch(uri -> uri.toString().equals(url))) {
                    // the checkout of another repository
                    continue;
                }
                List<RefSpec> wanted = new ArrayList<>(deeper ? remote.getFetchRefSpecs() : List.of());
                if (!commit.isEmpty()) {
                    wanted.add(new RefSpec("+" + commit + ":" + REFS + commit));
                }
                engine.ports().log().line("fetching the history that this clone lacks");
                FetchCommand fetch = client.fetch_()
                        .from(remote.getURIs().get(0), wanted)
                        .tags(false);
                if (deeper) {
                    fetch.shallow(true).depth(Integer.MAX_VALUE);
                }
                fetch.execute();
                return true;
            }
        } catch (GitException e) {
            engine.ports().log().warning("the history that this clone lacks could not be fetched: " + e.getMessage());
        }
        return false;
    }
}
