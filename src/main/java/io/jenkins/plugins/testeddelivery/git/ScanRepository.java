package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;

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
        try (Scans scans = new Scans(place, new ConfigSource(configFile, trusted), revision.isEmpty())) {
            Looked looked = scans.look(revision);
            return withDocuments
                    ? looked.withDocuments(looked.scan().fingerprints().keySet())
                    : looked.scan();
        }
    }
}
