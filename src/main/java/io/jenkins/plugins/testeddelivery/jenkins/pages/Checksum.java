package io.jenkins.plugins.testeddelivery.jenkins.pages;

import java.util.Locale;
import java.util.Optional;

/**
 * A checksum that somebody typed or pasted: SHA-256, or the MD5 that Jenkins' own file fingerprints are.
 *
 * @param hex lower case, 64 or 32 digits
 */
record Checksum(String hex) {
    private static final int MD5_DIGITS = 32;

    /** Understands the digits alone, {@code sha256:…}, and a line of {@code sha256sum}'s; spaces around do not matter. */
    static Optional<Checksum> read(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String first = text.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        String digits = first.startsWith("sha256:") ? first.substring("sha256:".length()) : first;
        return digits.matches("[0-9a-f]{64}") || digits.equals(first) && digits.matches("[0-9a-f]{32}")
                ? Optional.of(new Checksum(digits))
                : Optional.empty();
    }

    boolean isMd5() {
        return hex.length() == MD5_DIGITS;
    }

    /** Below the controller's root, without a slash in front: our page, or Jenkins' own for a file fingerprint. */
    String url() {
        return isMd5() ? "fingerprint/" + hex + "/" : DeliveryRoot.URL + "/checksum/" + hex + "/";
    }
}
