package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvFileTest {
    @Test
    void shouldReadValuesAsComposeDoes() {
        String text =
                """
                # a comment
                PORT=8080
                export HOST = example.org   # where
                QUOTED="with # and spaces"
                SINGLE='$NOT'
                EMPTY=
                URL=http://h/#part
                not a line
                """;

        assertThat(EnvFile.read(text))
                .containsExactly(
                        Map.entry("PORT", "8080"),
                        Map.entry("HOST", "example.org"),
                        Map.entry("QUOTED", "with # and spaces"),
                        Map.entry("SINGLE", "$NOT"),
                        Map.entry("EMPTY", ""),
                        Map.entry("URL", "http://h/#part"));
    }

    @Test
    void shouldFillTemplatesAndTheirDefaults() {
        Map<String, String> values = Map.of("PORT", "80", "EMPTY", "", "ODD", "a$1\\b");

        assertThat(EnvFile.fill("http://h:${PORT}/$PORT", values, "x")).isEqualTo("http://h:80/80");
        assertThat(EnvFile.fill("${NONE:-1}${EMPTY:-2}${EMPTY-3}${ODD}$$", values, "x")).isEqualTo("12a$1\\b$");
        assertThatThrownBy(() -> EnvFile.fill("${NONE}", values, "the probe"))
                .hasMessageContaining("the probe uses ${NONE}");
    }

    @Test
    void shouldBlotOutValuesAndNeverShowThemItself() {
        TreeMap<String, String> values = new TreeMap<>(Map.of("PASSWORD", "s3cret-value", "N", "1"));
        Settings settings = new Settings("/", "/e", values);

        assertThat(settings.masked("1 s3cret-value!")).isEqualTo("1 ****!");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }
}
