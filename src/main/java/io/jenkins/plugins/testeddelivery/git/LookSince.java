package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks into the files that changed between a commit and a state, as {@link Survey} does of the commits it finds itself.
 *
 * @param changes what differs at the state's commit; the working tree's own changes come on top
 * @param affected names of the components whose files are worth a look
 */
public record LookSince(Scan scan, String commit, List<Change> changes, Set<String> affected)
        implements Workspace.Work<LookSince.Seen> {
    public static LookSince of(Scan scan, String commit, List<Change> changes, Set<String> affected) {
        return new LookSince(scan.withoutDocuments(), commit, new ArrayList<>(changes), new TreeSet<>(affected));
    }

    /** @param inside by commit, then by path */
    public record Seen(Map<String, Map<String, Inside>> inside) implements Serializable {}

    @Override
    public Seen in(Workspace.Place place) throws IOException, InterruptedException {
        try (StateReader reader = new StateReader(place)) {
            return new Seen(new LookInside(reader, scan).since(Map.of(commit, changes), affected));
        }
    }
}
