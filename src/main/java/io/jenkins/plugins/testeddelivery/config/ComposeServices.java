package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads which services of a compose file are built, and from what. Lenient: what cannot be known from the file alone is
 * a warning.
 */
final class ComposeServices {
    private final String file;
    private final List<Build> builds = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean readable = true;

    /**
     * How a service's image is built.
     *
     * @param image what the image is called; empty: compose makes a name up
     * @param after services that must run before it does
     * @param context relative to the repository
     * @param dockerfile relative to the repository
     * @param from folders in the repository or names of services whose images the build is given besides its context
     */
    record Build(
            String service,
            String context,
            String dockerfile,
            String target,
            Map<String, String> args,
            String platform,
            List<String> from,
            String image,
            List<String> after,
            String origin) {}

    private ComposeServices(String file) {
        this.file = file;
    }

    static ComposeServices read(String file, byte[] bytes) {
        ComposeServices services = new ComposeServices(file);
        Problems problems = new Problems(file);
        try {
            Node root = YamlFile.read(bytes, problems).orElse(null);
            YamlNodes.entries(YamlNodes.child(root, "services")).forEach((name, service) -> services.service(name, service, problems));
        } catch (Failure e) {
            services.readable = false;
            services.warnings.add("UNREADABLE: " + e.getMessage());
        }
        return services;
    }

    String file() {
        return file;
    }

    boolean readable() {
        return readable;
    }

    List<Build> builds() {
        return builds;
    }

    List<String> warnings() {
        return warnings;
    }

    private void service(String name, Node service, Problems problems) {
        Node build = YamlNodes.child(service, "build");
        if (build == null || Values.empty(build)) {
            return;
        }
        boolean brief = build instanceof ScalarNode;
        String context = brief ? YamlNodes.text(build) : YamlNodes.text(YamlNodes.child(build, "context"));
        String dockerfile = YamlNodes.text(YamlNodes.child(build, "dockerfile"));
        String target = YamlNodes.text(YamlNodes.child(build, "target"));
        if (context.contains("://") || context.startsWith("git@")) {
            return;
        }
        if (YamlNodes.child(build, "dockerfile_inline") != null) {
            warn(problems, build, name, "its Dockerfile stands in the compose file; give it a file of its own");
            return;
        }
        if ((context + dockerfile + target).contains("$")) {
            warn(problems, build, name, "its build depends on the environment; define the component in delivery.yaml");
            return;
        }
        Optional<String> folder = inside(context);
        Optional<String> path = folder.flatMap(
                found -> RepositoryPath.resolve(found, dockerfile.isEmpty() ? "Dockerfile" : dockerfile));
        if (path.isEmpty() || context.startsWith("/") || dockerfile.startsWith("/")) {
            warn(problems, build, name, "it is built from outside the repository");
            return;
        }
        builds.add(new Build(
                name,
                folder.get(),
                path.get(),
                target,
                args(name, YamlNodes.child(build, "args"), problems),
                platform(service, build),
                additional(name, YamlNodes.child(build, "additional_contexts"), problems),
                YamlNodes.text(YamlNodes.child(service, "image")),
                after(YamlNodes.child(service, "depends_on")),
                problems.origin(build) + ", service " + Quoted.text(name, 60)));
    }

    /** Paths in a compose file start at its folder. */
    private Optional<String> inside(String path) {
        return RepositoryPath.resolve(RepositoryPath.parent(file), path.isEmpty() ? "." : path);
    }

    private Map<String, String> args(String service, Node node, Problems problems) {
        Map<String, String> args = new LinkedHashMap<>();
        pairs(node).forEach((name, value) -> {
            boolean fromEnvironment =
                    value.isEmpty() || value.get().replace("$$", "").contains("$");
            if (fromEnvironment) {
                warn(
                        problems,
                        node,
                        service,
                        "build argument " + Quoted.of(name)
                                + " comes from the environment and is left out; set it in delivery.yaml");
            } else {
                args.put(name, value.get().replace("$$", "$"));
            }
        });
        return args;
    }

    private List<String> additional(String service, Node node, Problems problems) {
        List<String> from = new ArrayList<>();
        pairs(node).values().stream().flatMap(Optional::stream).forEach(value -> {
            if (value.startsWith("service:") || value.startsWith("docker-image://")) {
                from.add(value);
            } else if (!value.contains("://") && !value.startsWith("/")) {
                inside(value).ifPresent(from::add);
            }
        });
        if (node != null) {
            warn(problems, node, service, "additional_contexts are not passed on to its build");
        }
        return from;
    }

    /** A list of services, or a mapping with conditions. */
    private static List<String> after(Node node) {
        return node instanceof SequenceNode ? List.copyOf(pairs(node).keySet()) : List.copyOf(YamlNodes.entries(node).keySet());
    }

    private static String platform(Node service, Node build) {
        String one = YamlNodes.text(YamlNodes.child(service, "platform"));
        if (one.isEmpty()
                && YamlNodes.child(build, "platforms") instanceof SequenceNode all
                && all.getValue().size() == 1) {
            one = YamlNodes.text(all.getValue().get(0));
        }
        return one.contains("$") ? "" : one;
    }

    private void warn(Problems problems, Node node, String service, String what) {
        warnings.add(problems.origin(node) + ": service " + Quoted.of(service) + ": " + what);
    }

    /** A mapping, or a list of {@code name=value}; an empty value is one that compose takes from its environment. */
    private static Map<String, Optional<String>> pairs(Node node) {
        Map<String, Optional<String>> pairs = new LinkedHashMap<>();
        YamlNodes.entries(node)
                .forEach((name, value) -> pairs.put(
                        name,
                        value instanceof ScalarNode scalar && !Values.empty(value)
                                ? Optional.of(scalar.getValue())
                                : Optional.empty()));
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                String[] parts = YamlNodes.text(item).split("=", 2);
                pairs.put(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
            }
        }
        return pairs;
    }
}
