package io.jenkins.plugins.testeddelivery.docker;

import java.util.Map;

/**
 * A docker executable and what builds with it.
 *
 * @param path the program
 * @param version of the client
 */
record BuildProgram(String path, String version, Kind kind) {
    /** What does the building. */
    enum Kind {
        /** BuildKit through the buildx component. */
        BUILDX("BuildKit (buildx)", true),
        /** BuildKit in the client itself, as it was before version 23. */
        BUILT_IN("BuildKit", true),
        CLASSIC("the classic builder", false),
        PODMAN("Podman's builder", false);

        private final String words;
        private final boolean buildKit;

        Kind(String words, boolean buildKit) {
            this.words = words;
            this.buildKit = buildKit;
        }
    }

    boolean buildKit() {
        return kind.buildKit;
    }

    String describe() {
        return kind.words + " of " + path + " " + version;
    }

    /** What makes the executable take this builder; attestations would make the id that of an index. */
    Map<String, String> environment() {
        return switch (kind) {
            case BUILDX -> Map.of("DOCKER_BUILDKIT", "1", "BUILDX_NO_DEFAULT_ATTESTATIONS", "1");
            case BUILT_IN -> Map.of("DOCKER_BUILDKIT", "1");
            case CLASSIC -> Map.of("DOCKER_BUILDKIT", "0");
            case PODMAN -> Map.of();
        };
    }
}
