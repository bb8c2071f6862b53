package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads the repository around the workspace's root at one state.
 *
 * @param revision a commit; empty: HEAD with the working tree on top
 * @param configFile path of the configuration in the repository; empty: {@code delivery.yaml} if there is one
 * @param withDocuments whether the fingerprints' documents are wanted too
 * @param trusted a commit whose configuration says what a change request must not decide for itself, see
 *     {@link io.jenkins.plugins.testeddelivery.config.Guarded}; empty: the state's own says all
 */
public record ScanRepository(String revision, String configFile, boolean withDocuments, String trusted)
        implements Workspace.Work<Scan> {
    /** The state under its own configuration alone. */
    public ScanRepository(String revision, String configFile, boolean withDocuments) {
        this(revision, configFile, withDocuments, "");
    }

    /**
     * @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE outside a repository, without any commit,
     *     for a revision that does not resolve, a configuration that cannot be read, an image without a Dockerfile, an
     *     archive's output that Git tracks
     */
    @Override
    public Scan in(Workspace.Place place) throws IOException, InterruptedException {
        try (StateReader reader = new StateReader(place)) {
            StateReader.Definitions definitions = reader.configuration(configFile, trusted);
            StateReader.State state = revision.isEmpty()
                    ? reader.workingTree(definitions, configFile)
                    : reader.commit(revision, definitions, configFile);
            FilesOf files = FilesOf.tree(state.tree(), state.included(), state.inputs());
            SharedLocks locks = SharedLocks.of(state.project(), state.files(), files);
            Fingerprints fingerprints = Fingerprints.of(state.project(), files, locks, withDocuments);
            List<String> warnings = new ArrayList<>(state.warnings());
            warnings.addAll(locks.warnings());
            return new Scan(
                    state.commit().id(),
                    state.commit().time(),
                    revision.isEmpty(),
                    !state.changes().isEmpty(),
                    reader.repository().shallow(),
                    state.project(),
                    new TreeMap<>(fingerprints.fingerprints()),
                    new TreeMap<>(fingerprints.documents()),
                    state.inputs(),
                    new ArrayList<>(state.changes()),
                    new DependencyManifests(state.project()).digests(files),
                    new TrialFiles(state.files()).of(state.project()),
                    warnings);
        }
    }
}
