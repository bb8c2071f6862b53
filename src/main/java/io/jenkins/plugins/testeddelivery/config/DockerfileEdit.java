package io.jenkins.plugins.testeddelivery.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Judges an edit of a Dockerfile: as long as it names the same sources and images, the same components go into it. */
public final class DockerfileEdit {
    private DockerfileEdit() {}

    /**
     * The lines that were taken down as sources and have moved, as {@code path:line}.
     *
     * @param image one that is built by it
     * @param images whether images have names that a Dockerfile can start from; else it may name what it likes
     * @return empty: it may define something
     */
    public static Optional<Map<String, String>> moved(
            Component.Image image, Dockerfile before, Dockerfile after, boolean images) {
        if (!DockerfileSources.of(before, image.context()).equals(DockerfileSources.of(after, image.context()))) {
            return Optional.empty();
        }
        Map<String, String> moved = new HashMap<>();
        if (images) {
            Map<String, Integer> then = DockerfileImages.of(before, image.args());
            Map<String, Integer> now = DockerfileImages.of(after, image.args());
            if (!then.keySet().equals(now.keySet())) {
                return Optional.empty();
            }
            for (Map.Entry<String, Integer> one : then.entrySet()) {
                String line = image.dockerfile() + ":" + now.get(one.getKey());
                String other = moved.put(image.dockerfile() + ":" + one.getValue(), line);
                if (other != null && !other.equals(line)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(moved);
    }
}
