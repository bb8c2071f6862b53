package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes layers, and images of them as {@code docker save} gives them. */
final class Layers {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean finished;
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    private Layers() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    static Layers layer() {
        return new Layers();
    }

    Layers file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Layers file(String name, byte[] content) {
        return entry(new TarArchiveEntry(name), content);
    }

    /** As it is but of that mode and owner. */
    Layers file(String name, String content, int mode, int owner) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(owner, owner);
        return entry(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    /** With an extended attribute whose value is bytes, which the library for tar cannot write. */
    Layers attribute(String name, String attribute, byte[] value) {
        byte[] key = ("SCHILY.xattr." + attribute + "=").getBytes(StandardCharsets.UTF_8);
        int length = key.length + value.length + 2;
        length += Integer.toString(length + Integer.toString(length).length()).length();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes((length + " ").getBytes(StandardCharsets.UTF_8));
        record.writeBytes(key);
        record.writeBytes(value);
        record.write('\n');
        return entry(new TarArchiveEntry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC), record.toByteArray())
                .file(name, "x");
    }

    Layers folder(String name) {
        return entry(new TarArchiveEntry(name + "/"), new byte[0]);
    }

    Layers link(String name, String target) {
        return linked(name, target, TarConstants.LF_SYMLINK);
    }

    Layers hardLink(String name, String target) {
        return linked(name, target, TarConstants.LF_LINK);
    }

    Layers device(String name, int minor) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_CHR);
        entry.setDevMajor(1);
        entry.setDevMinor(minor);
        return entry(entry, new byte[0]);
    }

    private Layers linked(String name, String target, byte type) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        return entry(entry, new byte[0]);
    }

    private Layers entry(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setSize(content.length);
            // of no meaning, so another each time
            entry.setModTime(1_000_000_000_000L + System.nanoTime() / 1_000_000);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            if (!finished) {
                tar.finish();
                finished = true;
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] gzip() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes());
            }
            return packed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image of these layers, lowest first, in a random order, the manifest last, as older engines write it. */
    static InputStream image(Map<String, Object> config, byte[]... layers) {
        List<String> names = new ArrayList<>();
        List<Map<String, Object>> history = new ArrayList<>();
        Layers saved = layer();
        for (int i = layers.length - 1; i >= 0; i--) {
            String name = Digests.hex(Digests.of(layers[i])) + "/layer.tar";
            if (!names.contains(name)) {
                saved.file(name, layers[i]).file(name.replace("layer.tar", "VERSION"), "1.0");
            }
            names.add(0, name);
            history.add(0, Map.of("created_by", "/bin/sh -c step " + (i + 1)));
        }
        Map<String, Object> all = new HashMap<>(Map.of("os", "linux", "config", config, "history", history));
        saved.file("config.json", Json.line(all))
                .file("manifest.json", "[" + Json.line(Map.of("Config", "config.json", "Layers", names)) + "]");
        return new ByteArrayInputStream(saved.bytes());
    }
}
