package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.TarReader.Entry;
import io.jenkins.plugins.testeddelivery.docker.TarReader.Malformed;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The files of an image archive as they pass: their digests, and the text of those that are JSON. */
final class ArchiveFiles {
    /** What an archive of one image consists of; there is no reason for anything else to be in it. */
    private static final Pattern BELONGS = Pattern.compile("manifest\\.json|repositories|index\\.json|oci-layout|blobs"
            + "|blobs/sha256|blobs/sha256/[0-9a-f]{64}|[0-9a-f]{64}\\.(json|tar)|[0-9a-f]{64}(/(VERSION|json|layer\\.tar))?");

    private static final int MOST_JSON = 16 << 20;
    private static final int LONGEST_CHAIN = 8;

    private final Unpacked unpacked;
    private final Map<String, Hashed> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private int json;

    ArchiveFiles(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    /**
     * @param digest of the bytes
     * @param plainDigest of what they unpack to; the same if they are not packed
     * @param json the bytes, where they may be JSON; empty: they are not, or are too many
     */
    record Hashed(String digest, String plainDigest, byte[] json) {}

    /** Takes in an entry and reads its content to the end. */
    void add(Entry entry, InputStream content) throws IOException {
        unpacked.entry();
        String name = inside(entry.name(), "the entry", "");
        String shown = "'" + Reference.printable(entry.name()) + "'";
        if (!name.isEmpty() && !BELONGS.matcher(name).matches()) {
            throw new Malformed("the entry " + shown + " is no part of an image");
        }
        if (!names.add(name)) {
            throw new Malformed("the entry " + shown + " is there twice");
        }
        switch (entry.kind()) {
            case FILE -> files.put(name, hashed(entry.size(), content));
            case LINK -> links.put(name, inside(entry.link(), "the link " + shown + " to", parent(name)));
            case HARD_LINK -> links.put(name, inside(entry.link(), "the link " + shown + " to", ""));
            default -> {
                // a folder says nothing
            }
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The file of that name, through links. */
    Optional<Hashed> file(String name) {
        String at = name;
        for (int i = 0; i < LONGEST_CHAIN && links.containsKey(at); i++) {
            at = links.get(at);
        }
        return Optional.ofNullable(files.get(at));
    }

    Set<String> fileNames() {
        return files.keySet();
    }

    Hashed required(String name) throws IOException {
        return file(name).orElseThrow(() ->
                new Malformed("the file '" + Reference.printable(name) + "' is missing"));
    }

    byte[] json(String name) throws IOException {
        Hashed file = required(name);
        if (file.json().length == 0) {
            throw new Malformed("the file '" + Reference.printable(name) + "' is no JSON or too large");
        }
        return file.json();
    }

    private Hashed hashed(long size, InputStream raw) throws IOException {
        DigestInputStream digesting = new DigestInputStream(raw, Digests.sha256());
        BufferedInputStream in = new BufferedInputStream(digesting, 1 << 16);
        in.mark(2);
        int first = in.read();
        in.reset();
        byte[] text = new byte[0];
        String plain = "";
        if ((first == '{' || first == '[') && size <= MOST_JSON - json) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream((int) size);
            in.transferTo(kept);
            text = kept.toByteArray();
            json += text.length;
        } else if (ImageArchive.gzipped(in)) {
            plain = Digests.of(unpacked.counting(GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get()));
        }
        in.transferTo(OutputStream.nullOutputStream());
        String digest = Digests.of(digesting.getMessageDigest());
        return new Hashed(digest, plain.isEmpty() ? digest : plain, text);
    }

    /** The path without dots; one that is absolute, leaves the archive or cannot be written plainly is refused. */
    private static String inside(String path, String what, String from) throws IOException {
        String refusal = what + " '" + Reference.printable(path) + "' leaves its folder";
        if (path.startsWith("/") || path.contains("\\") || path.chars().anyMatch(c -> c < ' ') || path.isEmpty()) {
            throw new Malformed(refusal);
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (from + "/" + path).split("/")) {
            if (part.equals("..")) {
                // only a link may climb, and only within the archive
                if (from.isEmpty() || parts.pollLast() == null) {
                    throw new Malformed(refusal);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }
}
