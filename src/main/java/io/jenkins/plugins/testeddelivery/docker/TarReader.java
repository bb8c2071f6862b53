package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.layers.EntryContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar strictly, for what strangers may have made. Libraries read leniently: a wrong header sum, a missing end
 * or text after it pass, and two readers then see different files in the same bytes. Here anything of that kind is an
 * error, and so is every kind of entry that an image archive has no use for.
 */
final class TarReader {
    static final int BLOCK = 512;

    private static final int LONGEST_EXTENSION = 1 << 20;
    private static final String SPARSE = "GNU.sparse.";

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private EntryContent content;

    TarReader(InputStream in) {
        this.in = in;
        this.content = content(0);
    }

    /** What an entry is. */
    enum Kind {
        FILE,
        FOLDER,
        /** A symbolic link, its target relative to its folder. */
        LINK,
        /** A hard link, its target relative to the archive. */
        HARD_LINK
    }

    /** @param link target of a link, else empty */
    record Entry(String name, Kind kind, long size, String link) {}

    /** What is wrong with the archive, for the end of a sentence. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** The next entry; its content is what {@link #content} gives until the one after is asked for. */
    Optional<Entry> next() throws IOException {
        finish();
        Map<String, String> extended = new HashMap<>();
        while (true) {
            fill(header);
            if (zero(header)) {
                end();
                return Optional.empty();
            }
            checkSum();
            char type = (char) (header[156] & 0xff);
            long size = number(124, 12);
            switch (type) {
                case 'x' -> extended.putAll(pax(extension(size)));
                case 'L' -> extended.put("path", untilNul(extension(size)));
                case 'K' -> extended.put("linkpath", untilNul(extension(size)));
                default -> {
                    return Optional.of(entry(type, size, extended));
                }
            }
        }
    }

    InputStream content() {
        return content;
    }

    private Entry entry(char type, long headerSize, Map<String, String> extended) throws IOException {
        String name = extended.getOrDefault("path", name());
        if (extended.keySet().stream().anyMatch(key -> key.startsWith(SPARSE))) {
            throw new Malformed("the entry '" + Reference.printable(name) + "' is sparse");
        }
        Kind kind =
                switch (type) {
                    case '0', '\0' -> Kind.FILE;
                    case '5' -> Kind.FOLDER;
                    case '2' -> Kind.LINK;
                    case '1' -> Kind.HARD_LINK;
                    case '3', '4', '6' -> throw new Malformed(
                            "the entry '" + Reference.printable(name) + "' is a device or a pipe");
                    default -> throw new Malformed("the entry '" + Reference.printable(name)
                            + "' is of the unknown kind " + (int) type);
                };
        long size = headerSize;
        if (extended.containsKey("size")) {
            size = decimal(extended.get("size"));
        }
        if (kind != Kind.FILE && size != 0) {
            throw new Malformed("the entry '" + Reference.printable(name) + "' has content and is no file");
        }
        content = content(size);
        return new Entry(name, kind, size, extended.getOrDefault("linkpath", field(157, 100)));
    }

    private String name() {
        String name = field(0, 100);
        // in GNU's own format the place of the prefix holds times
        boolean prefixed = header[262] == 0;
        String prefix = prefixed ? field(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private void checkSum() throws IOException {
        if (!new String(header, 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
            throw new Malformed("it holds something that is no tar entry");
        }
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(148, 8)) {
            throw new Malformed("the check sum of a tar entry is wrong");
        }
    }

    /** Octal digits; the binary form, which only larger things need than PAX could not state, is refused. */
    private long number(int offset, int length) throws IOException {
        String digits = field(offset, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new Malformed("a number in a tar entry is none");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static long decimal(String digits) throws IOException {
        if (!digits.matches("[0-9]{1,18}")) {
            throw new Malformed("a size in a tar entry is none");
        }
        return Long.parseLong(digits);
    }

    private String field(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private EntryContent content(long size) {
        return new EntryContent(in, size, "it ends in the middle");
    }

    /** To the end of the entry, behind which nothing but zeros fills up the block. */
    private void finish() throws IOException {
        int padding = content.padding();
        byte[] rest = content.finish();
        if (rest.length < padding) {
            throw new EOFException("it ends in the middle");
        }
        if (!zero(rest)) {
            throw new Malformed("something is hidden between its entries");
        }
    }

    private byte[] extension(long size) throws IOException {
        if (size > LONGEST_EXTENSION) {
            throw new Malformed("the extended header of a tar entry is " + size + " bytes long");
        }
        content = content(size);
        byte[] bytes = content.readAllBytes();
        finish();
        return bytes;
    }

    private static String untilNul(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static Map<String, String> pax(byte[] records) throws IOException {
        Map<String, String> all = new HashMap<>();
        int at = 0;
        while (at < records.length) {
            int space = at;
            while (space < records.length && records[space] >= '0' && records[space] <= '9') {
                space++;
            }
            if (space == at || space - at > 7 || space == records.length || records[space] != ' ') {
                throw new Malformed("the extended header of a tar entry is damaged");
            }
            int end = at + Integer.parseInt(new String(records, at, space - at, StandardCharsets.US_ASCII));
            if (end <= space + 1 || end > records.length || records[end - 1] != '\n') {
                throw new Malformed("the extended header of a tar entry is damaged");
            }
            String record = new String(records, space + 1, end - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals < 1 || all.put(record.substring(0, equals), record.substring(equals + 1)) != null) {
                throw new Malformed("the extended header of a tar entry is damaged");
            }
            at = end;
        }
        return all;
    }

    /** A second block of zeros, and then nothing but zeros. */
    private void end() throws IOException {
        fill(header);
        byte[] buffer = header;
        for (int n = BLOCK; n >= 0; n = in.read(buffer, 0, BLOCK)) {
            if (!zero(n == BLOCK ? buffer : Arrays.copyOf(buffer, n))) {
                throw new Malformed("something follows its end");
            }
        }
    }

    private void fill(byte[] block) throws IOException {
        if (in.readNBytes(block, 0, block.length) < block.length) {
            throw new EOFException("it ends in the middle");
        }
    }

    private static boolean zero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
