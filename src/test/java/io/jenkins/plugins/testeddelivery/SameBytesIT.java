package io.jenkins.plugins.testeddelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Builds the plugin a second time, which takes about half a minute: {@code mvn verify -Dthorough}. */
@EnabledIfSystemProperty(named = "thorough", matches = ".*")
class SameBytesIT {
    @Test
    void shouldBeTheSameBytesWhereverItIsBuilt() throws Exception {
        Process build = new ProcessBuilder(".ci/same-bytes").redirectErrorStream(true).start();
        String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(build.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("^[0-9a-f]{64} ");
    }
}
