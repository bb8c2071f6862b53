package io.jenkins.plugins.testeddelivery.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Translates between the bytes Git calls a path and our text, without loss: a byte that is no UTF-8 becomes a lone
 * surrogate ({@code U+DC80} to {@code U+DCFF}), which no valid text holds.
 */
final class PathText {
    private static final char ESCAPE = 0xDC00;

    private PathText() {}

    static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static byte[] encode(String path) {
        if (!holdsSurrogates(path)) {
            return path.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length() + 16);
        path.codePoints().forEach(point -> {
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF) {
                bytes.write(point - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    private static boolean holdsSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Git's order: by bytes. */
    static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // below the surrogates the order of characters is that of their UTF-8 bytes
                return x < Character.MIN_SURROGATE && y < Character.MIN_SURROGATE
                        ? x - y
                        : Arrays.compareUnsigned(encode(a), encode(b));
            }
        }
        return a.length() - b.length();
    }

    /** As a line for {@code hash-object --stdin-paths}: in quotes, with C escapes, ended by a newline. */
    static byte[] quotedLine(String path) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(path.length() + 16);
        line.write('"');
        for (byte b : encode(path)) {
            if (b == '"' || b == '\\') {
                line.write('\\');
                line.write(b);
            } else if (b >= 0 && b < ' ' || b == 0x7F) {
                line.writeBytes(String.format("\\%03o", b & 0xFF).getBytes(StandardCharsets.US_ASCII));
            } else {
                line.write(b);
            }
        }
        line.write('"');
        line.write('\n');
        return line.toByteArray();
    }

    /** For messages: in single quotes, nothing in it that moves a terminal's cursor. */
    static String shown(String path) {
        StringBuilder out = new StringBuilder("'");
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) && !isPaired(path, i)) {
                appendEscape(out, c);
            } else {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }

    private static boolean isPaired(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))
                || at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    private static void appendEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }

    private static String decodeUtf8(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xFF)));
            }
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }
}
