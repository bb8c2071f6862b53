package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.dev.Pin;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a component's containers have: the image, and the inputs that they have seen since. Kept in a file, so that what
 * changes while nobody watches is found when somebody does again.
 *
 * @param containers ids of those that have seen it
 * @param built the document of the fingerprint that the image was built from
 * @param document of the inputs that the containers have seen
 */
record Served(Pin pin, List<String> containers, String built, String document) {
    private static final String FOLDER = "_build/.delivery/dev/served/";

    Served {
        containers = List.copyOf(containers);
    }

    /** Empty where nothing is known: never served, or the file is damaged. */
    static Optional<Served> read(Ports ports, String component) throws InterruptedException {
        try (InputStream in = ports.workspace().read(FOLDER + component + ".json")) {
            Map<String, Object> json = Json.readObject(in.readAllBytes());
            Pin pin = new Pin(
                    Json.text(json, "image"), component, Json.text(json, "version"), Json.text(json, "digest"));
            String document = Json.text(json, "document");
            String built = Json.text(json, "built");
            return pin.image().isEmpty() || document.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Served(
                            pin, Json.texts(json, "containers"), built.isEmpty() ? document : built, document));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            ports.log().warning("What " + component + " ran last is not known: " + e.getMessage());
            return Optional.empty();
        }
    }

    void write(Ports ports) throws IOException, InterruptedException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", pin.image());
        json.put("version", pin.version());
        json.put("digest", pin.digest());
        json.put("containers", containers);
        json.put("document", document);
        if (!built.equals(document)) {
            json.put("built", built);
        }
        ports.workspace()
                .write(
                        FOLDER + pin.component() + ".json",
                        new ByteArrayInputStream(Json.line(json).getBytes(StandardCharsets.UTF_8)));
    }

    Served seen(List<String> by, String newDocument) {
        return new Served(pin, by, built, newDocument);
    }

    /** The inputs that containers with these ids have: new ones have only what the image holds. */
    String documentOf(Collection<String> ids) {
        return Set.copyOf(ids).equals(Set.copyOf(containers)) ? document : built;
    }
}
