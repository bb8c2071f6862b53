package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Finds the base that a given revision means for head: itself if it is an ancestor, else the merge base (DESIGN,
 * {@code --base}).
 */
public record FindBase(String head, String revision) implements Workspace.Work<FindBase.Found> {
    /**
     * @param base commit; empty where none can be known, then {@code problem} is {@code SHALLOW} or {@code NO_BASE}
     * @param reason in words
     * @param changes what differs at head, sorted
     */
    public record Found(String base, String problem, String reason, List<Change> changes) implements Serializable {}

    /** @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE for a name that does not resolve */
    @Override
    public Found in(Workspace.Place place) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
