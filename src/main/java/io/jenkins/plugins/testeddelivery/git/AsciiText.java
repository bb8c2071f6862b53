package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A text of pure ASCII that is put together from many small pieces and has a checksum. Can be used again. */
final class AsciiText {
    private final MessageDigest digest = Digests.sha256();
    private byte[] bytes = new byte[1 << 13];
    private int length;

    AsciiText clear() {
        length = 0;
        return this;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** @param ascii holds nothing else */
    AsciiText add(String ascii) {
        return add(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    AsciiText add(byte[] ascii) {
        return add(ascii, 0, ascii.length);
    }

    AsciiText add(byte[] ascii, int from, int count) {
        room(count);
        System.arraycopy(ascii, from, bytes, length, count);
        length += count;
        return this;
    }

    /** As a JSON string, everything outside of ASCII escaped: the same bytes wherever it is written. */
    AsciiText addJson(String text) {
        int count = text.length();
        room(6 * count + 2);
        bytes[length++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                escape(c);
            } else {
                if (c == '"' || c == '\\') {
                    bytes[length++] = '\\';
                }
                bytes[length++] = (byte) c;
            }
        }
        bytes[length++] = '"';
        return this;
    }

    /** A JSON document, everything outside of ASCII escaped (it can only be within strings). */
    AsciiText addDocument(String json) {
        room(6 * json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > '~') {
                escape(c);
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return this;
    }

    String digest() {
        digest.update(bytes, 0, length);
        return Digests.of(digest);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) Character.forDigit(c >> shift & 0xF, 16);
        }
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
