package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDetectTest {
    @Test
    void shouldReadWhatIsPlain() {
        PlainDetect plain = PlainDetect.of(
                        "detect --base HEAD~1 --head=main --json --exit-code -C sub --config d.yaml".split(" "))
                .orElseThrow();

        assertThat(plain.request().base()).isEqualTo("HEAD~1");
        assertThat(plain.request().head()).isEqualTo("main");
        assertThat(plain.request().configFile()).isEqualTo("d.yaml");
        assertThat(plain.folder()).isEqualTo(Path.of("sub"));
        assertThat(plain.json()).isTrue();
        assertThat(plain.exitCode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "detect --base", "detect --base --json", "detect --base -x", "detect --base= --json", "detect --help",
        "detect x", "detect --force FULL", "detect --why api", "detect --json --json", "detect --base a --base b",
        "detect @file", "detect --json=true", "build --json", "detect --base @file"
    })
    void shouldLeaveEverythingElseToTheParser(String line) {
        assertThat(PlainDetect.of(line.split(" "))).isEmpty();
    }
}
