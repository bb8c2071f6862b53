package io.jenkins.plugins.testeddelivery.build;

import static io.jenkins.plugins.testeddelivery.config.Strategy.CACHED;
import static io.jenkins.plugins.testeddelivery.config.Strategy.DEPENDENCIES;
import static io.jenkins.plugins.testeddelivery.config.Strategy.FULL;
import static io.jenkins.plugins.testeddelivery.config.Strategy.INCREMENTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.build.CacheBreak.Derived;
import java.util.List;
import java.util.Set;
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

    private static final String SOURCE = "ARG DELIVERY_BREAK\n";
    private static final String MANIFESTS = "ARG DELIVERY_BREAK_DEPENDENCIES\n";

    private static Derived derive(String text) {
        return BREAK.derive(text, "", Set.of());
    }

    private static Derived derive(String text, String target) {
        return BREAK.derive(text, target, Set.of());
    }

    @Test
    void shouldBreakBeforeTheDependencyLayerAndBeforeTheSourceLayer() {
        Derived derived = derive(LAYERED);

        assertThat(derived.text())
                .isEqualTo(LAYERED.replace("COPY src", SOURCE + "COPY src").replace("COPY req", MANIFESTS + "COPY req"));
        assertThat(derived.breaks(INCREMENTAL)).isTrue();
        assertThat(derived.breaks(DEPENDENCIES)).isTrue();
    }

    @Test
    void shouldTakeTheValuesOfTheLayersThatAreToBeKept() {
        BreakValues before = new BreakValues("one", "two");

        assertThat(before.next(CACHED, "new")).isEqualTo(before);
        assertThat(before.next(INCREMENTAL, "new").dependencies()).isEqualTo("two");
        assertThat(before.next(INCREMENTAL, "new").source()).isNotEqualTo("one").isNotEmpty();
        for (var anew : List.of(DEPENDENCIES, FULL)) {
            assertThat(before.next(anew, "new").dependencies()).isNotEqualTo("two").isNotEmpty();
            assertThat(before.next(anew, "new").source()).isNotEqualTo("one").isNotEmpty();
        }
        assertThat(BreakValues.on(before.labels())).isEqualTo(before);
        assertThat(BreakValues.NONE.arguments()).isEmpty();
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
        Derived derived = derive("FROM base:1\nRUN one\n" + instruction + "\nRUN two");

        assertThat(derived.text()).isEqualTo("FROM base:1\nRUN one\n" + SOURCE + instruction + "\nRUN two");
        assertThat(derived.breaks(INCREMENTAL)).isTrue();
        assertThat(derived.breaks(DEPENDENCIES)).isTrue();
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
        Derived derived = derive("FROM base:1\n" + instruction + "\nRUN two\n");

        assertThat(derived.breaks(INCREMENTAL)).isFalse();
        assertThat(derived.breaks(DEPENDENCIES)).isTrue();
        assertThat(derived.text()).startsWith("FROM base:1\n" + MANIFESTS);
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
        String text = "FROM base:1\n" + instruction + "\n";

        assertThat(derive(text)).isEqualTo(new Derived(text, false, false));
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

        assertThat(derive(text).text())
                .isEqualTo(text.replace("COPY src", SOURCE + "COPY src")
                        .replace("COPY --from=build", SOURCE + "COPY --from=build"));
        assertThat(derive(text).breaks(INCREMENTAL)).isTrue();
        assertThat(derive(text, "tools").breaks(INCREMENTAL)).isFalse();
        assertThat(derive(text, "Test").breaks(INCREMENTAL)).isTrue();
        assertThat(derive(text, "no-such-stage")).isEqualTo(new Derived(text, false, false));
    }

    @Test
    void shouldBreakForDependenciesWhereAStageTakesFromOneThatInstallsThem() {
        String text =
                """
                FROM base:1 AS venv
                COPY requirements.txt /
                RUN pip
                FROM base:1 AS assets
                COPY static /s
                RUN minify
                FROM base:1
                COPY --from=venv /venv /venv
                RUN link
                COPY --from=assets /s /s
                RUN finish
                """;

        assertThat(derive(text).text())
                .isEqualTo(text.replace("COPY req", MANIFESTS + "COPY req")
                        .replace("COPY static", SOURCE + "COPY static")
                        .replace("COPY --from=venv", MANIFESTS + "COPY --from=venv")
                        .replace("COPY --from=assets", SOURCE + "COPY --from=assets"));
    }

    @Test
    void shouldTrustNoDockerfileItDoesNotUnderstand() {
        for (String text : List.of("# syntax=example.org/own:1\nFROM base:1\nCOPY . /\n", "")) {
            assertThat(derive(text)).isEqualTo(new Derived(text, false, false));
        }
    }

    @Test
    void shouldHaveNoPlaceBeforeWhatABaseTriggers() {
        String own = "FROM base:1 AS b\nONBUILD COPY . /src\nFROM b\nCOPY app.py /\n";
        String unused = "FROM base:1\nONBUILD COPY . /src\nCOPY app.py /\n";

        assertThat(derive(own)).isEqualTo(new Derived(own, false, false));
        assertThat(derive(unused).breaks(INCREMENTAL)).isTrue();
        assertThat(BREAK.derive(LAYERED, "", Set.of(0))).isEqualTo(new Derived(LAYERED, false, false));
    }

    @Test
    void shouldKeepDirectivesAndEveryOtherByte() {
        String text = "# syntax=docker/dockerfile:1\r\n# escape=`\r\nFROM base:1\r\nCOPY app.py `\r\n C:/x\r\n";

        String derived = derive(text).text();

        assertThat(derived.replace(SOURCE, "")).isEqualTo(text);
        assertThat(derived).contains("\n" + SOURCE + "COPY app.py");
    }
}
