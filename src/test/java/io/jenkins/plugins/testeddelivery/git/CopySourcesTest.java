package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySourcesTest {
    private static CopySources of(String instructions) {
        return CopySources.of(Dockerfile.parse("FROM base:1\n" + instructions + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "COPY src /app;src/a/b.c;true",
        "COPY src /app;src2/a;false",
        "COPY src/ /app;src/a;true",
        "COPY ./src/./x /app;src/x;true",
        "COPY /src /app;src/x;true",
        "COPY ../src /app;src/x;true",
        "COPY a b /app/;b;true",
        "COPY a b /app/;app;false",
        "COPY *.py /app/;main.py;true",
        "COPY *.py /app/;sub/main.py;false",
        "COPY pack* /app/;package.json;true",
        "COPY pack* /app/;packages/a/b;true",
        "COPY */package.json /app/;a/package.json;true",
        "COPY */package.json /app/;a/b/package.json;false",
        "COPY src/*/lib /app/;src/a/lib/x;true",
        "COPY src/*/lib /app/;src/a/other/x;false",
        "COPY [\"a b\", \"/app\"];a b;true",
        "COPY --chown=1:1 src /app;src/x;true",
        "ADD app.tar /;app.tar;true",
        "ADD https://example.org/x /;https:;false",
        "ONBUILD COPY later /;later/x;true",
        "COPY --from=build /out /app;out/x;false",
        "RUN --mount=type=cache,target=/c true;x;false",
        "RUN --mount=type=bind,from=build,target=/c true;x;false",
        "RUN true;x;false",
        "copy lower /;lower;true",
        "COPY . /app;anything/at/all;true",
        "COPY ./ /app;anything;true",
    })
    void shouldKnowWhatIsCopied(String instruction, String path, boolean copied) {
        assertThat(of(instruction).covers(path)).isEqualTo(copied);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY $DIR /app",
                "ARG D=src\nCOPY ${D} /app",
                "COPY **/x /app",
                "COPY [a-z /app",
                "RUN --mount=type=bind,target=/src make",
                "RUN --mount=target=/src make",
                "RUN --mount=type=$KIND,target=/src make",
                "ONBUILD COPY $X /",
                "COPY src",
                "FROM node:onbuild",
            })
    void shouldTakeEverythingWhereItCannotBeTold(String instruction) {
        assertThat(of(instruction).everything()).isTrue();
    }

    @Test
    void shouldNotTakeAHeredocForAFile() {
        CopySources sources = of("COPY <<EOF real /app/\nCOPY . /x\nEOF");

        assertThat(sources.everything()).isFalse();
        assertThat(sources.covers("real")).isTrue();
        assertThat(sources.covers("other")).isFalse();
    }

    @Test
    void shouldTakeEverythingUnderAFrontendItDoesNotKnow() {
        assertThat(CopySources.of(Dockerfile.parse("# syntax=example.org/other\nFROM a\nCOPY src /\n")).everything())
                .isTrue();
    }

    @Test
    void shouldKnowWhichFoldersItReachesInto() {
        CopySources sources = of("COPY lib/*/src /app");

        assertThat(sources.reachesInto("lib")).isTrue();
        assertThat(sources.reachesInto("lib/a")).isTrue();
        assertThat(sources.reachesInto("lib/a/src/x")).isTrue();
        assertThat(sources.reachesInto("lib/a/other")).isFalse();
        assertThat(sources.reachesInto("other")).isFalse();
    }

    @Test
    void shouldKnowWhichLinksABuilderWouldFollow() {
        CopySources sources = of("COPY lib/*/src /app");

        assertThat(sources.leadThrough("lib")).isTrue();
        assertThat(sources.leadThrough("lib/a")).isTrue();
        assertThat(sources.leadThrough("lib/a/src")).isTrue();
        assertThat(sources.leadThrough("lib/a/src/link")).isFalse();
    }
}
