package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.manifest.TextLines;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML event by event: no alias is filled in and nothing is built. Depth has a limit: it costs the scanner dear. */
final class YamlManifests {
    private static final int MOST_LEVELS = 100;

    private YamlManifests() {}

    static Manifest any(byte[] content) throws Unreadable {
        LoadSettings settings = LoadSettings.builder().setUseMarks(false).build();
        StringBuilder all = new StringBuilder();
        try {
            int level = 0;
            for (Event event : new Parse(settings).parseString(TextLines.text(content))) {
                level += switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> 1;
                    case MappingEnd, SequenceEnd -> -1;
                    default -> 0;
                };
                if (level > MOST_LEVELS) {
                    throw new Unreadable(0, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
                }
                if (event.getEventId() != Event.ID.Comment) {
                    all.append(event.getEventId());
                    node(event, all);
                    all.append('\n');
                }
            }
        } catch (YamlEngineException e) {
            throw new Unreadable(0, "this is not YAML: " + e.getMessage());
        }
        return Manifest.whole(all.toString());
    }

    private static void node(Event event, StringBuilder into) {
        if (event instanceof AliasEvent alias) {
            into.append(' ').append(alias.getAlias());
        } else if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> into.append(" &").append(anchor));
        }
        if (event instanceof ScalarEvent scalar) {
            scalar.getTag().ifPresent(tag -> into.append(" !").append(tag));
            // a plain word may be a number or a truth value, a quoted one is a text
            into.append(scalar.getScalarStyle() == ScalarStyle.PLAIN ? " plain " : " text ")
                    .append(scalar.getValue().length())
                    .append(' ')
                    .append(scalar.getValue());
        }
    }
}
