package io.jenkins.plugins.testeddelivery.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes numbers and texts one after the other, without loss, and reads them back: far quicker than serialization. */
final class PackedText {
    private byte[] bytes;
    private int at;

    PackedText() {
        this(new byte[1 << 16]);
    }

    /** To read. */
    PackedText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What was written so far. */
    byte[] written() {
        return Arrays.copyOf(bytes, at);
    }

    boolean atEnd(int end) {
        return at == end;
    }

    PackedText put(long number) {
        room(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return this;
    }

    PackedText put(String text) {
        int length = text.length();
        boolean wide = false;
        for (int i = 0; i < length; i++) {
            wide |= text.charAt(i) > 0xFF;
        }
        put((long) length << 1 | (wide ? 1 : 0));
        room(2 * length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (wide) {
                bytes[at++] = (byte) (c >> 8);
            }
            bytes[at++] = (byte) c;
        }
        return this;
    }

    PackedText put(Collection<String> texts) {
        put(texts.size());
        texts.forEach(this::put);
        return this;
    }

    PackedText put(Map<String, String> texts) {
        put(texts.size());
        texts.forEach((key, value) -> put(key).put(value));
        return this;
    }

    long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            number |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return number;
            }
        }
    }

    int count() {
        return (int) number();
    }

    String text() {
        int head = count();
        int length = head >>> 1;
        if ((head & 1) == 0) {
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF);
            at += 2;
        }
        return new String(chars);
    }

    List<String> texts() {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    Map<String, String> map() {
        Map<String, String> map = new TreeMap<>();
        for (int i = count(); i > 0; i--) {
            String key = text();
            map.put(key, text());
        }
        return map;
    }

    private void room(int count) {
        if (bytes.length - at < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
        }
    }
}
