package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.plugins.git.GitException;
import hudson.plugins.git.GitSCM;
import hudson.scm.SCM;
import io.jenkins.plugins.testeddelivery.config.Guarded;
import io.jenkins.plugins.testeddelivery.jenkins.records.TrustedRevision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.jenkinsci.plugins.gitclient.FetchCommand;
import org.jenkinsci.plugins.gitclient.GitClient;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * What a plan would have liked to see of the history and this clone does not hold.
 *
 * @param deeper whether commits are beyond where the history ends here
 * @param commits that are not here: of the target's branch, or to compare with
 */
record MissingHistory(boolean deeper, List<String> commits) {
    private static final String SHALLOW = "SHALLOW";
    private static final String REFS = "refs/tested-delivery/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    static MissingHistory of(Plan plan, PlanRequest request) {
        boolean noBase = plan.baseReason().startsWith(SHALLOW);
        boolean shallow = noBase
                || plan.components().stream()
                        .flatMap(component -> component.reasons().stream())
                        .anyMatch(reason -> reason.rule().equals(SHALLOW));
        boolean unread = plan.warnings().stream().anyMatch(warning -> warning.startsWith(Guarded.UNREAD));
        List<String> commits = new ArrayList<>();
        if (noBase && COMMIT.matcher(request.base()).matches()) {
            commits.add(request.base());
        }
        if (unread && !request.trusted().equals(TrustedRevision.NONE)) {
            commits.add(request.trusted());
        }
        return new MissingHistory(shallow && plan.scan().shallow(), commits);
    }

    boolean isNothing() {
        return !deeper && commits.isEmpty();
    }

    /**
     * Fetches it as the checkout did, with its credentials.
     *
     * @return whether it is worth planning again; if not, what is missing widens the plan
     */
    boolean fetch(EngineRun engine) throws IOException, InterruptedException {
        if (isNothing() || "0".equals(engine.environment().get("DELIVERY_FETCH")) || !(engine.run() instanceof WorkflowRun run)) {
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
                commits.forEach(commit -> wanted.add(new RefSpec("+" + commit + ":" + REFS + commit)));
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
