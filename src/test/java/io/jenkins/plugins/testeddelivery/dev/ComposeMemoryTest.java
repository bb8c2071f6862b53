package io.jenkins.plugins.testeddelivery.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Workspace.Place;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeMemoryTest {
    @TempDir
    private Path root;

    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/nowhere", "TERM", "one"));

    @BeforeEach
    void writeFile() throws IOException {
        write("compose.yaml", "services: { api: { image: \"x:${TAG}\", environment: [PASSED] } }\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private ComposeMemory.Look.Seen look() throws IOException {
        Place place = new Place(root, environment, new TestPorts.Lines());
        return new ComposeMemory.Look(List.of("compose.yaml"), "").in(place);
    }

    @Test
    void shouldBeTheSameInAnotherTerminal() throws Exception {
        String before = look().key();
        environment.put("TERM", "two");
        environment.put("OLDPWD", "/somewhere");

        assertThat(look().key()).isNotEmpty().isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAG", "PASSED", "COMPOSE_PROFILES", "DOCKER_HOST", "HOME"})
    void shouldBeAnotherWhereAVariableIsThatTheFilesOrComposeRead(String variable) throws Exception {
        String before = look().key();
        environment.put(variable, "2");

        assertThat(look().key()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", ".env"})
    void shouldBeAnotherWhereAFileIs(String file) throws Exception {
        String before = look().key();
        write(file, "services: {}\n");

        assertThat(look().key()).isNotEqualTo(before);
    }

    @Test
    void shouldRememberNothingWhereOtherFilesCountToo() throws Exception {
        write("compose.yaml", "include:\n  - more.yaml\nservices: {}\n");

        assertThat(look().key()).isEmpty();
        assertThat(ComposeMemory.unknown("").of("{\"key\": \"\", \"program\": [\"x\"], \"configuration\": {}}")).isEmpty();
    }

    @Test
    void shouldGiveBackWhatWasSaidOfTheSameFilesAndNothingElse() {
        ComposeMemory kept = new ComposeMemory("k", List.of("docker", "compose"), Map.of("services", Map.of()));

        assertThat(ComposeMemory.unknown("k").of(kept.text())).contains(kept);
        assertThat(ComposeMemory.unknown("other").of(kept.text())).isEmpty();
        assertThat(ComposeMemory.unknown("k").of("{ \"key\": \"k\", ")).isEmpty();
        assertThat(ComposeMemory.unknown("k").of("")).isEmpty();
    }

    @Test
    void shouldKeepNothingThatMayBeSecret() {
        Map<String, Object> configuration = Map.of(
                "secrets", Map.of("key", Map.of("file", "/etc/s3cret")),
                "services", Map.of("api", Map.of(
                        "image", "x:1",
                        "environment", Map.of("PASSWORD", "s3cret"),
                        "labels", Map.of("token", "s3cret"),
                        "build", Map.of("context", "api", "args", Map.of("TOKEN", "s3cret")))));

        Map<String, Object> rest = ComposeMemory.withoutSecrets(configuration);

        assertThat(new ComposeMemory("k", List.of("c"), rest).text()).doesNotContain("s3cret").contains("x:1", "\"context\":\"api\"");
    }
}
