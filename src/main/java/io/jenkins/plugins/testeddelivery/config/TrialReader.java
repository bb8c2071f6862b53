package io.jenkins.plugins.testeddelivery.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads how the set that would ship is tried. */
record TrialReader(Values values) {
    private static final Pattern ALLOWED = Pattern.compile("host-network|devices|privileged|network:[A-Za-z0-9._-]+");

    Trial read(Section root, Map<String, Environment> environments) {
        Section section = root.section("trial", Keys.TRIAL).orElse(null);
        if (section == null) {
            return Trial.NONE;
        }
        String env = section.text("env").orElse("");
        if (!env.isEmpty() && !environments.containsKey(env)) {
            values.problem(
                    section.value("env").orElseThrow(),
                    "trial.env: " + EnvironmentReader.unknown(env, environments.keySet()));
        }
        if (section.has("env") && section.has("compose")) {
            section.problem("compose", "trial.compose stands beside trial.env; expected one of them only");
        }
        return new Trial(
                env,
                new EnvironmentReader(values).compose(section, Keys.TRIAL_COMPOSE),
                section.variables("testDb"),
                section.command("data"),
                section.command("run"),
                new RuleReader(values).patterns(section, "junit"),
                section.value("scope").map(this::scope).orElse(Trial.Scope.SET),
                section.value("allow")
                        .map(node -> values.list("trial.allow", node, "a list of texts", this::allowed))
                        .orElse(List.of()));
    }

    private Trial.Scope scope(Node node) {
        Optional<String> text = values.text("trial.scope", node);
        if (text.isPresent() && !text.get().equals("set") && !text.get().equals("component")) {
            values.problem(node, values.said("trial.scope", node) + "; expected set or component");
        }
        return text.filter("component"::equals).isPresent() ? Trial.Scope.COMPONENT : Trial.Scope.SET;
    }

    private Optional<String> allowed(String where, Node node) {
        return values.text(where, node).filter(text -> {
            boolean known = ALLOWED.matcher(text).matches();
            if (!known) {
                values.problem(
                        node,
                        values.said(where, node) + "; expected host-network, devices, privileged or network:NAME");
            }
            return known;
        });
    }
}
