package io.jenkins.plugins.testeddelivery.build;

import static io.jenkins.plugins.testeddelivery.config.Strategy.DEPENDENCIES;
import static io.jenkins.plugins.testeddelivery.config.Strategy.INCREMENTAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheBreakTest {
    private static final List<String> PATHS =
            List.of("requirements.txt", "app.py", "src/main.py", "deps/requirements.txt", "static/a.css");
    private static final CacheBreak BREAK = new CacheBreak(PATHS, path -> path.endsWith("requirements.txt"));

    private static final String LAYERED =
            """
            FROM base:1
            RUN apt-get install x
            COPY requirements.txt /r/
            RUN pip install
            COPY src /src
            RUN build
            """;

    @Test
    void shouldBreakBeforeTheSourceLayer() {
        assertThat(BREAK.derive(LAYERED, INCREMENTAL, ""))
                .hasValue(LAYERED.replace("COPY src", "ARG DELIVERY_BREAK\nCOPY src"));
    }

    @Test
    void shouldBreakBeforeTheDependencyLayer() {
        assertThat(BREAK.derive(LAYERED, DEPENDENCIES, ""))
                .hasValue(LAYERED.replace("COPY req", "ARG DELIVERY_BREAK\nCOPY req"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY . /app",
                "COPY ./ /app",
                "copy / /app",
                "ADD --chown=1:1 . /app",
                "COPY [\".\", \"/my app\"]",
                "COPY requirements.txt app.py /app/",
                "COPY \\\n  # a comment\n  requirements.txt \\\n  src /app/",
                "COPY $WHAT /app/",
                "COPY *.* /app/",
                "RUN --mount=type=bind,target=/src pip install",
                "RUN --mount=type=cache,target=/c --mount=source=.,target=/src pip install"
            })
    void shouldTakeACopyOfEverythingAsBoth(String instruction) {
        String text = "FROM base:1\nRUN one\n" + instruction + "\nRUN two";

        for (var strategy : List.of(INCREMENTAL, DEPENDENCIES)) {
            assertThat(BREAK.derive(text, strategy, ""))
                    .hasValue("FROM base:1\nRUN one\nARG DELIVERY_BREAK\n" + instruction + "\nRUN two");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY requirements.txt /r/",
                "COPY ./deps/ /r/",
                "COPY --chown=0 require*.txt deps /r/",
                "RUN --mount=type=bind,source=requirements.txt,target=/r pip install"
            })
    void shouldTakeManifestsForNoSource(String instruction) {
        String text = "FROM base:1\n" + instruction + "\nRUN two\n";

        assertThat(BREAK.derive(text, INCREMENTAL, "")).isEmpty();
        assertThat(BREAK.derive(text, DEPENDENCIES, ""))
                .hasValueSatisfying(derived -> assertThat(derived).startsWith("FROM base:1\nARG DELIVERY_BREAK\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN true",
                "COPY --from=alpine:3 /a /b",
                "ADD https://example.org/x /x",
                "COPY <<EOF /x\nCOPY . /app\nEOF",
                "RUN --mount=type=cache,target=/c true",
                "RUN --mount=type=bind,from=alpine:3,target=/c true"
            })
    void shouldHaveNoPlaceWhereNothingComesFromTheContext(String instruction) {
        assertThat(BREAK.derive("FROM base:1\n" + instruction + "\n", INCREMENTAL, ""))
                .isEmpty();
        assertThat(BREAK.derive("FROM base:1\n" + instruction + "\n", DEPENDENCIES, ""))
                .isEmpty();
    }

    @Test
    void shouldBreakInEveryStageThatTakesSourcesOrFromOneThatDoes() {
        String text =
                """
                FROM base:1 AS build
                COPY src /src
                RUN build
                FROM base:1 AS tools
                RUN tools
                FROM build AS test
                RUN test
                FROM base:1
                COPY --from=tools /t /t
                RUN setup
                COPY --from=build /src/out /out
                RUN finish
                """;

        assertThat(BREAK.derive(text, INCREMENTAL, ""))
                .hasValue(text.replace("COPY src", "ARG DELIVERY_BREAK\nCOPY src")
                        .replace("COPY --from=build", "ARG DELIVERY_BREAK\nCOPY --from=build"));
        assertThat(BREAK.derive(text, INCREMENTAL, "tools")).isEmpty();
        assertThat(BREAK.derive(text, INCREMENTAL, "Test")).isPresent();
        assertThat(BREAK.derive(text, INCREMENTAL, "no-such-stage")).isEmpty();
    }

    @Test
    void shouldBuildNoStageLessForDependenciesThanForSources() {
        String text =
                """
                FROM base:1 AS assets
                COPY static /s
                RUN minify
                FROM base:1
                COPY requirements.txt /
                RUN pip
                """;

        assertThat(BREAK.derive(text, DEPENDENCIES, ""))
                .hasValue(text.replace("COPY static", "ARG DELIVERY_BREAK\nCOPY static")
                        .replace("COPY req", "ARG DELIVERY_BREAK\nCOPY req"));
    }

    @Test
    void shouldTrustNoDockerfileItDoesNotUnderstand() {
        assertThat(BREAK.derive("# syntax=example.org/own:1\nFROM base:1\nCOPY . /\n", INCREMENTAL, ""))
                .isEmpty();
        assertThat(BREAK.derive("", INCREMENTAL, "")).isEmpty();
    }

    @Test
    void shouldKeepDirectivesAndEveryOtherByte() {
        String text = "# syntax=docker/dockerfile:1\r\n# escape=`\r\nFROM base:1\r\nCOPY app.py `\r\n C:/x\r\n";

        assertThat(BREAK.derive(text, INCREMENTAL, ""))
                .hasValueSatisfying(derived ->
                        assertThat(derived.replace("ARG DELIVERY_BREAK\n", "")).isEqualTo(text))
                .hasValueSatisfying(derived -> assertThat(derived).contains("\nARG DELIVERY_BREAK\nCOPY app.py"));
    }
}
