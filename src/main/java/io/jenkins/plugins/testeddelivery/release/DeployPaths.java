package io.jenkins.plugins.testeddelivery.release;

import java.util.Arrays;
import java.util.List;

/** Judges relative paths that come from configuration or from a release, before anything is read or written there. */
final class DeployPaths {
    private DeployPaths() {}

    /**
     * Whether the path is relative, stays in its folder, is in normal form and can be stated in a checksum file as it
     * is ({@code sha256sum} escapes backslashes and control characters, each version differently).
     */
    static boolean safe(String path) {
        return !path.isEmpty()
                && path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == 0x7f)
                && segments(path).stream()
                        .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
    }

    /** Whether the path is relative and stays in its folder. */
    static boolean inside(String path) {
        return !path.startsWith("/") && path.indexOf('\0') < 0 && !segments(path).contains("..");
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
