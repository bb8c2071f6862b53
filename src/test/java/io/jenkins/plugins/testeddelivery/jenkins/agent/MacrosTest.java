package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MacrosTest {
    @Test
    void shouldKeepDollarsFromBeingReplacedByALauncher() {
        assertThat(Macros.literally(List.of("echo", "$HOME", "${A}$$"))).containsExactly("echo", "$$HOME", "$${A}$$$$");
        assertThat(Macros.literally(Map.of("PASSWORD", "pa$$word$"))).containsEntry("PASSWORD", "pa$$$$word$$");
    }
}
