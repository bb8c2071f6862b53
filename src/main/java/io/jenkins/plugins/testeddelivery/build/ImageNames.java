package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.Locale;

/** Names images: {@code <project>-<component>:<version>}, in letters that every registry takes. */
final class ImageNames {
    private static final int LONGEST = 200;
    private static final int HASH = 8;

    private ImageNames() {}

    static String reference(String project, String component, String version) {
        return repository(project + "-" + component) + ":" + version;
    }

    private static String repository(String wanted) {
        String plain = wanted.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]", "-")
                .replaceAll("[._-]{2,}", "-")
                .replaceAll("^[._-]+|[._-]+$", "");
        String name = plain.length() > LONGEST ? plain.substring(0, LONGEST).replaceAll("[._-]+$", "") : plain;
        // two names that lose their difference must not share an image
        return name.equals(wanted)
                ? name
                : (name.isEmpty() ? "image" : name) + "-"
                        + Digests.hex(Digests.of(wanted)).substring(0, HASH);
    }
}
