package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.docker.ImageArchive;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks single files of a release: each is read once, hashed, and an artifact is looked into on the way. */
final class FileCheck {
    private final Path root;
    private final Release release;

    FileCheck(Path root, Release release) {
        this.root = root;
        this.release = release;
    }

    /** Whether the checksum file is byte for byte what we would write. */
    List<Problem> checksumFile(String file, String hex) throws IOException {
        String expected = ReleaseLayout.checksumLine(hex, file);
        try (InputStream in = open(file + ReleaseLayout.SUFFIX)) {
            // one byte per character, so that bytes that are no text show up as well
            String found = new String(in.readNBytes(expected.length() + 200), StandardCharsets.ISO_8859_1);
            String wanted = new String(expected.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return found.equals(wanted)
                    ? List.of()
                    : List.of(new Problem(
                            file + ReleaseLayout.SUFFIX, Printable.quoted(wanted), Printable.quoted(found)));
        }
    }

    List<Problem> file(String file, String hex) throws IOException {
        Optional<ReleaseArtifact> artifact = release.artifacts().stream()
                .filter(each -> each.file().equals(file))
                .findFirst();
        long bytes = Files.size(root.resolve(file));
        if (artifact.isPresent() && artifact.get().bytes() != bytes) {
            return List.of(new Problem(file, artifact.get().bytes() + " bytes", bytes + " bytes"));
        }
        List<Problem> inside = new ArrayList<>();
        try (InputStream bytesOfFile = new BufferedInputStream(open(file), 1 << 16);
                DigestInputStream in = new DigestInputStream(bytesOfFile, Digests.sha256())) {
            if (artifact.isPresent()) {
                inside.addAll(look(artifact.get(), in));
            }
            in.transferTo(OutputStream.nullOutputStream());
            String found = Digests.hex(Digests.of(in.getMessageDigest()));
            // what is inside of a file that was changed is no news
            return found.equals(hex) ? inside : List.of(new Problem(file, "sha256 " + hex, "sha256 " + found));
        }
    }

    private static List<Problem> look(ReleaseArtifact artifact, InputStream in) {
        InputStream unclosed = new OnlyRead(in);
        try {
            if (!artifact.isImage()) {
                ArchiveCheck.check(unclosed);
                return List.of();
            }
            ImageArchive.Content content =
                    ImageArchive.read(unclosed, artifact.file(), List.of(artifact.image()));
            return content.digest().equals(artifact.imageId())
                    ? List.of()
                    : List.of(new Problem(artifact.file(), "the image " + artifact.imageId(), content.digest()));
        } catch (Failure | IOException e) {
            String expected = artifact.isImage()
                    ? "exactly the image " + artifact.image()
                    : "an archive that can be unpacked safely";
            return List.of(new Problem(artifact.file(), expected, ReleaseFolder.firstLine(e.getMessage())));
        }
    }

    /** Every byte is read, so that every byte is hashed, and the rest can still be. */
    private static final class OnlyRead extends FilterInputStream {
        OnlyRead(InputStream in) {
            super(in);
        }

        @Override
        public long skip(long bytes) throws IOException {
            return in.readNBytes((int) Math.min(bytes, 1 << 16)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // whoever opened the file closes it
        }
    }

    private InputStream open(String file) throws IOException {
        return Files.newInputStream(root.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }
}
