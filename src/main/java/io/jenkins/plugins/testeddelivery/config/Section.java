package io.jenkins.plugins.testeddelivery.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One mapping of the file: hands out the values of its keys and complains of keys it does not know or has twice. */
final class Section {
    private final Values values;
    private final String where;
    private final Node node;
    private final boolean readable;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    private Section(Values values, String where, Node node) {
        this.values = values;
        this.where = where;
        this.node = node;
        this.readable = node instanceof MappingNode && Values.plainTag(node) || Values.empty(node);
    }

    /** A mapping with fixed keys. */
    static Section of(Values values, String where, Node node, Set<String> known) {
        Section section = free(values, where, node);
        section.entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                values.problem(entry.getKeyNode(), unknown(key, where, known));
            }
        });
        return section;
    }

    /** A mapping whose keys are the user's own names. */
    static Section free(Values values, String where, Node node) {
        Section section = new Section(values, where, node);
        if (!section.readable) {
            values.problem(node, values.said(where, node) + "; expected a mapping (key: value)");
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                values.key(entry.getKeyNode(), where).ifPresent(key -> {
                    NodeTuple earlier = section.entries.putIfAbsent(key, entry);
                    if (earlier != null) {
                        values.problem(
                                entry.getKeyNode(),
                                "key " + Quoted.of(key) + " is there twice; the first is at "
                                        + values.problems().origin(earlier.getKeyNode()));
                    }
                });
            }
        }
        return section;
    }

    private static String unknown(String key, String where, Set<String> known) {
        if (key.equals("<<")) {
            return "merge key '<<' takes one mapping or a list of mappings; expected an alias to one, such as *common";
        }
        return "unknown key " + Quoted.of(key)
                + Names.nearest(key, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElseGet(() -> (where.isEmpty() ? "" : " in " + where) + "; expected one of "
                                + String.join(", ", new TreeSet<>(known)));
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<Node> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    Node keyNode(String key) {
        return entries.get(key).getKeyNode();
    }

    /** Whether the key is missing, or there with an empty list; false where it has another problem already. */
    boolean lacks(String key) {
        boolean emptyList = value(key).orElse(null) instanceof SequenceNode list
                && list.getValue().isEmpty();
        return readable && (!has(key) || emptyList);
    }

    /** Where the section itself starts. */
    Node node() {
        return node;
    }

    Values values() {
        return values;
    }

    /** How messages call the value: {@code components.api.path}. */
    String where(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    String where() {
        return where;
    }

    void problem(String key, String message) {
        values.problem(has(key) ? keyNode(key) : node, message);
    }

    Optional<Section> section(String key, Set<String> known) {
        return value(key).map(value -> of(values, where(key), value, known));
    }

    Optional<String> text(String key) {
        return value(key).flatMap(value -> values.text(where(key), value));
    }

    List<String> texts(String key) {
        return value(key).map(value -> values.texts(where(key), value)).orElse(List.of());
    }

    List<String> command(String key) {
        return value(key).map(value -> values.command(where(key), value)).orElse(List.of());
    }

    Map<String, String> variables(String key) {
        return value(key).map(value -> values.variables(where(key), value)).orElse(Map.of());
    }
}
