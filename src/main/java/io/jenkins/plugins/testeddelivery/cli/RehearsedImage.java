package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The one image of {@link RehearsedEngine}: a layer with nothing in it, whole enough to be exported and verified. */
final class RehearsedImage {
    /** A tar that ends at once. */
    private static final byte[] LAYER = new byte[1024];

    private final Map<String, Object> config = new TreeMap<>();

    RehearsedImage() {
        config.put("os", "linux");
        config.put("architecture", "amd64");
        config.put(
                "config",
                Map.of(
                        "Env", List.of("PATH=/bin"),
                        "Labels",
                                Map.of(
                                        "io.github.tested-delivery.break", "1",
                                        "io.github.tested-delivery.break-dependencies", "2")));
        config.put("rootfs", Map.of("type", "layers", "diff_ids", List.of(Digests.of(LAYER))));
    }

    String digest() {
        return Digests.of(bytes());
    }

    /** As an engine tells of it. */
    String inspected() {
        return Json.line(Map.of(
                "Id", digest(),
                "RepoTags", List.of("a:1"),
                "RepoDigests", List.of(),
                "Parent", "",
                "Os", "linux",
                "Architecture", "amd64",
                "Size", 1,
                "Config", config.get("config"),
                "RootFS", Map.of("Layers", List.of(Digests.of(LAYER)))));
    }

    /** As {@code docker save} gives it, under this tag. */
    byte[] saved(String tag) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = Digests.hex(digest()) + ".json";
        String layer = Digests.hex(Digests.of(LAYER)) + "/layer.tar";
        Map<String, Object> manifest =
                Map.of("Config", name, "RepoTags", List.of(tag), "Layers", List.of(layer));
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            add(tar, layer, LAYER);
            add(tar, name, bytes());
            add(tar, "manifest.json", Json.line(List.of(manifest)).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private byte[] bytes() {
        return Json.canonical(config).getBytes(StandardCharsets.UTF_8);
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
