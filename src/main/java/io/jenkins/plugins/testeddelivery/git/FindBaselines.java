package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Finds, for each component, the first of its candidate commits that is an ancestor of head, and what changed since.
 *
 * @param head commit
 * @param candidates by component: commits at which it was tested, newest record first
 */
public record FindBaselines(String head, Map<String, List<String>> candidates)
        implements Workspace.Work<FindBaselines.Found> {
    /**
     * @param baselines by component: its baseline commit; missing if it has none
     * @param changes by baseline commit: every file that differs at head, sorted
     */
    public record Found(Map<String, String> baselines, Map<String, List<Change>> changes) implements Serializable {}

    @Override
    public Found in(Workspace.Place place) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
