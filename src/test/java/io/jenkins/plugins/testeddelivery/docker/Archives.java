package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes image archives for tests, sound ones and others, entry by entry. */
public final class Archives {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String name, byte type, String link, byte[] content) {}

    /** A sound one as {@code docker save} of the classic stores writes it. */
    public static Archives legacy(String tag, byte[]... layers) {
        Archives archive = new Archives();
        List<String> names = new ArrayList<>();
        for (byte[] layer : layers) {
            String folder = Digests.hex(Digests.of("layer " + names.size()));
            archive.folder(folder + "/").file(folder + "/VERSION", "1.0").file(folder + "/layer.tar", layer);
            names.add(folder + "/layer.tar");
        }
        byte[] config = config(layers);
        String configName = Digests.hex(Digests.of(config)) + ".json";
        return archive.file(configName, config)
                .file("manifest.json", manifest(configName, List.of(tag), names))
                .file("repositories", Json.line(Map.of(tag.split(":")[0], Map.of(tag.split(":")[1], "x"))));
    }

    /** A sound one in the OCI layout, as newer engines write it; the blobs of the layers may be compressed. */
    public static Archives oci(String tag, byte[] config, byte[]... blobs) {
        Archives archive = new Archives();
        List<String> names = new ArrayList<>();
        List<Map<String, Object>> descriptors = new ArrayList<>();
        archive.folder("blobs/").folder("blobs/sha256/");
        for (byte[] blob : blobs) {
            names.add(archive.blob(blob));
            descriptors.add(Map.of("digest", Digests.of(blob)));
        }
        String configName = archive.blob(config);
        byte[] manifest = Json.line(Map.of("config", Map.of("digest", Digests.of(config)), "layers", descriptors))
                .getBytes(StandardCharsets.UTF_8);
        archive.blob(manifest);
        Map<String, Object> descriptor = Map.of(
                "digest", Digests.of(manifest), "annotations", Map.of("io.containerd.image.name", "docker.io/library/" + tag));
        return archive.file("index.json", Json.line(Map.of("manifests", List.of(descriptor))))
                .file("manifest.json", manifest(configName, List.of(tag), names))
                .file("oci-layout", "{}");
    }

    public static byte[] config(byte[]... layers) {
        List<String> digests = new ArrayList<>();
        for (byte[] layer : layers) {
            digests.add(Digests.of(layer));
        }
        return Json.line(Map.of("os", "linux", "rootfs", Map.of("type", "layers", "diff_ids", digests)))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static String manifest(String config, List<String> tags, List<String> layers) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("Config", config);
        image.put("RepoTags", tags);
        image.put("Layers", layers);
        return Json.line(List.of(image));
    }

    String blob(byte[] content) {
        String name = "blobs/sha256/" + Digests.hex(Digests.of(content));
        file(name, content);
        return name;
    }

    public Archives file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Archives file(String name, byte[] content) {
        return add(name, TarConstants.LF_NORMAL, "", content);
    }

    Archives folder(String name) {
        return add(name, TarConstants.LF_DIR, "", new byte[0]);
    }

    public Archives link(String name, String target) {
        return add(name, TarConstants.LF_SYMLINK, target, new byte[0]);
    }

    public Archives add(String name, byte type, String link, byte[] content) {
        entries.add(new Entry(name, type, link, content));
        return this;
    }

    /** The same without an entry, for another of that name or for none. */
    public Archives without(String name) {
        entries.removeIf(entry -> entry.name().equals(name));
        return this;
    }

    public byte[] content(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content();
    }

    byte[] tar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Entry entry : entries) {
                TarArchiveEntry header = new TarArchiveEntry(entry.name(), entry.type(), true);
                header.setLinkName(entry.link());
                header.setSize(entry.content().length);
                tar.putArchiveEntry(header);
                tar.write(entry.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public byte[] gzip() {
        return gzip(tar());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
