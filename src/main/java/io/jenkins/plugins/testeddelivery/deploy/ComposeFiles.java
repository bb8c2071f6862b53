package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Runs compose on a release's files and one more, which pins the images, marks the containers as the environment's, and
 * points builds at nothing: what runs was built elsewhere, and compose wants a build's folder to be there all the same.
 */
final class ComposeFiles {
    private static final String OVERRIDE = "delivery-override.yaml";

    private final Ports ports;
    private final ComposeCommand compose;
    private final String project;
    private final State state;
    private final Settings settings;
    private final Ahead ahead;
    private final Map<String, Map<String, String>> definitions = new TreeMap<>();

    /** @param ahead may have asked compose already */
    ComposeFiles(Ports ports, ComposeCommand compose, String project, State state, Settings settings, Ahead ahead) {
        this.ports = ports;
        this.compose = compose;
        this.project = project;
        this.state = state;
        this.settings = settings;
        this.ahead = ahead;
    }

    /**
     * A keyed hash of each service as compose understands it, its environment included and its image left out where a
     * component brings that: what must differ for a restart.
     */
    Map<String, String> definitions(Layout layout, ComposeText text) throws IOException, InterruptedException {
        Map<String, String> known = definitions.get(layout.version());
        if (known == null) {
            known = hashed(layout, text);
            definitions.put(layout.version(), known);
        }
        return known;
    }

    private Map<String, String> hashed(Layout layout, ComposeText text) throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>();
        // who computes it is found while compose is still at work
        Mac mac = mac();
        Optional<Map<String, Object>> early = ahead.take(layout.version());
        Map<String, Object> services = Json.map(early.isPresent() ? early.get() : config(layout), "services");
        for (String name : services.keySet()) {
            Map<String, Object> plain = new TreeMap<>(Json.map(services, name));
            plain.remove("build");
            plain.put("labels", text.services().getOrDefault(name, Map.of()).getOrDefault("labels", List.of()));
            if (layout.services().containsKey(name)) {
                plain.remove("image");
            }
            all.put(
                    name,
                    HexFormat.of().formatHex(mac.doFinal(Json.canonical(plain).getBytes(StandardCharsets.UTF_8))));
        }
        return all;
    }

    /** What compose makes of the files; changes nothing. */
    Map<String, Object> config(Layout layout) throws IOException, InterruptedException {
        Map<String, String> images = new TreeMap<>();
        layout.services().forEach((service, runs) -> images.put(service, runs.digest()));
        try (Open open = new Open(layout, ComposeText.of(layout.compose()), images, Map.of())) {
            return open.config();
        }
    }

    /** @param images what each component's service is started from, by service */
    Open open(Layout layout, ComposeText text, Map<String, String> images) throws IOException, InterruptedException {
        return new Open(layout, text, images, definitions(layout, text));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(state.key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files in a temporary folder, for as long as compose needs them. */
    final class Open implements AutoCloseable {
        private final Layout layout;
        private final Kit kit;

        private Open(Layout layout, ComposeText text, Map<String, String> images, Map<String, String> definitions)
                throws IOException, InterruptedException {
            this.layout = layout;
            this.kit = Kit.open(ports, layout);
            String override = Json.pretty(override(text, images, definitions));
            ports.workspace()
                    .write(
                            kit.folder() + "/" + OVERRIDE,
                            new ByteArrayInputStream(override.getBytes(StandardCharsets.UTF_8)));
        }

        /** Starts everything that is not there yet. */
        void upAll() throws IOException, InterruptedException {
            masked(() -> compose.up(project(), List.of(), false, false, this::log));
        }

        /** Starts these services and touches no other; no service named: does nothing. */
        void up(Set<String> services, boolean recreate) throws IOException, InterruptedException {
            if (!services.isEmpty()) {
                masked(() -> compose.up(project(), List.copyOf(services), true, recreate, this::log));
            }
        }

        /** Takes containers and networks away, never volumes. */
        void down() throws IOException, InterruptedException {
            masked(() -> compose.down(project(), false, this::log));
        }

        private Map<String, Object> config() throws IOException, InterruptedException {
            Map<String, Object> config = new TreeMap<>();
            masked(() -> config.putAll(compose.config(project())));
            return config;
        }

        /** Compose quotes what it does not accept, and its words become a record. */
        private void masked(Call call) throws IOException, InterruptedException {
            try {
                call.compose();
            } catch (Failure e) {
                throw new Failure(e.kind(), settings.masked(e.getMessage()));
            }
        }

        private void log(String line) {
            ports.log().line("compose | " + settings.masked(line));
        }

        private ComposeCommand.Project project() {
            List<String> files = new ArrayList<>();
            layout.definition().compose().files().forEach(file -> files.add(kit.folder() + "/" + file));
            files.add(kit.folder() + "/" + OVERRIDE);
            String folder = layout.composeFolder();
            return new ComposeCommand.Project(
                    project,
                    files,
                    settings.envFile(),
                    folder.isEmpty() ? settings.root() : settings.root() + "/" + folder,
                    Map.of("VERSION_TAG", layout.version(), "DELIVERY_VERSION", layout.version()));
        }

        private Map<String, Object> override(
                ComposeText text, Map<String, String> images, Map<String, String> definitions) {
            Map<String, Object> root = new LinkedHashMap<>();
            if (!text.version().isEmpty()) {
                root.put("version", text.version());
            }
            Map<String, Object> services = new LinkedHashMap<>();
            text.services().forEach((name, service) -> {
                Map<String, Object> more = new LinkedHashMap<>();
                if (images.containsKey(name)) {
                    more.put("image", images.get(name));
                }
                if (service.containsKey("build")) {
                    more.put("build", Map.of("context", kit.folder()));
                }
                more.put("labels", labels(name, definitions.getOrDefault(name, "")));
                services.put(name, more);
            });
            root.put("services", services);
            return root;
        }

        private Map<String, String> labels(String service, String definition) {
            Map<String, String> labels = new TreeMap<>();
            labels.put(Labels.PROJECT, ComposeLabels.literal(state.project()));
            labels.put(Labels.ENVIRONMENT, ComposeLabels.literal(layout.definition().name()));
            labels.put(ComposeProject.DEFINITION, definition);
            Layout.Service runs = layout.services().get(service);
            if (runs != null) {
                // not on the others: compose would take each release for a reason to recreate a database
                labels.put(Labels.VERSION, layout.version());
                labels.put(Labels.COMPONENT, runs.component());
                labels.put(Labels.ARTIFACT, runs.digest());
            }
            return labels;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            kit.close();
        }
    }

    /** One call of compose. */
    @FunctionalInterface
    private interface Call {
        void compose() throws IOException, InterruptedException;
    }
}
