package io.jenkins.plugins.testeddelivery.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads commands of which each may have its own time. */
final class HookReader {
    private final Values values;

    HookReader(Values values) {
        this.values = values;
    }

    List<Hook> read(Section section, String key) {
        return section.value(key)
                .map(node -> values.list(section.where(key), node, "a list of commands", this::hook))
                .orElse(List.of());
    }

    /** A command, or one with its own time. */
    private Optional<Hook> hook(String where, Node node) {
        if (!(node instanceof MappingNode)) {
            return Optional.of(values.command(where, node)).filter(argv -> !argv.isEmpty()).map(Hook::of);
        }
        Section section = Section.of(values, where, node, Keys.HOOK);
        if (section.lacks("run")) {
            values.problem(node, where + " has no run; expected the command");
        }
        Duration timeout = section.value("timeout")
                .flatMap(said -> values.duration(section.where("timeout"), said, false))
                .orElse(Hook.DEFAULT_TIMEOUT);
        return Optional.of(section.command("run")).filter(argv -> !argv.isEmpty()).map(argv -> new Hook(argv, timeout));
    }
}
