package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.WatchedInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Turns the tar that an engine gives of an image into the archive we ship, in one pass and with bounded memory: headers
 * made alike, compressed, hashed, written whole, and read as {@link ImageArchive} will read it.
 */
final class ImagePacking {
    private ImagePacking() {}

    /** @throws Failure if what the engine gives is not exactly this image under this reference */
    static Engine.Saved pack(InputStream engineTar, String reference, Path file, String fileName)
            throws IOException, InterruptedException {
        ArchiveFiles files = new ArchiveFiles(Unpacked.unlimited());
        Written written = new Written();
        try {
            WholeFile.write(file, out -> {
                Digests.Tee tee = new Digests.Tee(new BufferedOutputStream(out, 1 << 16));
                try (ParallelGzip gzip = new ParallelGzip(tee)) {
                    copy(new TarReader(engineTar), gzip, files);
                    gzip.finish();
                }
                // inside, so that no file with the wrong image gets the name
                written.image = checked(files, reference);
                written.bytes = tee.bytes();
                written.digest = tee.digest();
            });
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (TarReader.Malformed e) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    "The container engine's archive of " + reference + " cannot be used: " + e.getMessage()
                            + ". Save it by 'docker save' and look at it.",
                    e);
        }
        return new Engine.Saved(
                fileName, written.bytes, written.digest, written.image.digest(), written.image.layers());
    }

    /** Reads an engine's tar only for what it holds. */
    static SavedImage look(InputStream engineTar) throws IOException {
        ArchiveFiles files = new ArchiveFiles(Unpacked.unlimited());
        TarReader tar = new TarReader(engineTar);
        for (Optional<TarReader.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            files.add(entry.get(), tar.content());
        }
        return SavedImage.of(files);
    }

    private static SavedImage checked(ArchiveFiles files, String reference) throws IOException {
        SavedImage image = SavedImage.of(files);
        if (image.tags().size() != 1 || !image.named(reference)) {
            throw new TarReader.Malformed("its tags are " + image.tags());
        }
        return image;
    }

    private static void copy(TarReader tar, OutputStream to, ArchiveFiles files) throws IOException {
        // finished and not closed: what is below is the caller's
        TarArchiveOutputStream out = new TarArchiveOutputStream(to, "UTF-8");
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (Optional<TarReader.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            out.putArchiveEntry(header(entry.get()));
            files.add(entry.get(), new Copying(tar.content(), out));
            out.closeArchiveEntry();
        }
        out.finish();
    }

    private static TarArchiveEntry header(TarReader.Entry entry) {
        byte type =
                switch (entry.kind()) {
                    case FILE -> TarConstants.LF_NORMAL;
                    case FOLDER -> TarConstants.LF_DIR;
                    case LINK -> TarConstants.LF_SYMLINK;
                    case HARD_LINK -> TarConstants.LF_LINK;
                };
        TarArchiveEntry header = new TarArchiveEntry(entry.name(), type);
        header.setLinkName(entry.link());
        header.setSize(entry.size());
        header.setMode(
                switch (entry.kind()) {
                    case FILE, HARD_LINK -> 0644;
                    case FOLDER -> 0755;
                    case LINK -> 0777;
                });
        header.setIds(0, 0);
        header.setNames("", "");
        header.setModTime(0L);
        return header;
    }

    /** What is known once the file is written. */
    private static final class Written {
        private SavedImage image;
        private long bytes;
        private String digest;
    }

    /** Writes on what is read. */
    private static final class Copying extends WatchedInput {
        private final OutputStream to;

        private Copying(InputStream in, OutputStream to) {
            super(in);
            this.to = to;
        }

        @Override
        protected void seen(byte[] buffer, int offset, int length) throws IOException {
            to.write(buffer, offset, length);
        }
    }
}
