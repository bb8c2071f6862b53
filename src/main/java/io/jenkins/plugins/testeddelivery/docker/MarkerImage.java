package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;

/** The image a marker container is made of: one that is here, by its id, so that nothing is ever pulled for it. */
final class MarkerImage {
    /** A marker's command: an image may state none, and without one no container can be made. */
    static final String NEVER_RUN = "marker";

    private MarkerImage() {}

    static String id(Engine engine, String image, String marker) throws IOException, InterruptedException {
        return engine.image(image)
                .orElseThrow(() -> Failure.failed("The container " + marker + " cannot be made of the image "
                        + Reference.printable(image) + ": it is not in the engine."))
                .id();
    }
}
