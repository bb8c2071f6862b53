package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Commands.Outcome;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Runs compose on a release's files and one more, which pins the images, marks the containers as the environment's, and
 * points builds at nothing: what runs was built elsewhere, and compose wants a build's folder to be there all the same.
 */
final class ComposeFiles {
    private static final String OVERRIDE = "delivery-override.yaml";

    private final Ports ports;
    private final List<String> executable;
    private final String project;
    private final State state;
    private final Settings settings;
    private final Map<String, Map<String, String>> definitions = new TreeMap<>();

    /** @param executable {@code docker compose} or {@code docker-compose} */
    ComposeFiles(Ports ports, List<String> executable, String project, State state, Settings settings) {
        this.ports = ports;
        this.executable = List.copyOf(executable);
        this.project = project;
        this.state = state;
        this.settings = settings;
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
        Map<String, String> images = new TreeMap<>();
        layout.services().forEach((service, runs) -> images.put(service, runs.digest()));
        try (Open open = new Open(layout, text, images, Map.of())) {
            Map<String, String> all = new TreeMap<>();
            ComposeText.of(Map.of("the output of compose config", open.config())).services().forEach((name, service) -> {
                Map<String, Object> plain = new TreeMap<>(service);
                plain.remove("build");
                plain.remove("labels");
                plain.put("labels", text.services().getOrDefault(name, Map.of()).getOrDefault("labels", List.of()));
                if (layout.services().containsKey(name)) {
                    plain.remove("image");
                }
                all.put(name, keyed(Json.canonical(plain)));
            });
            return all;
        }
    }

    /** @param images what each component's service is started from, by service */
    Open open(Layout layout, ComposeText text, Map<String, String> images) throws IOException, InterruptedException {
        return new Open(layout, text, images, definitions(layout, text));
    }

    private String keyed(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(state.key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
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

        /** Starts the services; none named: all. */
        void up(List<String> options, Collection<String> services) throws InterruptedException {
            List<String> arguments = new ArrayList<>(List.of("up", "-d", "--no-build"));
            arguments.addAll(options);
            arguments.addAll(services);
            run(arguments);
        }

        /** Takes containers and networks away, never volumes. */
        void down() throws InterruptedException {
            run(List.of("down"));
        }

        /** The configuration as compose understands it; holds secrets. */
        String config() throws InterruptedException {
            Captured captured = ports.commands().capture(command(List.of("config")));
            if (!captured.succeeded()) {
                throw Failure.failed("compose does not accept the files " + layout.definition().compose().files()
                        + " of the release " + layout.version() + ": " + captured.outcome().words() + ", "
                        + settings.masked(captured.err().replaceAll("\\s+", " ")));
            }
            return captured.out();
        }

        private void run(List<String> arguments) throws InterruptedException {
            Log log = ports.log().prefixed("compose | ");
            Consumer<String> line = text -> log.line(settings.masked(text));
            Outcome outcome = ports.commands().run(command(arguments), line, line);
            if (!outcome.succeeded()) {
                throw Failure.failed("compose could not do '" + String.join(" ", arguments) + "' for the project "
                        + project + ": " + outcome.words());
            }
        }

        private Command command(List<String> arguments) {
            List<String> argv = new ArrayList<>(executable);
            argv.addAll(List.of("-p", project));
            String folder = layout.composeFolder();
            argv.addAll(List.of(
                    "--project-directory", folder.isEmpty() ? settings.root() : settings.root() + "/" + folder));
            if (!settings.envFile().isEmpty()) {
                argv.addAll(List.of("--env-file", settings.envFile()));
            }
            for (String file : layout.definition().compose().files()) {
                argv.addAll(List.of("-f", kit.folder() + "/" + file));
            }
            argv.addAll(List.of("-f", kit.folder() + "/" + OVERRIDE));
            argv.addAll(arguments);
            return Command.of(argv).with(Map.of("VERSION_TAG", layout.version(), "DELIVERY_VERSION", layout.version()));
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
            labels.put(Labels.PROJECT, escaped(state.project()));
            labels.put(Labels.ENVIRONMENT, escaped(layout.definition().name()));
            labels.put(Labels.VERSION, layout.version());
            labels.put(ComposeProject.DEFINITION, definition);
            Layout.Service runs = layout.services().get(service);
            if (runs != null) {
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

    /** Compose fills in what follows a dollar sign. */
    private static String escaped(String text) {
        return text.replace("$", "$$");
    }
}
