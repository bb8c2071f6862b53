package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/**
 * Reads a saved image without an engine and refuses whatever is not exactly one image (DESIGN, "Before loading"): one
 * entry in its manifest, config and layer digests recomputed, no foreign tag, no entry that leaves its folder, no
 * device, no duplicate, no bomb.
 */
public final class ImageArchive {
    private ImageArchive() {}

    /**
     * @param digest sha256 of the config blob
     * @param layers digests of the uncompressed layers
     * @param tags references stated inside
     */
    public record Content(String digest, List<String> layers, List<String> tags, long bytes) implements Serializable {}

    /**
     * Reads a tar or tar.gz.
     *
     * @throws io.jenkins.plugins.testeddelivery.port.Failure naming what is wrong
     */
    public static Content read(InputStream archive, String nameForErrors) throws IOException {
        throw new UnsupportedOperationException();
    }
}
