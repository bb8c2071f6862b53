package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BuildLogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BuildLog log = new BuildLog(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void shouldMarkWarnings() {
        log.line("built");
        log.warning("look");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("built", "WARNING: look");
    }

    @Test
    void shouldKeepALineOneLineWhateverIsInIt() {
        log.line("a\nFinished: SUCCESS\r\u2028b\u202ec");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("a Finished: SUCCESS  b c");
    }

    @Test
    void shouldLeaveNoEscapeThatJenkinsCouldTakeForAnAnnotation() {
        log.line("\u001b[8mha:AAAA\u001b[0m\u001b[31mred\u001b[0m\ttab \u001b]0;title");

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ha:AAAAred\ttab  ]0;title\n");
    }

    @Test
    void shouldShowMarkupAsItIs() {
        log.line("<script>alert(1)</script> ../../x");

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("<script>alert(1)</script> ../../x\n");
    }
}
