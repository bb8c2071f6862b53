package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Environment.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads environments and how compose starts them. */
record EnvironmentReader(Values values) {
    private static final Pattern COMPOSE_PROJECT = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Pattern RETAIN = Pattern.compile("[1-9][0-9]{0,3}");

    Map<String, Environment> read(Section root) {
        Map<String, Environment> environments = new LinkedHashMap<>();
        Section all = root.value("environments")
                .map(node -> Section.free(values, "environments", node))
                .orElse(null);
        if (all == null) {
            return environments;
        }
        for (String name : all.keys()) {
            if (Names.valid(name)) {
                environments.put(name, environment(all, name));
            } else {
                all.problem(name, Quoted.of(name) + " cannot name an environment; expected " + Names.SYNTAX);
            }
        }
        checkAfter(all, environments);
        return environments;
    }

    private Environment environment(Section all, String name) {
        Section section = Section.of(values, all.where(name), all.value(name).orElseThrow(), Keys.ENVIRONMENT);
        if (section.lacks("compose") && section.lacks("directory")) {
            all.problem(name, section.where() + " has no target; expected compose or directory");
        }
        return new Environment(
                name,
                section.text("after").orElse(""),
                compose(section, Keys.COMPOSE),
                section.text("directory").orElse(""),
                retain(section),
                section.command("restart"),
                new HookReader(values).read(section, "before"),
                section.command("check"),
                section.value("health")
                        .map(node -> values.list(section.where("health"), node, "a list of probes", this::probe))
                        .orElse(List.of()),
                section.section("policy", Keys.POLICY).map(this::demands).orElse(Demands.NONE),
                new HookReader(values).read(section, "afterwards"));
    }

    private Demands demands(Section policy) {
        for (String key : List.of("branches", "builders")) {
            if (policy.has(key) && policy.lacks(key)) {
                policy.problem(key, policy.where(key) + " is empty, so nothing could come here; expected one pattern at least");
            }
        }
        return new Demands(
                flag(policy, "set", false),
                flag(policy, "byHand", true),
                policy.has("deviations"),
                policy.texts("deviations"),
                policy.texts("branches"),
                policy.texts("builders"),
                duration(policy, "maxAge", Duration.ZERO, false));
    }

    private boolean flag(Section section, String key, boolean otherwise) {
        return section.value(key).flatMap(node -> values.flag(section.where(key), node)).orElse(otherwise);
    }

    /** {@code known} says which keys make sense there. */
    Compose compose(Section owner, Set<String> known) {
        Section section = owner.section("compose", known).orElse(null);
        if (section == null) {
            return Compose.NONE;
        }
        List<String> files = section.value("files")
                .map(node -> values.list(
                        section.where("files"), node, "a list of compose files", (at, item) -> file(at, item)))
                .orElse(List.of());
        if (section.lacks("files")) {
            owner.problem("compose", section.where() + " has no files; expected files: [compose.yaml], say");
        }
        String project = section.text("project").orElse("");
        if (!project.isEmpty() && !COMPOSE_PROJECT.matcher(project).matches()) {
            values.problem(
                    section.value("project").orElseThrow(),
                    section.where("project") + " is " + Quoted.of(project)
                            + "; expected lower case letters, digits, '-' and '_'");
        }
        String envFile = section.value("envFile")
                .flatMap(node -> file(section.where("envFile"), node))
                .orElse("");
        return new Compose(files, project, envFile);
    }

    private Optional<String> file(String where, Node node) {
        return values.text(where, node).flatMap(text -> {
            Optional<String> path = text.startsWith("/")
                    ? Optional.empty()
                    : RepositoryPath.resolve("", text).filter(inside -> !inside.isEmpty());
            if (path.isEmpty()) {
                values.problem(node, where + " is " + Quoted.of(text) + "; expected a file in the repository");
            }
            return path;
        });
    }

    private int retain(Section section) {
        Node node = section.value("retain").orElse(null);
        if (node == null) {
            return Environment.DEFAULT_RETAIN;
        }
        if (node instanceof ScalarNode scalar
                && scalar.isPlain()
                && RETAIN.matcher(scalar.getValue()).matches()) {
            return Integer.parseInt(scalar.getValue());
        }
        values.problem(node, values.said(section.where("retain"), node) + "; expected a number from 1 to 9999");
        return Environment.DEFAULT_RETAIN;
    }

    private Optional<Probe> probe(String where, Node node) {
        Section section = Section.of(values, where, node, Keys.HEALTH);
        if (section.lacks("url") && section.lacks("command") || section.has("url") && section.has("command")) {
            values.problem(node, where + " must have either url or command; expected exactly one of them");
        }
        String url = section.text("url").orElse("");
        if (!url.isEmpty() && !url.startsWith("http://") && !url.startsWith("https://")) {
            values.problem(
                    section.value("url").orElseThrow(),
                    section.where("url") + " is " + Quoted.of(url) + "; expected an http:// or https:// address");
        }
        return Optional.of(new Probe(
                url,
                section.command("command"),
                duration(section, "within", Probe.DEFAULT_WITHIN, false),
                duration(section, "stable", Probe.DEFAULT_STABLE, true)));
    }

    private Duration duration(Section section, String key, Duration otherwise, boolean zeroAllowed) {
        return section.value(key)
                .flatMap(node -> values.duration(section.where(key), node, zeroAllowed))
                .orElse(otherwise);
    }

    private void checkAfter(Section all, Map<String, Environment> environments) {
        environments.values().stream().filter(one -> !one.after().isEmpty()).forEach(one -> {
            Section section = Section.free(
                    values, all.where(one.name()), all.value(one.name()).orElseThrow());
            Node node = section.value("after").orElseThrow();
            if (!environments.containsKey(one.after())) {
                values.problem(node, section.where("after") + ": " + unknown(one.after(), environments.keySet()));
            } else if (comesAfterItself(one, environments)) {
                values.problem(node, section.where("after") + " leads back to " + one.name() + "; expected an order");
            }
        });
    }

    static String unknown(String name, Set<String> known) {
        return "there is no environment " + Quoted.of(name)
                + Names.nearest(name, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; expected one of "
                                + (known.isEmpty() ? "(none is defined)" : String.join(", ", known)));
    }

    private static boolean comesAfterItself(Environment one, Map<String, Environment> environments) {
        Environment before = environments.get(one.after());
        for (int i = 0; before != null && i < environments.size(); i++) {
            if (before.name().equals(one.name())) {
                return true;
            }
            before = environments.get(before.after());
        }
        return false;
    }
}
