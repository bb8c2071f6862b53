package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads all that a layer's tar says of a file. Unlike the reader of what strangers send, it takes devices and pipes; and
 * unlike the libraries it keeps the bytes of extended attributes, which are no text: two capabilities can be the same
 * once they are read as UTF-8.
 */
final class LayerTar {
    private static final int BLOCK = 512;
    private static final int LONGEST_EXTENSION = 4 << 20;
    private static final String ATTRIBUTE = "SCHILY.xattr.";

    private final InputStream in;
    private final byte[] header = new byte[BLOCK];
    private EntryContent content;

    LayerTar(InputStream in) {
        this.in = in;
        this.content = content(0);
    }

    /** An entry's header. @param attributes digest of the extended attributes; empty: none */
    record Entry(
            String name, char type, int mode, long user, long group, long size, String link, String device, String attributes) {}

    /** The next entry; {@link #content} is its content until the one after is asked for. Empty: the end. */
    Optional<Entry> next() throws IOException {
        content.finish();
        Map<String, String> extended = new TreeMap<>();
        while (true) {
            if (!fill() || zero()) {
                in.transferTo(OutputStream.nullOutputStream());
                return Optional.empty();
            }
            char type = (char) (header[156] & 0xff);
            long size = number(124, 12);
            switch (type) {
                case 'x' -> pax(extension(size), extended);
                case 'g' -> extension(size);
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
        long size = extended.containsKey("size") ? Long.parseLong(extended.get("size")) : headerSize;
        boolean empty = "123456".indexOf(type) >= 0;
        content = content(empty ? 0 : size);
        Map<String, String> attributes = new TreeMap<>(extended);
        attributes.keySet().removeIf(key -> !key.startsWith(ATTRIBUTE));
        return new Entry(
                text(extended.getOrDefault("path", name())),
                type,
                (int) number(100, 8) & 07777,
                extended.containsKey("uid") ? Long.parseLong(extended.get("uid")) : number(108, 8),
                extended.containsKey("gid") ? Long.parseLong(extended.get("gid")) : number(116, 8),
                empty ? 0 : size,
                text(extended.getOrDefault("linkpath", field(157, 100))),
                type == '3' || type == '4' ? (type == '3' ? "c" : "b") + number(329, 8) + ":" + number(337, 8) : "",
                attributes.isEmpty() ? "" : Digests.of(attributes.toString()));
    }

    private String name() {
        // in GNU's own format the place of the prefix holds times
        String prefix = header[257] == 'u' && header[262] == 0 ? field(345, 155) : "";
        return prefix.isEmpty() ? field(0, 100) : prefix + "/" + field(0, 100);
    }

    /** Octal digits, or binary where the first bit is set. */
    private long number(int offset, int length) throws IOException {
        if ((header[offset] & 0x80) != 0) {
            long value = header[offset] & 0x7f;
            for (int i = offset + 1; i < offset + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
            return value;
        }
        String digits = field(offset, length).strip();
        if (!digits.matches("[0-7]{0,21}")) {
            throw new IOException("a number in a layer's tar is none");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    /** One letter for each byte, so that no two are taken for the same before it is known what they are. */
    private String field(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /** Names that are no UTF-8 stay as they are, a letter for each byte. */
    private static String text(String bytes) {
        byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
        Charset utf8 = StandardCharsets.UTF_8;
        String read = new String(raw, utf8);
        return Arrays.equals(read.getBytes(utf8), raw) ? read : bytes;
    }

    private EntryContent content(long size) {
        return new EntryContent(in, size, "a layer ends in the middle");
    }

    private byte[] extension(long size) throws IOException {
        if (size > LONGEST_EXTENSION) {
            throw new IOException("the extended header of an entry in a layer is " + size + " bytes long");
        }
        content = content(size);
        byte[] bytes = content.readAllBytes();
        content.finish();
        return bytes;
    }

    private static String untilNul(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int nul = all.indexOf('\0');
        return nul < 0 ? all : all.substring(0, nul);
    }

    private static void pax(byte[] records, Map<String, String> into) throws IOException {
        String all = new String(records, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < all.length() && all.charAt(at) != '\0') {
            int space = all.indexOf(' ', at);
            String length = space < 0 ? "" : all.substring(at, space);
            int end = length.matches("[0-9]{1,8}") ? at + Integer.parseInt(length) : -1;
            int equals = all.indexOf('=', Math.max(space, 0));
            if (end <= space || end > all.length() || equals < 0 || equals >= end) {
                throw new IOException("the extended header of an entry in a layer is damaged");
            }
            into.put(all.substring(space + 1, equals), all.substring(equals + 1, end - 1));
            at = end;
        }
    }

    private boolean fill() throws IOException {
        int n = in.readNBytes(header, 0, BLOCK);
        if (n > 0 && n < BLOCK) {
            throw new EOFException("a layer ends in the middle");
        }
        return n == BLOCK;
    }

    private boolean zero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
