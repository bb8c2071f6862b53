package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.ComponentReader.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What {@code delivery.yaml} itself says.
 *
 * @param project empty: the folder's name
 * @param infer whether what it does not define is inferred
 * @param components names in their {@code dependsOn} are not resolved yet
 */
record DeliveryFile(
        String project,
        List<Rule> rules,
        List<String> global,
        List<String> ignore,
        boolean infer,
        List<Stated> components,
        Trial trial,
        Map<String, Environment> environments,
        List<Hook> beforeRebuild) {

    /** Reads the file and notes what is wrong with it. */
    static DeliveryFile read(byte[] bytes, Problems problems) {
        Node root = YamlFile.read(bytes, problems)
                .filter(node -> !Values.empty(node))
                .orElseThrow(() -> problems.fatal(
                        1,
                        1,
                        "the file is empty; expected at least 'version: 1' and 'components:' ('delivery init'"
                                + " writes one)"));
        Values values = new Values(problems);
        Section section = Section.of(values, "", root, Keys.ROOT);
        RuleReader rules = new RuleReader(values);
        version(section);
        Map<String, Environment> environments = new EnvironmentReader(values).read(section);

        List<String> global = new ArrayList<>(Presets.global());
        // the last match wins: the user's may take back what ours hold
        global.addAll(rules.patterns(section, "global"));
        return new DeliveryFile(
                project(section),
                rules.ofProject(section),
                global,
                rules.patterns(section, "ignore"),
                section.value("infer")
                        .flatMap(node -> values.flag("infer", node))
                        .orElse(false),
                new ComponentReader(values).read(section),
                new TrialReader(values).read(section, environments),
                environments,
                beforeRebuild(section, values));
    }

    private static List<Hook> beforeRebuild(Section root, Values values) {
        return root.section("rebuild", Keys.REBUILD)
                .map(rebuild -> new HookReader(values).read(rebuild, "before"))
                .orElse(List.of());
    }

    private static void version(Section root) {
        Node version = root.value("version").orElse(null);
        if (version == null) {
            root.values().problem(root.node(), "version is missing; expected 'version: 1' at the top");
        } else if (!(version instanceof ScalarNode scalar)
                || !version.getTag().equals(Tag.INT)
                || !scalar.getValue().equals("1")) {
            root.values().problem(version, root.values().said("version", version) + "; expected 1");
        }
    }

    private static String project(Section root) {
        String name = root.text("project").orElse("");
        if (!name.isEmpty() && !Names.valid(name)) {
            root.values()
                    .problem(
                            root.value("project").orElseThrow(),
                            "project is " + Quoted.of(name) + "; expected " + Names.SYNTAX);
        }
        return name;
    }
}
