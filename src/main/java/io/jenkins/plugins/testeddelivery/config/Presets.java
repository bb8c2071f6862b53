package io.jenkins.plugins.testeddelivery.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The rules and lists that ship with us, read from {@code resources/rules}. */
public final class Presets {
    public static final String LAYERED = "layered";
    public static final String CONSERVATIVE = "conservative";
    static final List<String> NAMES = List.of(LAYERED, CONSERVATIVE);

    private static final Set<String> FILE = Set.of("extends", "rules");
    private static final Set<String> NOISE = Set.of("leave-out", "python-bytecode", "gzip", "zip", "accounts");
    private static final Set<String> RULE = Set.of("name", "match", "strategy", "because");

    private Presets() {}

    /** A preset's rules, first match wins, named {@code layered/python-dependencies} and so on. */
    static List<Rule> rules(String preset) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : named(preset)) {
            rules.add(new Rule(preset + "/" + rule.name(), rule.match(), rule.strategy(), rule.because()));
        }
        return List.copyOf(rules);
    }

    /** Root manifests, lock files and toolchain pins: a change there affects every component. */
    public static List<String> global() {
        Section file = open("global", Set.of("global"));
        List<String> global = file.texts("global");
        file.values().problems().check();
        return global;
    }

    /**
     * What differs between two builds of the same inputs and means nothing: patterns by how they are looked at. Without
     * a look, {@code leave-out}, they are not compared at all.
     */
    public static Map<String, List<String>> noise() {
        Map<String, List<String>> noise = new TreeMap<>();
        Section file = open("noise", NOISE);
        NOISE.forEach(look -> noise.put(look, file.texts(look)));
        file.values().problems().check();
        return noise;
    }

    /** Patterns of dependency manifests and lock files, whatever strategy the chosen preset gives them. */
    public static List<String> dependencyManifests() {
        return named(LAYERED).stream()
                .filter(rule -> rule.strategy() == Strategy.DEPENDENCIES)
                .flatMap(rule -> rule.match().stream())
                .toList();
    }

    /**
     * Where a pattern of a preset's rule stands: {@code rules/layered.yaml:12}, in the file that comes with us.
     *
     * @return empty: it is no preset's
     */
    public static String line(Rule rule, String pattern) {
        if (!rule.preset()) {
            return "";
        }
        int slash = rule.name().indexOf('/');
        return line(rule.name().substring(0, slash), rule.name().substring(slash + 1), pattern);
    }

    private static String line(String preset, String rule, String pattern) {
        Section file = open(preset, FILE);
        for (Node node : ((SequenceNode) file.value("rules").orElseThrow()).getValue()) {
            Section section = Section.of(file.values(), "rules", node, RULE);
            if (section.text("name").filter(rule::equals).isPresent() && section.has("match")) {
                for (Node item : ((SequenceNode) section.value("match").orElseThrow()).getValue()) {
                    if (item instanceof ScalarNode scalar && scalar.getValue().equals(pattern)) {
                        return file.values().problems().file() + ":"
                                + (item.getStartMark().orElseThrow().getLine() + 1);
                    }
                }
            }
        }
        return file.text("extends").map(base -> line(base, rule, pattern)).orElse("");
    }

    /** A rule without patterns of its own changes the rule of that name in the preset it extends. */
    private static List<Rule> named(String preset) {
        Section file = open(preset, FILE);
        List<Rule> rules =
                new ArrayList<>(file.text("extends").map(Presets::named).orElse(List.of()));
        for (Node node : ((SequenceNode) file.value("rules").orElseThrow()).getValue()) {
            Section section = Section.of(file.values(), "rules", node, RULE);
            String name = section.text("name").orElse("");
            Strategy strategy = Strategy.valueOf(section.text("strategy").orElse(""));
            String because = section.text("because").orElse("");
            if (section.has("match")) {
                rules.add(new Rule(name, section.texts("match"), strategy, because));
            } else {
                rules.replaceAll(old -> old.name().equals(name) ? new Rule(name, old.match(), strategy, because) : old);
            }
        }
        file.values().problems().check();
        return rules;
    }

    private static Section open(String name, Set<String> keys) {
        Problems problems = new Problems("rules/" + name + ".yaml");
        try (InputStream in =
                Presets.class.getResourceAsStream("/io/jenkins/plugins/testeddelivery/" + problems.file())) {
            Node root = YamlFile.readOwn(in.readAllBytes(), problems);
            return Section.of(new Values(problems), "", root, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
