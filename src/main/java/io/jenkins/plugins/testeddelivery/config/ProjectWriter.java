package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Archive;
import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.Component.Link;
import io.jenkins.plugins.testeddelivery.config.Development.Prepare;
import io.jenkins.plugins.testeddelivery.config.Environment.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a project as the {@code delivery.yaml} that would give it: what {@code delivery init} leaves. */
public final class ProjectWriter {
    private static final String PROJECT_RULES = "rules/";
    private static final int MOST_SOURCES = 5;

    private final StringBuilder text = new StringBuilder();

    private ProjectWriter() {}

    /** The text of the file, commented, ending with a newline. */
    public static String write(Project project) {
        ProjectWriter writer = new ProjectWriter();
        writer.head(project);
        writer.components(project.components());
        writer.trial(project);
        writer.environments(project.environments());
        writer.rebuild(project.beforeRebuild());
        return writer.text.toString();
    }

    private void head(Project project) {
        line(0, "# What is built, tried and deployed here. All keys are in delivery.schema.json.");
        line(0, "version: 1");
        line(0, "project: " + YamlText.of(project.name()));
        line(0, "");
        line(
                0,
                "# What a changed file asks for: layered, or conservative (dependencies are always installed without"
                        + " cache)");
        List<Rule> own = project.rules().stream()
                .filter(rule -> rule.name().startsWith(PROJECT_RULES))
                .toList();
        String preset = preset(project.rules());
        if (own.isEmpty()) {
            line(0, "rules: " + preset);
        } else {
            line(0, "rules:");
            own.forEach(rule -> line(1, "- " + rule(rule)));
            line(1, "- " + preset);
        }
        List<String> global = new ArrayList<>(project.global());
        global.removeAll(Presets.global());
        patterns("global", global, "a change there affects every component, e.g. [\"build/**\"]");
        patterns("ignore", project.ignore(), "a change there affects none, e.g. [\"docs/**\", \"*.md\"]");
        line(0, "");
    }

    private void patterns(String key, List<String> patterns, String hint) {
        line(0, patterns.isEmpty() ? "# " + key + ": []   " + hint : key + ": " + YamlText.of(patterns));
    }

    private static String preset(List<Rule> rules) {
        String last = rules.isEmpty() ? "" : rules.get(rules.size() - 1).name();
        return last.startsWith(Presets.CONSERVATIVE + "/") ? Presets.CONSERVATIVE : Presets.LAYERED;
    }

    private static String rule(Rule rule) {
        return "{ match: " + YamlText.of(rule.match()) + ", strategy: " + rule.strategy() + ", because: "
                + YamlText.of(rule.because()) + " }";
    }

    private void components(List<Component> all) {
        Set<String> circular = ComponentCircles.members(all);
        List<Component> components =
                all.stream().filter(component -> !circular.contains(component.name())).toList();
        if (!circular.isEmpty()) {
            line(0, "# These depend on one another, which manifests may say and dependsOn may not; they stay inferred:");
            circular.forEach(name -> line(0, "#   " + name));
            line(0, "infer: true");
            line(0, "");
        }
        if (all.isEmpty()) {
            line(0, "# Nothing to build was found. A component is a folder that is built as one, for example:");
            line(0, "components: {}");
            line(0, "#  api:");
            line(0, "#    path: services/api");
            line(0, "#    image: { dockerfile: Dockerfile }   # a container image …");
            line(0, "#  site:");
            line(0, "#    path: frontend");
            line(
                    0,
                    "#    archive: { run: [npm, run, build], outputs: [\"dist/**\"] }   # … or files, packed as"
                            + " tar.gz");
            return;
        }
        line(0, components.isEmpty() ? "components: {}" : "components:");
        components.forEach(this::component);
    }

    private void component(Component component) {
        line(1, YamlText.of(component.name()) + ":");
        if (!component.facts().from().isEmpty()) {
            line(2, "# from " + sources(component.facts().from()));
        }
        line(2, "path: " + YamlText.of(component.path().isEmpty() ? "." : component.path()));
        dependsOn(component);
        list(2, "aliases", component.aliases().stream()
                .filter(alias -> !component.services().contains(alias))
                .toList());
        list(2, "inputs", component.inputs().stream().map(input -> "/" + input).toList());
        if (component.product() instanceof Image image) {
            image(component.path(), image);
        } else if (component.product() instanceof Archive archive) {
            line(2, "archive:");
            command(3, "run", archive.run());
            list(3, "outputs", archive.outputs());
        }
        list(2, "services", component.services());
        duration(2, "maxAge", component.maxAge());
        duration(2, "timeout", component.timeout());
        if (!component.rules().isEmpty()) {
            line(2, "rules:");
            component.rules().forEach(rule -> line(3, "- " + rule(rule)));
        }
        development(component);
    }

    /** One a line with the manifest that says so, where that is known. */
    private void dependsOn(Component component) {
        Map<String, Link> links = new HashMap<>();
        component.facts().links().forEach(link -> links.put(link.name(), link));
        if (links.isEmpty()) {
            list(2, "dependsOn", component.dependsOn());
            return;
        }
        line(2, "dependsOn:");
        for (String name : component.dependsOn()) {
            Link link = links.get(name);
            String why = link == null ? "" : "   # " + link.kind() + ", " + Quoted.text(link.source(), 200);
            line(3, "- " + YamlText.of(name) + why);
        }
    }

    private static String sources(List<String> paths) {
        String shown = paths.stream()
                .limit(MOST_SOURCES)
                .map(path -> Quoted.text(path, 200))
                .collect(Collectors.joining(", "));
        return paths.size() > MOST_SOURCES ? shown + " and " + (paths.size() - MOST_SOURCES) + " more" : shown;
    }

    private void image(String path, Image image) {
        List<String> lines = new ArrayList<>();
        if (!RepositoryPath.resolve(path, ComponentReader.DEFAULT_DOCKERFILE)
                .orElseThrow()
                .equals(image.dockerfile())) {
            lines.add("dockerfile: " + YamlText.of(relative(path, image.dockerfile())));
        }
        if (!path.equals(image.context())) {
            lines.add("context: " + YamlText.of(relative(path, image.context())));
        }
        if (!image.target().isEmpty()) {
            lines.add("target: " + YamlText.of(image.target()));
        }
        if (!image.args().isEmpty()) {
            lines.add("args: " + YamlText.of(image.args()));
        }
        if (!image.include().isEmpty()) {
            lines.add("include: " + YamlText.of(image.include()));
        }
        if (!image.platform().isEmpty()) {
            lines.add("platform: " + YamlText.of(image.platform()));
        }
        line(2, lines.isEmpty() ? "image: {}" : "image:");
        lines.forEach(one -> line(3, one));
    }

    /** As seen from the component's folder; a leading slash is the repository's root. */
    private static String relative(String folder, String path) {
        return RepositoryPath.contains(folder, path) && !folder.equals(path)
                ? RepositoryPath.below(folder, path)
                : "/" + path;
    }

    private void development(Component component) {
        Development development = component.development();
        if (development.equals(Development.NONE)) {
            return;
        }
        line(2, "dev:");
        command(3, "run", development.run());
        if (!development.mounts().isEmpty()) {
            line(3, "mount:");
            development.mounts().forEach((source, target) ->
                    line(4, YamlText.of(relative(component.path(), source)) + ": " + YamlText.of(target)));
        }
        list(3, "requires", development.requires());
        Prepare prepare = development.prepare();
        if (!prepare.run().isEmpty()) {
            line(3, "prepare:");
            text(4, "unless", prepare.unless().isEmpty() ? "" : relative(component.path(), prepare.unless()));
            command(4, "run", prepare.run());
        }
    }

    private void trial(Project project) {
        Trial trial = project.trial();
        line(0, "");
        line(0, "# How the whole set is tried on throw-away data before it may be exported");
        if (trial.equals(Trial.NONE)) {
            line(0, "# trial:");
            line(0, "#   run: ./scripts/smoke.sh");
            return;
        }
        line(0, "trial:");
        text(1, "env", trial.env());
        compose(1, trial.compose());
        if (!trial.testDb().isEmpty()) {
            line(1, "testDb: " + YamlText.of(trial.testDb()));
        }
        command(1, "data", trial.data());
        if (trial.run().isEmpty()) {
            line(1, "# run: ./scripts/smoke.sh   without it: delivery test -- COMMAND");
        }
        command(1, "run", trial.run());
        list(1, "junit", trial.junit());
        if (trial.scope() == Trial.Scope.COMPONENT) {
            line(1, "scope: component");
        }
        list(1, "allow", trial.allow());
    }

    private void rebuild(List<Hook> before) {
        if (!before.isEmpty()) {
            line(0, "");
            line(0, "# Development: run before `delivery rebuild --clean` removes anything");
            line(0, "rebuild:");
            hooks(1, "before", before);
        }
    }

    private void environments(Map<String, Environment> environments) {
        line(0, "");
        line(0, "# Where releases run");
        if (environments.isEmpty()) {
            line(0, "# environments:");
            line(0, "#   staging:");
            line(0, "#     compose: { files: [compose.yaml], project: shop-staging, envFile: .env.staging }");
            line(0, "#     health: [ { url: \"http://127.0.0.1:8080/health\", within: 60s, stable: 5s } ]");
            return;
        }
        line(0, "environments:");
        environments.values().forEach(this::environment);
    }

    private void environment(Environment environment) {
        line(1, YamlText.of(environment.name()) + ":");
        text(2, "after", environment.after());
        compose(2, environment.compose());
        text(2, "directory", environment.directory());
        if (environment.retain() != Environment.DEFAULT_RETAIN) {
            line(2, "retain: " + environment.retain());
        }
        command(2, "restart", environment.restart());
        hooks(2, "before", environment.before());
        hooks(2, "afterwards", environment.afterwards());
        command(2, "check", environment.check());
        if (!environment.health().isEmpty()) {
            line(2, "health:");
            environment.health().forEach(probe -> line(3, "- " + probe(probe)));
        }
    }

    private void hooks(int level, String key, List<Hook> hooks) {
        if (!hooks.isEmpty()) {
            line(level, key + ":");
            hooks.forEach(hook -> {
                String run = YamlText.ofCommand(hook.run());
                line(level + 1, "- " + (hook.plain() ? run : "{ run: " + run + ", timeout: " + YamlText.of(hook.timeout()) + " }"));
            });
        }
    }

    private static String probe(Probe probe) {
        String what = probe.url().isEmpty()
                ? "command: " + YamlText.ofCommand(probe.command())
                : "url: " + YamlText.of(probe.url());
        return "{ " + what + ", within: " + YamlText.of(probe.within()) + ", stable: " + YamlText.of(probe.stable())
                + " }";
    }

    private void compose(int level, Compose compose) {
        if (compose.present()) {
            line(level, "compose:");
            list(level + 1, "files", compose.files());
            text(level + 1, "project", compose.project());
            text(level + 1, "envFile", compose.envFile());
        }
    }

    private void text(int level, String key, String value) {
        if (!value.isEmpty()) {
            line(level, key + ": " + YamlText.of(value));
        }
    }

    private void list(int level, String key, List<String> values) {
        if (!values.isEmpty()) {
            line(level, key + ": " + YamlText.of(values));
        }
    }

    private void command(int level, String key, List<String> argv) {
        if (!argv.isEmpty()) {
            line(level, key + ": " + YamlText.ofCommand(argv));
        }
    }

    private void duration(int level, String key, Duration duration) {
        if (!duration.isZero()) {
            line(level, key + ": " + YamlText.of(duration));
        }
    }

    private void line(int level, String line) {
        text.append(line.isEmpty() ? "" : "  ".repeat(level)).append(line).append('\n');
    }
}
