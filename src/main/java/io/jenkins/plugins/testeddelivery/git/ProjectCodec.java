package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Development;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packs a project and unpacks an equal one. Its test fails when a record gets a part that is not packed here. */
final class ProjectCodec {
    private static final char ARCHIVE = 'a';
    private static final char IMAGE = 'i';
    private static final char LIBRARY = 'l';

    private final PackedText text;

    ProjectCodec(PackedText text) {
        this.text = text;
    }

    void put(Project project) {
        text.put(project.name());
        rules(project.rules());
        text.put(project.global()).put(project.ignore());
        text.put(project.components().size());
        project.components().forEach(this::put);
        put(project.trial());
        text.put(project.environments().size());
        project.environments().forEach((name, environment) -> {
            text.put(name);
            put(environment);
        });
        text.put(project.warnings());
        put(project.beforeRebuild());
    }

    Project project() {
        String name = text.text();
        List<Rule> rules = rules();
        List<String> global = text.texts();
        List<String> ignore = text.texts();
        int count = text.count();
        List<Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            components.add(component());
        }
        Trial trial = trial();
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (int i = text.count(); i > 0; i--) {
            environments.put(text.text(), environment());
        }
        List<String> warnings = text.texts();
        return new Project(name, rules, global, ignore, components, trial, environments, warnings, hooks());
    }

    private void put(Component component) {
        text.put(component.name()).put(component.path()).put(component.dependsOn()).put(component.aliases());
        if (component.product() instanceof Component.Image image) {
            text.put(IMAGE).put(image.dockerfile()).put(image.context()).put(image.target());
            text.put(image.args()).put(image.include()).put(image.platform());
        } else if (component.product() instanceof Component.Archive archive) {
            text.put(ARCHIVE).put(archive.run()).put(archive.outputs());
        } else {
            text.put(LIBRARY);
        }
        text.put(component.services());
        put(component.maxAge());
        put(component.timeout());
        rules(component.rules());
        text.put(component.origin()).put(component.inputs());
        put(component.facts());
        Development development = component.development();
        text.put(development.run()).put(development.mounts()).put(development.requires());
        text.put(development.prepare().unless()).put(development.prepare().run());
    }

    private Component component() {
        return new Component(
                text.text(),
                text.text(),
                text.texts(),
                text.texts(),
                product(),
                text.texts(),
                duration(),
                duration(),
                rules(),
                text.text(),
                text.texts(),
                facts(),
                new Development(
                        text.texts(),
                        text.map(),
                        text.texts(),
                        new Development.Prepare(text.text(), text.texts())));
    }

    private void put(Component.Facts facts) {
        text.put(facts.from()).put(facts.startsAfter()).put(facts.shared());
        text.put(facts.links().size());
        for (Component.Link link : facts.links()) {
            text.put(link.name()).put(link.kind()).put(link.source());
        }
    }

    private Component.Facts facts() {
        List<String> from = text.texts();
        List<String> startsAfter = text.texts();
        List<String> shared = text.texts();
        int count = text.count();
        List<Component.Link> links = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            links.add(new Component.Link(text.text(), text.text(), text.text()));
        }
        return new Component.Facts(from, links, startsAfter, shared);
    }

    private Component.Product product() {
        return switch ((char) text.count()) {
            case IMAGE -> new Component.Image(
                    text.text(), text.text(), text.text(), text.map(), text.texts(), text.text());
            case ARCHIVE -> new Component.Archive(text.texts(), text.texts());
            case LIBRARY -> new Component.Library();
            default -> throw new IllegalStateException("no kind of product");
        };
    }

    private void put(Trial trial) {
        text.put(trial.env());
        put(trial.compose());
        text.put(trial.testDb()).put(trial.data()).put(trial.run()).put(trial.junit());
        text.put(trial.scope().ordinal()).put(trial.allow());
    }

    private Trial trial() {
        return new Trial(
                text.text(),
                compose(),
                text.map(),
                text.texts(),
                text.texts(),
                text.texts(),
                Trial.Scope.values()[text.count()],
                text.texts());
    }

    private void put(Compose compose) {
        text.put(compose.files()).put(compose.project()).put(compose.envFile());
    }

    private Compose compose() {
        return new Compose(text.texts(), text.text(), text.text());
    }

    private void put(Environment environment) {
        text.put(environment.name()).put(environment.after());
        put(environment.compose());
        text.put(environment.directory()).put(environment.retain()).put(environment.restart());
        put(environment.before());
        text.put(environment.check());
        text.put(environment.health().size());
        for (Environment.Probe probe : environment.health()) {
            text.put(probe.url()).put(probe.command());
            put(probe.within());
            put(probe.stable());
        }
        Demands demands = environment.demands();
        text.put(demands.set() ? 1 : 0).put(demands.byHand() ? 1 : 0).put(demands.limited() ? 1 : 0);
        text.put(demands.deviations()).put(demands.branches()).put(demands.builders());
        put(demands.maxAge());
        put(environment.afterwards());
    }

    private void put(List<Hook> hooks) {
        text.put(hooks.size());
        for (Hook hook : hooks) {
            text.put(hook.run());
            put(hook.timeout());
        }
    }

    private Environment environment() {
        return new Environment(
                text.text(),
                text.text(),
                compose(),
                text.text(),
                text.count(),
                text.texts(),
                hooks(),
                text.texts(),
                probes(),
                demands(),
                hooks());
    }

    private Demands demands() {
        return new Demands(
                text.count() == 1,
                text.count() == 1,
                text.count() == 1,
                text.texts(),
                text.texts(),
                text.texts(),
                duration());
    }

    private List<Hook> hooks() {
        List<Hook> hooks = new ArrayList<>();
        for (int i = text.count(); i > 0; i--) {
            hooks.add(new Hook(text.texts(), duration()));
        }
        return hooks;
    }

    private List<Environment.Probe> probes() {
        List<Environment.Probe> probes = new ArrayList<>();
        for (int i = text.count(); i > 0; i--) {
            probes.add(new Environment.Probe(text.text(), text.texts(), duration(), duration()));
        }
        return probes;
    }

    private void rules(List<Rule> rules) {
        text.put(rules.size());
        for (Rule rule : rules) {
            text.put(rule.name()).put(rule.match()).put(rule.strategy().ordinal()).put(rule.because());
        }
    }

    private List<Rule> rules() {
        int count = text.count();
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rules.add(new Rule(text.text(), text.texts(), Strategy.values()[text.count()], text.text()));
        }
        return rules;
    }

    private void put(Duration duration) {
        text.put(duration.getSeconds()).put(duration.getNano());
    }

    private Duration duration() {
        return Duration.ofSeconds(text.number(), text.number());
    }
}
