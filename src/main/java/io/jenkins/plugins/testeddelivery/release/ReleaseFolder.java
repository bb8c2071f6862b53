package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A release folder that was opened for reading; nothing here writes to it. Opened is not verified. */
public final class ReleaseFolder {
    private final Workspace workspace;
    private final String path;
    private final byte[] manifest;
    private final Release release;

    private ReleaseFolder(Workspace workspace, String path, byte[] manifest, Release release) {
        this.workspace = workspace;
        this.path = path;
        this.manifest = manifest;
        this.release = release;
    }

    /**
     * Opens a release.
     *
     * @param path a release folder, or the folder of several: then the newest by {@code created}
     * @param version the one that is wanted; empty: see {@code path}
     * @throws Failure if there is none, or none that can be read, or if one is damaged among which the newest is sought
     */
    public static ReleaseFolder open(Workspace workspace, String path, String version)
            throws IOException, InterruptedException {
        List<ReleaseFolder> whole = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (ReadReleases.Found found : workspace.act(new ReadReleases(path))) {
            try {
                whole.add(read(workspace, found));
            } catch (IOException e) {
                damaged.add(e.getMessage());
            }
        }
        Optional<ReleaseFolder> wanted = whole.stream()
                .filter(folder -> version.isEmpty() || folder.release.version().equals(version))
                .max(Comparator.<ReleaseFolder, Instant>comparing(folder -> Instant.parse(folder.release.created()))
                        .thenComparing(folder -> folder.release.version()));
        // a damaged one may be the newest: the user must say that another is meant
        boolean sure = damaged.isEmpty() || !version.isEmpty();
        if (wanted.isPresent() && sure) {
            return wanted.get();
        }
        if (!damaged.isEmpty()) {
            throw Failure.failed("There is a damaged release in " + path
                    + "; take it from where it was exported again"
                    + (whole.isEmpty() ? "" : ", or name the version you want") + ":\n  "
                    + String.join("\n  ", damaged));
        }
        throw missing(path, version, whole);
    }

    private static ReleaseFolder read(Workspace workspace, ReadReleases.Found found) throws IOException {
        String file = found.folder() + "/" + Release.MANIFEST;
        if (found.manifest().length == 0) {
            throw new IOException(file + ": expected the release's description, found nothing");
        }
        Release release;
        try {
            release = ReleaseReader.read(found.manifest());
        } catch (IOException e) {
            throw new IOException(file + ": " + firstLine(e.getMessage()), e);
        }
        String name = found.folder().substring(found.folder().lastIndexOf('/') + 1);
        if (!found.direct() && !name.equals(release.version())) {
            throw new IOException(found.folder() + ": expected a folder named " + release.version() + " as "
                    + Release.MANIFEST + " says, found this name");
        }
        byte[] expected = checksum(found.manifest()).getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(expected, found.checksum())) {
            throw new IOException(file + ": expected the checksum in " + Release.MANIFEST + ReleaseLayout.SUFFIX
                    + ", found " + Digests.hex(Digests.of(found.manifest())));
        }
        return new ReleaseFolder(workspace, found.folder(), found.manifest(), release);
    }

    private static Failure missing(String path, String version, List<ReleaseFolder> whole) {
        if (whole.isEmpty()) {
            return Failure.failed("There is no release in " + path + ": no folder there has a " + Release.MANIFEST
                    + "; give a release folder or the folder of all of them.");
        }
        return Failure.usage("There is no release " + Printable.quoted(version) + " in " + path + "; there is "
                + whole.stream().map(folder -> folder.release.version()).sorted()
                        .collect(Collectors.joining(", ")) + ".");
    }

    static String checksum(byte[] manifest) {
        return ReleaseLayout.checksumLine(Digests.hex(Digests.of(manifest)), Release.MANIFEST);
    }

    /** The first line: Jackson adds where in its own source text it was. */
    static String firstLine(String message) {
        return Printable.text(String.valueOf(message).lines().findFirst().orElse(""));
    }

    /** Its path in the workspace. */
    public String path() {
        return path;
    }

    /** The path in the workspace of a file of it, named as in {@code release.json}. */
    public String path(String file) {
        return path + "/" + file;
    }

    public Release release() {
        return release;
    }

    /** The bytes of {@code release.json} as they are. */
    public byte[] manifest() {
        return manifest.clone();
    }

    /** The content of a small file of the release ({@code deploy/compose.yaml} say), compared with its checksum. */
    public byte[] read(String file) throws IOException, InterruptedException {
        Release.OtherFile stated = release.files().stream()
                .filter(other -> other.file().equals(file))
                .findFirst()
                .orElseThrow(() -> Failure.failed("The release " + release.version() + " has no file " + file + "."));
        try (InputStream in = workspace.read(path(file))) {
            byte[] bytes = in.readNBytes(ReadReleases.LONGEST);
            if (!Digests.hex(Digests.of(bytes)).equals(stated.sha256())) {
                throw Failure.failed(path(file) + " is not what was exported: its checksum differs from the one in "
                        + Release.MANIFEST + "; take the release from where it was exported again.");
            }
            return bytes;
        }
    }

    /** What a server without Git must know to deploy it. */
    public DeployPlan deployPlan() throws IOException, InterruptedException {
        byte[] bytes = read(DeployPlan.FILE);
        try {
            return DeployPlan.read(bytes);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.FAILED, path(DeployPlan.FILE) + " cannot be read: " + firstLine(e.getMessage())
                            + ".", e);
        }
    }

    /** Checks every byte of it against what the release itself states. Changes nothing. */
    public Verification verify() throws IOException, InterruptedException {
        return verify(Optional.empty());
    }

    /** Checks it, and that it is the very release that this ledger recorded under its version, if it did. */
    public Verification verify(Ledger ledger) throws IOException, InterruptedException {
        return verify(Standing.of(ledger.entries()).release(release.version()));
    }

    /**
     * Makes sure that it is the very release that this ledger recorded under its version, if it did.
     *
     * @throws Failure of kind FAILED if another one was
     */
    public void requireAsRecorded(Ledger ledger) throws IOException {
        List<Problem> problems = asRecorded(Standing.of(ledger.entries()).release(release.version()));
        new Verification(path, release, problems, true).requireOk();
    }

    private List<Problem> asRecorded(Optional<Fact.Release> recorded) {
        String digest = Digests.of(manifest);
        return recorded.filter(fact -> !fact.manifest().equals(digest))
                .map(fact -> new Problem(Release.MANIFEST, "the recorded release with " + fact.manifest(), digest))
                .stream()
                .toList();
    }

    private Verification verify(Optional<Fact.Release> recorded) throws IOException, InterruptedException {
        String digest = Digests.of(manifest);
        List<Problem> problems = new ArrayList<>(asRecorded(recorded));
        problems.addAll(workspace.act(new CheckFolder(path, digest)));
        return new Verification(path, release, problems, recorded.isPresent());
    }
}
