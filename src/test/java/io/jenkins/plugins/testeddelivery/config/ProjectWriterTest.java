package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component.Archive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read back. */
class ProjectWriterTest {
    private static Project readBack(FilesInMemory files, Project project) throws Exception {
        return files.with("delivery.yaml", ProjectWriter.write(project)).read();
    }

    private static void assertSame(Project read, Project written) {
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("components.origin", "components.facts", "warnings")
                .isEqualTo(written);
    }

    @Test
    void shouldWriteAnInferredProject() throws Exception {
        FilesInMemory files = new FilesInMemory()
                .with("services/api/Dockerfile", "FROM x\nCOPY services/api libs/proto /x/\n")
                .with("services/web/Dockerfile", "FROM x\nCOPY services/web /x\n")
                .with("libs/proto/Dockerfile", "FROM x")
                .with("app dir/x.Dockerfile", "FROM x")
                .with(
                        "compose.yaml",
                        """
                        services:
                          api: { build: { context: ., dockerfile: services/api/Dockerfile, target: r } }
                          front: { build: { context: ., dockerfile: services/web/Dockerfile, args: { B: "a: b" } } }
                          app: { platform: linux/amd64, build: { context: app dir, dockerfile: x.Dockerfile } }
                        """);
        Project inferred = files.read();

        Project read = readBack(files, inferred);

        assertThat(inferred.components()).hasSize(4);
        assertThat(read.warnings()).isEmpty();
        assertSame(read, inferred);
    }

    @Test
    void shouldWriteEverythingThatCanBeRead() throws Exception {
        for (String yaml : List.of(
                ProjectReaderTest.DESIGN,
                ProjectReaderTest.DESIGN
                        .replace(
                                "rules: layered",
                                "rules: [{ match: [a], strategy: FULL, because: 'x # y' }, conservative]")
                        .replace("env: staging", "compose: { files: [a.yaml], envFile: e }")
                        .replace("scope: set", "scope: component")
                        .replace("30m", "1500ms"))) {
            FilesInMemory files = new FilesInMemory().with("delivery.yaml", yaml);
            Project written = files.read();

            assertSame(readBack(files, written), written);
        }
    }

    @Test
    void shouldHelpOnWhereNothingWasFound() throws Exception {
        FilesInMemory files = new FilesInMemory();

        String text = ProjectWriter.write(files.read());

        assertThat(text).contains("# trial:").contains("#  api:");
        assertThat(files.with("delivery.yaml", text).read().components()).isEmpty();
    }

    @Test
    void shouldGiveExamplesThatCanBeRead() throws Exception {
        String text = ProjectWriter.write(new FilesInMemory().read())
                .replace("components: {}", "components:")
                .replaceAll("(?m)^# ?(( {2}|trial:|environments:).*)$", "$1");

        Project read = new FilesInMemory().with("delivery.yaml", text).read();

        assertThat(read.components()).extracting(Component::name).containsExactly("api", "site");
        assertThat(read.environments()).containsOnlyKeys("staging");
        assertThat(read.trial().run()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "No",
                "1",
                "1.0",
                "null",
                "~",
                "",
                " x ",
                "a: b",
                "a #b",
                "- a",
                "[a]",
                "{a}",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "'",
                "\"",
                "\\",
                "a\nb",
                "\t",
                "\u0007",
                "\u0085",
                "\u2028",
                "\uFEFFx",
                "ä",
                "日本",
                "😀",
                "\\x",
                "0x1",
                "1e3",
                ".inf",
                "2001-01-01",
                "=",
                "<<",
                "a,b",
                "?",
                "|",
                ">",
                "a\u0000b",
            })
    void shouldKeepAnyText(String text) throws Exception {
        boolean readable = text.indexOf('\0') < 0;
        Component component = new Component(
                "a",
                "a",
                List.of(),
                List.of(),
                new Archive(List.of("run", text), List.of("x")),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                "");
        Project project = new Project(
                "p",
                Presets.rules("layered"),
                Presets.global(),
                List.of(),
                List.of(component),
                new Trial(
                        "",
                        Compose.NONE,
                        Map.of("A", text),
                        List.of(),
                        List.of(),
                        List.of(),
                        Trial.Scope.SET,
                        List.of()),
                Map.of(),
                List.of());

        if (readable) {
            assertSame(readBack(new FilesInMemory(), project), project);
        } else {
            assertThat(ProjectWriter.write(project)).contains("\\u0000");
        }
    }
}
