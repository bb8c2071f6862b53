package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.regex.Pattern;

/**
 * An image's name with its tag, checked: what passes can neither be taken for an option nor break out of a URL.
 *
 * @param repository {@code shop-api}, {@code registry.example:5000/shop/api}
 */
record Reference(String repository, String tag) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@+-]{0,511}");
    private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,254}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** A name with its tag; without one it is {@code latest}, as for the engine. Ids and digests are refused. */
    static Reference parse(String text) {
        String checked = safe(text);
        int colon = checked.lastIndexOf(':');
        boolean tagged = colon > checked.lastIndexOf('/');
        Reference reference = tagged
                ? new Reference(checked.substring(0, colon), checked.substring(colon + 1))
                : new Reference(checked, "latest");
        if (checked.contains("@") || checked.startsWith("sha256:") || !TAG.matcher(reference.tag).matches()) {
            throw Failure.usage("'" + checked + "' is no image name with a tag; give one like 'shop-api:v1'.");
        }
        return reference;
    }

    static boolean wellFormed(String imageNameOrId) {
        return SAFE.matcher(imageNameOrId).matches();
    }

    /** A name, name with tag, name with digest, or id. */
    static String safe(String imageNameOrId) {
        if (!wellFormed(imageNameOrId)) {
            throw Failure.usage("'" + printable(imageNameOrId) + "' is no image name; give one like 'shop-api:v1'.");
        }
        return imageNameOrId;
    }

    static String safeContainer(String nameOrId) {
        if (!CONTAINER.matcher(nameOrId).matches()) {
            throw Failure.usage("'" + printable(nameOrId)
                    + "' is no container name; letters, digits, '_', '.' and '-' make one.");
        }
        return nameOrId;
    }

    /** The short form that engines show: without the default registry and its folder. */
    static String familiar(String reference) {
        String text = reference.startsWith("docker.io/") ? reference.substring("docker.io/".length()) : reference;
        return text.startsWith("library/") && text.length() < reference.length()
                ? text.substring("library/".length())
                : text;
    }

    /** Hostile text made harmless for a message. */
    static String printable(String text) {
        String safe = text.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.length() > 120 ? safe.substring(0, 117) + "..." : safe;
    }

    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
