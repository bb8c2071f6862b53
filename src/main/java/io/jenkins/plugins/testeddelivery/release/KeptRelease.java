package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** A release whose every file is in a content store, whatever becomes of the folder it was exported into. */
public record KeptRelease(Release release, ContentStore store) {
    /**
     * The release that the ledger recorded under this version.
     *
     * @throws Failure if there is none, or its description is no longer in the store
     */
    public static KeptRelease find(Ledger ledger, String version) throws IOException {
        Fact.Release recorded = Standing.of(ledger.entries())
                .release(version)
                .orElseThrow(() -> Failure.usage("There is no release " + Printable.quoted(version)
                        + " on record; export one, or name one that was exported."));
        return of(ledger.store(), recorded);
    }

    /** @throws Failure if its description is no longer in the store */
    static KeptRelease of(ContentStore store, Fact.Release recorded) throws IOException {
        if (store.has(recorded.manifest())) {
            try (InputStream manifest = store.open(recorded.manifest())) {
                byte[] bytes = manifest.readAllBytes();
                if (Digests.of(bytes).equals(recorded.manifest())) {
                    return new KeptRelease(ReleaseReader.read(bytes), store);
                }
            }
        }
        throw Failure.failed("The description of the release " + recorded.version()
                + " is no longer in the content store (" + recorded.manifest() + "); export it again.");
    }

    /** The checksum of every file of it, by name: what it takes to give it back. */
    public Map<String, String> files() {
        Map<String, String> all = new TreeMap<>();
        ReleaseLayout.checksums(release).forEach((file, hex) -> all.put(file, Digests.PREFIX + hex));
        all.put(Release.MANIFEST, Digests.of(release.bytes()));
        return all;
    }

    /**
     * Keeps what is not in the store yet.
     *
     * @param folder the release's own folder in the workspace
     * @throws Failure if a file there is not what the release says
     */
    public void keep(Workspace workspace, String folder) throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            if (store.has(file.getValue())) {
                continue;
            }
            String kept = store.keep(workspace, folder + "/" + file.getKey());
            if (!kept.equals(file.getValue())) {
                throw Failure.failed(Printable.text(folder + "/" + file.getKey()) + " is not what was exported: expected "
                        + file.getValue() + ", found " + kept + "; export again.");
            }
        }
    }

    /**
     * Puts it into the workspace; one that is there already is used if it is whole.
     *
     * @param releases the folder of all releases there
     * @return the release's own folder
     */
    public String give(Workspace workspace, String releases) throws IOException, InterruptedException {
        String version = release.version();
        String folder = releases + "/" + version;
        if (isThere(workspace, releases)) {
            return folder;
        }
        workspace.act(new RemoveFolder(folder));
        String staging = workspace.act(new OpenStaging(releases, version));
        String leftover = staging;
        try {
            Map<String, String> files = files();
            TreeMap<String, String> checksums = new TreeMap<>();
            for (Map.Entry<String, String> file : files.entrySet()) {
                store.give(file.getValue(), workspace, staging + "/" + file.getKey());
                checksums.put(file.getKey(), Digests.hex(file.getValue()));
            }
            workspace.act(new FinishRelease(staging, folder, new TreeMap<>(), checksums));
            leftover = "";
        } finally {
            if (!leftover.isEmpty()) {
                workspace.act(new RemoveFolder(leftover));
            }
        }
        return folder;
    }

    private boolean isThere(Workspace workspace, String releases) throws IOException, InterruptedException {
        try {
            ReleaseFolder folder = ReleaseFolder.open(workspace, releases, release.version());
            return Digests.of(folder.manifest()).equals(Digests.of(release.bytes())) && folder.verify().ok();
        } catch (Failure e) {
            // none, or a damaged one, which is replaced
            return false;
        }
    }
}
