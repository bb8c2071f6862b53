package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBuildTest {
    @Test
    void shouldReadWhatIsPlain() {
        PlainBuild plain = PlainBuild.of("build api --json --parallelism 3 -C sub web".split(" ")).orElseThrow();

        assertThat(plain.asked().components()).containsExactly("api", "web");
        assertThat(plain.asked().parallelism()).isEqualTo(3);
        assertThat(plain.asked().json()).isTrue();
        assertThat(plain.asked().prove()).isFalse();
        assertThat(plain.folder()).isEqualTo(Path.of("sub"));
    }

    @Test
    void shouldTakeTheSameDefaultsAsTheParser() {
        PlainBuild plain = PlainBuild.of(new String[] {"build"}).orElseThrow();

        assertThat(plain.asked().components()).isEmpty();
        assertThat(plain.asked().parallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(plain.asked().json()).isFalse();
        assertThat(plain.asked().noRoomCheck()).isFalse();
        assertThat(plain.folder()).isEqualTo(Path.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "build --prove", "build --force FULL", "build --help", "build --parallelism", "build --parallelism 0",
        "build --parallelism -1", "build --parallelism 1 --parallelism 2", "build --json --json", "build -C", "build -C -x",
        "build @file", "build --json=true", "build --", "detect --json", "build --no-room-check", "build --parallelism 03"
    })
    void shouldLeaveEverythingElseToTheParser(String line) {
        assertThat(PlainBuild.of(line.split(" "))).isEmpty();
    }
}
