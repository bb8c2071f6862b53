package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the inputs again after a build: what was built from files that moved is not what was fingerprinted.
 *
 * @param scan what was fingerprinted
 * @param components the names to look at
 */
public record Recheck(Scan scan, List<String> components) implements Workspace.Work<Recheck.Moved> {
    /** @param components those whose fingerprint is another one now, in the order asked for */
    public record Moved(List<String> components) implements Serializable {}

    @Override
    public Moved in(Workspace.Place place) throws IOException, InterruptedException {
        if (!scan.ofTree()) {
            // a commit does not move
            return new Moved(List.of());
        }
        try (StateReader reader = new StateReader(place)) {
            StateReader.State state =
                    reader.workingTree(files -> scan.project(), scan.inputs().configFile());
            FilesOf files = FilesOf.tree(state.tree(), state.included(), state.inputs());
            SharedLocks locks = SharedLocks.of(scan.project(), state.files(), files);
            Fingerprints now = Fingerprints.of(scan.project(), files, locks.found(), false);
            List<String> moved = new ArrayList<>(components);
            moved.removeIf(name ->
                    scan.fingerprints().get(name).equals(now.fingerprints().get(name)));
            return new Moved(moved);
        }
    }
}
