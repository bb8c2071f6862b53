package io.jenkins.plugins.testeddelivery.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks into YAML that others wrote for others' tools: what is not there, or of another shape, reads as empty. */
public final class YamlNodes {
    private YamlNodes() {}

    /**
     * The texts that the file lists under a key at its top.
     *
     * @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE for what is no YAML
     */
    public static List<String> texts(String file, byte[] bytes, String key) {
        Optional<Node> root = YamlFile.read(bytes, new Problems(file));
        return root.map(node -> child(node, key))
                .filter(SequenceNode.class::isInstance)
                .map(node -> ((SequenceNode) node)
                        .getValue().stream().map(YamlNodes::text).filter(text -> !text.isEmpty()).toList())
                .orElse(List.of());
    }

    static Map<String, Node> entries(Node node) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    entries.put(key.getValue(), entry.getValueNode());
                }
            }
        }
        return entries;
    }

    static Node child(Node node, String key) {
        return entries(node).get(key);
    }

    static String text(Node node) {
        return node instanceof ScalarNode scalar && !Values.empty(node) ? scalar.getValue() : "";
    }
}
