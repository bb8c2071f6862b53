package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Tells dependency manifests from other files: by the rules, a change of one asks for the dependency layer or more. */
final class ManifestRules {
    private record Matcher(Patterns patterns, boolean manifest, String below) {}

    private final List<Matcher> matchers = new ArrayList<>();
    private final String context;

    /** @param context the build context, relative to the repository; empty: its root */
    ManifestRules(Project project, Component component, String context) {
        this.context = context;
        // a component's own rules are relative to its path and come first
        component.rules().forEach(rule -> add(rule, component.path()));
        project.rules().forEach(rule -> add(rule, ""));
    }

    /** @param path relative to the context */
    boolean isManifest(String path) {
        String full = context.isEmpty() ? path : context + "/" + path;
        for (Matcher matcher : matchers) {
            String start = matcher.below.isEmpty() ? "" : matcher.below + "/";
            if (full.startsWith(start) && matcher.patterns.matches(full.substring(start.length()))) {
                return matcher.manifest;
            }
        }
        return false;
    }

    private void add(Rule rule, String below) {
        boolean manifest = rule.strategy().compareTo(Strategy.DEPENDENCIES) >= 0;
        matchers.add(new Matcher(Patterns.of(rule.match()), manifest, below));
    }
}
