package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Names an image for the first marker container of an environment: one of the release, loaded before the lock is there
 * to be taken, since the lock itself needs an image. Loading changes nothing that runs.
 */
record FirstImage(Ports ports, Grounds grounds, Layout layout, Source source, State state)
        implements EngineStore.Image {
    @Override
    public String reference() throws IOException, InterruptedException {
        ports.log().line("Nothing was deployed to " + state.environment() + " yet");
        grounds.site(layout, state).prepare(source);
        ComposeProject project = new ComposeProject(grounds.engine(), state.environment());
        Optional<Engine.Image> ours = project.find(layout.services()).values().stream().findFirst();
        if (ours.isPresent()) {
            return ours.get().id();
        }
        for (Map<String, Object> service : ComposeText.of(layout.compose()).services().values()) {
            Optional<Engine.Image> image = Json.text(service, "image").isEmpty()
                    ? Optional.empty()
                    : grounds.engine().image(Json.text(service, "image"));
            if (image.isPresent()) {
                return image.get().id();
            }
        }
        throw Failure.failed("No image of the environment " + state.environment()
                + " is in the engine, and its state and lock are kept on a container of one. Load or pull one first.");
    }
}
