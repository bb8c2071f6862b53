package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.TarReader.Malformed;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one image that an archive holds, all that is said of it proven: what {@code manifest.json} names (an engine with
 * a classic store loads that) and what {@code index.json} names (one with containerd's store loads that) are the same.
 */
record SavedImage(String digest, List<String> layers, List<String> tags) {
    private static final String MANIFEST = "manifest.json";
    private static final String REPOSITORIES = "repositories";

    static SavedImage of(ArchiveFiles files) throws IOException {
        blobsAreWhatTheyAreCalled(files);
        Map<String, Object> manifest = manifest(files);
        String configName = Json.text(manifest, "Config");
        String digest = files.required(configName).digest();
        if (!configName.contains(Digests.hex(digest))) {
            throw new Malformed("the image's config is not what its name says");
        }
        List<String> layers = layers(files, Json.readObject(files.json(configName)), Json.texts(manifest, "Layers"));
        List<String> tags = Json.texts(manifest, "RepoTags");
        SavedImage image = new SavedImage(digest, layers, tags);
        if (files.has(REPOSITORIES)) {
            image.legacyTags(Json.readObject(files.json(REPOSITORIES)));
        }
        if (files.has(OciIndex.NAME)) {
            OciIndex.check(files, image, Json.texts(manifest, "Layers"));
        }
        return image;
    }

    /** Whether a tag stated elsewhere in the archive is one of this image. */
    boolean named(String reference) {
        return tags.stream().map(Reference::familiar).anyMatch(Reference.familiar(reference)::equals);
    }

    private static void blobsAreWhatTheyAreCalled(ArchiveFiles files) throws IOException {
        String folder = "blobs/sha256/";
        for (String name : files.fileNames()) {
            if (name.startsWith(folder)
                    && !files.required(name).digest().equals(Digests.PREFIX + name.substring(folder.length()))) {
                throw new Malformed("the content of '" + name + "' is not what its name says");
            }
        }
    }

    private static Map<String, Object> manifest(ArchiveFiles files) throws IOException {
        Object list = Json.read(files.json(MANIFEST));
        List<Map<String, Object>> images = Json.maps(Map.of("images", list), "images");
        if (!(list instanceof List<?> all) || all.size() != 1 || images.size() != 1) {
            throw new Malformed("it holds " + (list instanceof List<?> all ? all.size() : "no list of")
                    + " images and not one");
        }
        return images.get(0);
    }

    private static List<String> layers(ArchiveFiles files, Map<String, Object> config, List<String> names)
            throws IOException {
        List<String> stated = Json.texts(Json.map(config, "rootfs"), "diff_ids");
        List<String> found = new ArrayList<>();
        for (String name : names) {
            found.add(files.required(name).plainDigest());
        }
        if (!found.equals(stated)) {
            throw new Malformed("its layers are not those that the image's config states");
        }
        return stated;
    }

    private void legacyTags(Map<String, Object> repositories) throws IOException {
        for (String repository : repositories.keySet()) {
            for (String tag : Json.map(repositories, repository).keySet()) {
                if (!named(repository + ":" + tag)) {
                    throw new Malformed(
                            "it also names " + Reference.printable(repository + ":" + tag) + " in '" + REPOSITORIES + "'");
                }
            }
        }
    }
}
