package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDeployTest {
    @Test
    void shouldReadWhatIsPlain() {
        String line = "deploy --env staging --version v1 --image-dir out --skip-load --dry-run --retry"
                + " --accept-environment --json -C sub";

        PlainDeploy plain = PlainDeploy.of(line.split(" ")).orElseThrow();

        assertThat(plain.asked())
                .isEqualTo(new DeployCommand.Asked(
                        "staging", "v1", Optional.of(Path.of("out")), true, true, true, false, true, true));
        assertThat(plain.folder()).isEqualTo(Path.of("sub"));
    }

    @Test
    void shouldTakeTheSameDefaultsAsTheParser() {
        PlainDeploy plain = PlainDeploy.of("deploy --env staging".split(" ")).orElseThrow();

        assertThat(plain.asked())
                .isEqualTo(new DeployCommand.Asked(
                        "staging", "", Optional.empty(), false, false, false, false, false, false));
        assertThat(plain.folder()).isEqualTo(Path.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "deploy", "deploy --version v1", "deploy --env", "deploy --env -x", "deploy --env=staging", "deploy --env a --env b",
        "deploy --env a --resume", "deploy --env a --json --json", "deploy --env a --help", "deploy --env a v1",
        "deploy --env a --version", "deploy --env a @file", "deploy --env a -Csub", "rollback --env a", "build --json"
    })
    void shouldLeaveEverythingElseToTheParser(String line) {
        assertThat(PlainDeploy.of(line.split(" "))).isEmpty();
    }
}
