package io.jenkins.plugins.testeddelivery.docker;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * Reads what {@code compose config} prints. The writers of compose speak YAML 1.1 or 1.2 and quote what their own
 * version would misread, so only what both read alike is taken for anything but text: {@code 1e3} stays a text.
 */
final class ComposeYaml {
    private static final int MOST_ALIASES = 1000;
    private static final Pattern NULL = Pattern.compile("~|null|");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+");

    private ComposeYaml() {}

    /**
     * Reads one document.
     *
     * @throws YamlEngineException if it is no YAML; the message quotes the text, which may hold secrets
     */
    static Object read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("compose config")
                .setSchema(new Cautious())
                .setAllowNonScalarKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        return new Load(settings).loadFromString(text);
    }

    private static Tag tag(String text) {
        if (NULL.matcher(text).matches()) {
            return Tag.NULL;
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Tag.BOOL;
        }
        if (INTEGER.matcher(text).matches()) {
            return Tag.INT;
        }
        return DECIMAL.matcher(text).matches() ? Tag.FLOAT : Tag.STR;
    }

    private static final class Cautious extends JsonSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return (text, implicit) -> implicit ? tag(text) : Tag.STR;
        }
    }
}
