package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;

/**
 * Reads the repository around the workspace's root at one state.
 *
 * @param revision a commit; empty: HEAD with the working tree on top
 * @param configFile path of the configuration in the repository; empty: {@code delivery.yaml} if there is one
 * @param withDocuments whether the fingerprints' documents are wanted too
 */
public record ScanRepository(String revision, String configFile, boolean withDocuments)
        implements Workspace.Work<Scan> {
    /**
     * @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE outside a repository, without any commit, for a
     *     revision that does not resolve
     */
    @Override
    public Scan in(Workspace.Place place) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
