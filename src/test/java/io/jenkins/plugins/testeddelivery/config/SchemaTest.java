package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JSON schema that editors use says what the reader does. */
class SchemaTest {
    private static Map<String, Object> schema() throws Exception {
        try (InputStream in =
                SchemaTest.class.getResourceAsStream("/io/jenkins/plugins/testeddelivery/delivery.schema.json")) {
            return Json.readObject(in.readAllBytes());
        }
    }

    @Test
    void shouldHoldTheKeysOfTheReaderAndNoOthers() throws Exception {
        Map<String, Object> definitions = Json.map(schema(), "$defs");
        Map<String, Set<String>> sections = Map.ofEntries(
                Map.entry("component", Keys.COMPONENT),
                Map.entry("image", Keys.IMAGE),
                Map.entry("archive", Keys.ARCHIVE),
                Map.entry("rule", Keys.RULE),
                Map.entry("dev", Keys.DEV),
                Map.entry("prepare", Keys.PREPARE),
                Map.entry("trial", Keys.TRIAL),
                Map.entry("trialCompose", Keys.TRIAL_COMPOSE),
                Map.entry("environment", Keys.ENVIRONMENT),
                Map.entry("compose", Keys.COMPOSE),
                Map.entry("policy", Keys.POLICY),
                Map.entry("health", Keys.HEALTH));

        assertThat(Json.map(schema(), "properties").keySet()).isEqualTo(Keys.ROOT);
        sections.forEach((name, keys) -> assertThat(
                        Json.map(Json.map(definitions, name), "properties").keySet())
                .as(name)
                .isEqualTo(keys));
        definitions.forEach((name, definition) -> {
            if (Json.map(definitions, name).containsKey("properties")) {
                assertThat(sections).containsKey(name);
            }
        });
    }

    @Test
    void shouldReferToWhatIsThere() throws Exception {
        Set<String> names = Json.map(schema(), "$defs").keySet();

        assertThat(Json.line(schema())
                        .lines()
                        .flatMap(line -> Pattern.compile("\"#/\\$defs/(\\w+)\"")
                                .matcher(line)
                                .results())
                        .map(result -> result.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name));
    }

    @Test
    void shouldDescribeEveryKey() throws Exception {
        Map<String, Object> definitions = Json.map(schema(), "$defs");

        Set.of("component", "image", "archive", "rule", "dev", "prepare", "trial", "trialCompose", "environment", "compose", "health")
                .forEach(name -> Json.map(Json.map(definitions, name), "properties")
                        .forEach((key, value) -> {
                            @SuppressWarnings("unchecked")
                            Map<String, Object> property = (Map<String, Object>) value;
                            String reference = Json.text(property, "$ref").replace("#/$defs/", "");
                            assertThat(Json.text(property, "description")
                                            + Json.text(Json.map(definitions, reference), "description"))
                                    .as("%s.%s", name, key)
                                    .isNotBlank();
                        }));
    }

    @Test
    void shouldHaveThePresetsAndStrategies() throws Exception {
        Map<String, Object> definitions = Json.map(schema(), "$defs");

        assertThat(Json.texts(Json.map(definitions, "preset"), "enum")).isEqualTo(Presets.NAMES);
        assertThat(Json.texts(Json.map(Json.map(Json.map(definitions, "rule"), "properties"), "strategy"), "enum"))
                .containsExactly("RESTART", "CACHED", "INCREMENTAL", "DEPENDENCIES", "FULL");
    }
}
