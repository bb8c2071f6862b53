package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.WatchedInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads a saved image without an engine and refuses whatever is not exactly one image (DESIGN, "Before loading"): one
 * entry in its manifest, config and layer digests recomputed, no foreign tag, no entry that leaves its folder, no
 * device, no duplicate, no bomb. Reads the layout of {@code docker save} and the OCI layout, as a stream, with bounded
 * memory and no temporary file.
 */
public final class ImageArchive {
    private ImageArchive() {}

    /**
     * @param digest sha256 of the config blob
     * @param layers digests of the uncompressed layers
     * @param tags references stated inside
     * @param bytes of the archive as it was read
     * @param sha256 of the archive as it was read, {@code sha256:<64 hex>}: what guards the few bits of a gzip that its
     *     own check sums leave out
     */
    public record Content(String digest, List<String> layers, List<String> tags, long bytes, String sha256)
            implements Serializable {
        public Content {
            layers = List.copyOf(layers);
            tags = List.copyOf(tags);
        }
    }

    /**
     * When an archive is a bomb.
     *
     * @param bytes it may always unpack to that much
     * @param ratio beyond, to that many times its own size
     * @param entries in the tar
     */
    record Limits(long bytes, int ratio, int entries) {
        static final Limits DEFAULT = new Limits(2L << 30, 100, 10_000);
    }

    /**
     * Reads a tar or tar.gz to its end.
     *
     * @throws Failure naming what is wrong
     */
    public static Content read(InputStream archive, String nameForErrors) throws IOException {
        return read(archive, nameForErrors, Limits.DEFAULT);
    }

    /** The same, and the tags inside must be exactly these. */
    public static Content read(InputStream archive, String nameForErrors, List<String> expectedTags)
            throws IOException {
        Content content = read(archive, nameForErrors);
        if (!familiar(content.tags()).equals(familiar(expectedTags))) {
            throw refused(
                    nameForErrors,
                    "its tags are " + Reference.printable(content.tags().toString()) + " and not " + expectedTags,
                    null);
        }
        return content;
    }

    static Content read(InputStream archive, String nameForErrors, Limits limits) throws IOException {
        Metered metered = new Metered(archive);
        BufferedInputStream buffered = new BufferedInputStream(metered, 1 << 16);
        Unpacked unpacked = new Unpacked(limits, metered::bytes);
        try {
            InputStream tar = gzipped(buffered)
                    ? GzipCompressorInputStream.builder()
                            .setInputStream(buffered)
                            .setDecompressConcatenated(true)
                            .get()
                    : buffered;
            SavedImage image = collect(new TarReader(unpacked.counting(tar)), unpacked);
            return new Content(image.digest(), image.layers(), image.tags(), metered.bytes(), metered.digest());
        } catch (IOException e) {
            boolean known = e instanceof TarReader.Malformed || e instanceof EOFException;
            String why = Reference.printable(String.valueOf(e.getMessage()).replaceFirst("(?s)\n.*", ""));
            throw refused(nameForErrors, known ? e.getMessage() : "it cannot be read (" + why + ")", e);
        }
    }

    private static SavedImage collect(TarReader tar, Unpacked unpacked) throws IOException {
        ArchiveFiles files = new ArchiveFiles(unpacked);
        for (Optional<TarReader.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            files.add(entry.get(), tar.content());
        }
        return SavedImage.of(files);
    }

    static boolean gzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    private static List<String> familiar(List<String> tags) {
        return tags.stream().map(Reference::familiar).sorted().distinct().toList();
    }

    private static Failure refused(String name, String why, Throwable cause) {
        return new Failure(
                Failure.Kind.FAILED,
                "The image archive " + Reference.printable(name) + " is refused: " + why
                        + ". Nothing of it was loaded; export it again, or fetch it anew.",
                cause);
    }

    /** Counts and hashes what is read. */
    private static final class Metered extends WatchedInput {
        private final MessageDigest digest = Digests.sha256();
        private long bytes;

        private Metered(InputStream in) {
            super(in);
        }

        @Override
        protected void seen(byte[] buffer, int offset, int length) {
            digest.update(buffer, offset, length);
            bytes += length;
        }

        long bytes() {
            return bytes;
        }

        String digest() {
            return Digests.of(digest);
        }
    }
}
