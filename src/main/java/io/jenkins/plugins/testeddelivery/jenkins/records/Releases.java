package io.jenkins.plugins.testeddelivery.jenkins.records;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.release.KeptRelease;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;

/** Keeps every file of an exported release in its project's store, and gives the release back into any workspace. */
public final class Releases {
    private final Ledger ledger;

    public Releases(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Keeps what the folder holds. Every file is hashed here, whatever the agent says of it.
     *
     * @param folder of the release, relative to the workspace
     * @throws io.jenkins.plugins.testeddelivery.port.Failure if a file is not what the release says
     */
    public KeptRelease keep(Release release, Workspace workspace, String folder)
            throws IOException, InterruptedException {
        KeptRelease kept = new KeptRelease(release, ledger.store());
        kept.keep(workspace, folder);
        return kept;
    }

    /**
     * The release with this version.
     *
     * @throws io.jenkins.plugins.testeddelivery.port.Failure if there is none, or it is no longer what was recorded
     */
    public Release find(String version) throws IOException {
        return KeptRelease.find(ledger, version).release();
    }

    /** Puts the release into the workspace, as a folder below this one, and returns its path there. */
    public String give(String version, Workspace workspace, String folder) throws IOException, InterruptedException {
        return KeptRelease.find(ledger, version).give(workspace, folder);
    }
}
