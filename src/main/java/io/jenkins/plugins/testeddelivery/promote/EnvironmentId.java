package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The one id of an environment on a controller. Both parts may be any text; the id as text is not ambiguous.
 *
 * @param folder full name of the folder, multibranch project or job that it belongs to
 * @param name as {@code delivery.yaml} has it
 */
public record EnvironmentId(String folder, String name) {
    private static final int LONGEST_FILE = 120;
    private static final int TAIL = 16;

    /** {@code folder/name}; what is unusual in the name is escaped, so that the last slash is the border. */
    public String text() {
        return folder + "/" + escaped(name, "._-", true);
    }

    /** The way back. */
    public static EnvironmentId of(String text) {
        int border = text.lastIndexOf('/');
        return new EnvironmentId(text.substring(0, Math.max(border, 0)), plain(text.substring(border + 1)));
    }

    /**
     * A file's name for it, on any platform: two ids never share one, not even where upper and lower case are the same,
     * and none leads out of a folder or is a device.
     */
    public String fileName() {
        String safe = "e-" + escaped(text(), "-", false);
        if (safe.length() <= LONGEST_FILE) {
            return safe;
        }
        String hash = Digests.hex(Digests.of(text())).substring(0, 2 * TAIL);
        return safe.substring(0, LONGEST_FILE - hash.length() - 1) + "_" + hash;
    }

    @Override
    public String toString() {
        return text();
    }

    private static String escaped(String text, String plain, boolean upperCase) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean harmless = letter >= 'a' && letter <= 'z'
                    || letter >= '0' && letter <= '9'
                    || upperCase && letter >= 'A' && letter <= 'Z'
                    || plain.indexOf(letter) >= 0;
            escaped.append(harmless ? String.valueOf(letter) : "%" + HexFormat.of().toHexDigits(each));
        }
        return escaped.toString();
    }

    private static String plain(String escaped) {
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            boolean coded = escaped.charAt(i) == '%'
                    && i + 2 < escaped.length()
                    && HexFormat.isHexDigit(escaped.charAt(i + 1))
                    && HexFormat.isHexDigit(escaped.charAt(i + 2));
            bytes[length++] = coded
                    ? (byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3)
                    : (byte) escaped.charAt(i);
            i += coded ? 2 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
