package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.TarReader.Malformed;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The OCI side of an image archive: its index must lead to the very image that {@code manifest.json} names, and to no other. */
final class OciIndex {
    static final String NAME = "index.json";

    private static final int DEEPEST = 4;
    private static final String IMAGE_NAME = "io.containerd.image.name";
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    private OciIndex() {}

    /** @param layerNames entries of the layers as {@code manifest.json} names them */
    static void check(ArchiveFiles files, SavedImage image, List<String> layerNames) throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        collect(files, image, Json.readObject(files.json(NAME)), found, 0);
        if (found.size() != 1) {
            throw new Malformed("its index leads to " + found.size() + " images and not to one");
        }
        Map<String, Object> manifest = found.get(0);
        List<String> layers = new ArrayList<>();
        for (Map<String, Object> layer : Json.maps(manifest, "layers")) {
            layers.add(blob(Json.text(layer, "digest")));
        }
        boolean sameConfig =
                Json.text(Json.map(manifest, "config"), "digest").equals(image.digest());
        if (!sameConfig || !layers.equals(layerNames)) {
            throw new Malformed("its index leads to another image than its manifest");
        }
    }

    private static void collect(
            ArchiveFiles files,
            SavedImage image,
            Map<String, Object> index,
            List<Map<String, Object>> found,
            int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new Malformed("its index is nested too deeply");
        }
        for (Map<String, Object> descriptor : Json.maps(index, "manifests")) {
            Map<String, String> annotations = Json.textMap(descriptor, "annotations");
            String name = annotations.get(IMAGE_NAME);
            if (name != null && !image.named(name)) {
                throw new Malformed("its index also names " + Reference.printable(name));
            }
            String blob = blob(Json.text(descriptor, "digest"));
            // other platforms of the same image are named and not included; a build's attestation is no image
            if (!files.has(blob) || "attestation-manifest".equals(annotations.get(REFERENCE_TYPE))) {
                continue;
            }
            Map<String, Object> manifest = Json.readObject(files.json(blob));
            if (manifest.containsKey("manifests")) {
                collect(files, image, manifest, found, depth + 1);
            } else {
                found.add(manifest);
            }
        }
    }

    private static String blob(String digest) throws IOException {
        if (!Digests.isDigest(digest)) {
            throw new Malformed("its index names the digest '" + Reference.printable(digest) + "'");
        }
        return "blobs/sha256/" + Digests.hex(digest);
    }
}
