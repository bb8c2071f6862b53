package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading Dockerfiles, common and strange. */
class DockerfileTest {
    @Test
    void shouldReadStagesAndInstructionsWithTheirLines() {
        Dockerfile file = Dockerfile.parse(
                """
                # syntax=docker/dockerfile:1.7
                ARG BASE=python:3.12

                FROM --platform=$BUILDPLATFORM ${BASE} AS Build
                COPY --chown=1:1 requirements.txt /app/
                RUN pip install \\
                    # the pinned ones
                    -r requirements.txt \\

                    --no-cache

                from scratch
                COPY --from=build /app /app
                CMD ["python", "-m", "app"]""");

        assertThat(file.understood()).isTrue();
        assertThat(file.stages()).containsExactly(new Stage(0, "build", "${BASE}", 4), new Stage(1, "", "scratch", 12));
        assertThat(file.instructions())
                .containsExactly(
                        of("ARG", List.of(), "BASE=python:3.12", List.of("BASE=python:3.12"), 2, 2, -1),
                        of(
                                "FROM",
                                List.of("--platform=$BUILDPLATFORM"),
                                "${BASE} AS Build",
                                List.of("${BASE}", "AS", "Build"),
                                4,
                                4,
                                0),
                        of(
                                "COPY",
                                List.of("--chown=1:1"),
                                "requirements.txt /app/",
                                List.of("requirements.txt", "/app/"),
                                5,
                                5,
                                0),
                        of(
                                "RUN",
                                List.of(),
                                "pip install     -r requirements.txt     --no-cache",
                                List.of("pip", "install", "-r", "requirements.txt", "--no-cache"),
                                6,
                                10,
                                0),
                        of("FROM", List.of(), "scratch", List.of("scratch"), 12, 12, 1),
                        of("COPY", List.of("--from=build"), "/app /app", List.of("/app", "/app"), 13, 13, 1),
                        of(
                                "CMD",
                                List.of(),
                                "[\"python\", \"-m\", \"app\"]",
                                List.of("python", "-m", "app"),
                                14,
                                14,
                                1));
        assertThat(file.instructions().get(5).flag("from")).hasValue("build");
        assertThat(file.stage("BUILD")).isEqualTo(file.stage("0"));
    }

    @Test
    void shouldSkipTheBodiesOfHeredocs() {
        Dockerfile file = Dockerfile.parse(
                """
                FROM base
                RUN <<EOF cat && 3<<-'END' sh
                FROM nothing
                EOF
                \tCOPY x y
                \tEND
                COPY <<"a" one.txt <<two /dest/
                # no comment
                a
                two
                RUN echo "<<EOF" 'x <<EOF' y<<EOF <<<EOF
                ONBUILD RUN <<EOF
                  EOF
                EOF
                USER 1
                """);

        assertThat(file.understood()).isTrue();
        assertThat(file.instructions())
                .extracting(Instruction::keyword, Instruction::heredoc, Instruction::firstLine, Instruction::lastLine)
                .containsExactly(
                        tuple("FROM", false, 1, 1),
                        tuple("RUN", true, 2, 6),
                        tuple("COPY", true, 7, 10),
                        tuple("RUN", false, 11, 11),
                        tuple("ONBUILD", true, 12, 14),
                        tuple("USER", false, 15, 15));
    }

    @Test
    void shouldHonourTheEscapeDirective() {
        Dockerfile file = Dockerfile.parse("# escape=`\nFROM base\nCOPY C:\\a `\n  \"b\" C:\\\n");

        assertThat(file.understood()).isTrue();
        assertThat(file.instructions().get(1).words()).containsExactly("C:\\a", "b", "C:\\");
        assertThat(file.instructions().get(1).lastLine()).isEqualTo(4);
    }

    @Test
    void shouldTakeADirectiveBelowACommentForAComment() {
        Dockerfile file = Dockerfile.parse("# hello\n# escape=`\n# syntax=evil/frontend\nFROM base\nRUN a \\\n b\n");

        assertThat(file.understood()).isTrue();
        assertThat(file.instructions().get(1).words()).containsExactly("a", "b");
    }

    @Test
    void shouldReadWindowsLineEndsAndAByteOrderMark() {
        Dockerfile file = Dockerfile.parse(
                "\uFEFF# escape=\\\r\nFROM base AS A\r\nRUN x \\  \r\n  y\r\nRUN <<E\r\nz\r\nE\r\nUSER 1\r\n");

        assertThat(file.understood()).isTrue();
        assertThat(file.stages()).containsExactly(new Stage(0, "a", "base", 2));
        assertThat(file.instructions()).extracting(Instruction::firstLine).containsExactly(2, 3, 5, 8);
        assertThat(file.instructions().get(1).arguments()).isEqualTo("x   y");
    }

    @Test
    void shouldReadJsonOrElsePlainWords() {
        Dockerfile file = Dockerfile.parse(
                "FROM b\nCOPY [\"a b\", \"c\\u0064\"]\nRUN [ -f x ] && y\nCOPY [\"a\", 1]\nCOPY [[]-]x /y\n");

        assertThat(file.instructions().get(1).words()).containsExactly("a b", "cd");
        assertThat(file.instructions().get(2).words()).containsExactly("[", "-f", "x", "]", "&&", "y");
        assertThat(file.instructions().get(4).words()).containsExactly("[[]-]x", "/y");
    }

    @Test
    void shouldTakeQuotesAndEscapesOffWords() {
        Dockerfile file = Dockerfile.parse("FROM b\n"
                + "ENV A=\"x \\\"y\\\" \\z\" B='$p \\q' C=r\\ s $D\n"
                + "COPY 'a' \\$b /c\n"
                + "RUN --mount=type=bind,source=\"x\" -- --y\n");

        assertThat(file.instructions().get(1).words()).containsExactly("A=x \"y\" \\z", "B=$p \\q", "C=r s", "$D");
        assertThat(file.instructions().get(2).words()).containsExactly("a", "$b", "/c");
        assertThat(file.instructions().get(3).flags()).containsExactly("--mount=type=bind,source=x");
        assertThat(file.instructions().get(3).words()).containsExactly("--y");
        assertThat(file.understood()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "ARG A=1",
                "# syntax=example.org/frontend\nFROM b",
                "#syntax = docker/dockerfile.evil/x\nFROM b",
                "#!/usr/bin/env x\n# syntax=evil\nFROM b",
                "// syntax=evil\nFROM b",
                "# escape=x\nFROM b",
                "# escape=`\n# escape=\\\nFROM b",
                "FROM b\nFETCH x",
                "FROM b\nRUN <<EOF\nx\n",
                "FROM b\nRUN echo don't <<EOF\nx\nEOF\n",
                "RUN x\nFROM b",
                "FROM",
                "FROM a b",
                "FROM a B c",
                "FROM b\nRUN x \\\\\n",
                "FROM b\nCOPY \"a b\" c",
                "\\\n\\\n",
            })
    void shouldSayWhenItCannotBeSure(String text) {
        assertThat(Dockerfile.parse(text).understood()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# syntax=docker/dockerfile\nFROM b",
                "#SYNTAX=docker.io/docker/dockerfile:1-labs@sha256:0123\nFROM b",
                "# syntax=docker/dockerfile-upstream:master\nFROM b",
                "# check=skip=all\n# escape=\\\nFROM b",
                "  \n\n  FROM b\n\t\n  # x\nCMD a \\",
            })
    void shouldUnderstandWhatBuildersAgreeOn(String text) {
        assertThat(Dockerfile.parse(text).understood()).isTrue();
    }

    @Test
    void shouldReadTenThousandLinesQuickly() {
        String text =
                "FROM b\n" + "RUN a \\\n  # c\n  b\n".repeat(3_000) + "RUN x \\\n" + "  y \\\n".repeat(20_000) + "z";
        long start = System.nanoTime();

        Dockerfile file = Dockerfile.parse(text);

        assertThat(file.instructions()).hasSize(3_002);
        assertThat(file.instructions().get(3_001).lastLine()).isEqualTo(1 + 9_000 + 1 + 20_000 + 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @Timeout(20)
    void shouldNeverThrow() {
        Random random = new Random(3);
        String[] parts = {
            "FROM ",
            "RUN ",
            "COPY ",
            "\n",
            "\r\n",
            "\\",
            "\\\n",
            "`",
            "\"",
            "'",
            "<<EOF",
            "EOF\n",
            "[",
            "]",
            "\"a\"",
            "#",
            "# escape=",
            "# syntax=",
            "--x",
            "--",
            " ",
            "\t",
            "\0",
            "\uD800",
            "ONBUILD ",
            "a",
            ",",
            "{"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(15); j > 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            assertThatCode(() -> Dockerfile.parse(text.toString()))
                    .as("%s", Json.line(text))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> Dockerfile.parse("# escape=" + " ".repeat(200_000) + "x y" + " ".repeat(200_000) + "z"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Dockerfile.parse("FROM b\nCMD " + "[".repeat(100_000)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Dockerfile.parse("FROM b\nCMD [" + "9".repeat(100_000) + "]"))
                .doesNotThrowAnyException();
    }

    private static Instruction of(
            String keyword, List<String> flags, String arguments, List<String> words, int first, int last, int stage) {
        return new Instruction(keyword, flags, arguments, words, false, first, last, stage);
    }
}
