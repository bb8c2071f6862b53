package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchedLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final LaunchedLines out = new LaunchedLines(lines::add);

    @Test
    void shouldHandOnLinesHoweverTheyArrive() {
        write("on");
        write("e\r\ntwo\n\nth");
        write("ree");
        assertThat(lines).containsExactly("one", "two", "");

        out.finish();

        assertThat(lines).containsExactly("one", "two", "", "three");
    }

    @Test
    void shouldDropTheRestOfALineThatIsTooLongAndNotHalfACharacter() {
        write("x".repeat(Commands.LONGEST_LINE - 1) + "é" + "y".repeat(Commands.LONGEST_LINE) + "\nnext\n");

        assertThat(lines).containsExactly("x".repeat(Commands.LONGEST_LINE - 1), "next");
    }

    @Test
    void shouldTakeAllThatComesAndThrowWhatTheReceiverThrewAtTheEnd() {
        LaunchedLines refusing = new LaunchedLines(line -> {
            throw Failure.failed("no more");
        });

        refusing.write("a\nb\n".getBytes(StandardCharsets.UTF_8), 0, 4);

        assertThatThrownBy(refusing::finish).isInstanceOf(Failure.class).hasMessage("no more");
    }

    @Test
    void shouldHandOnNothingAfterTheEnd() {
        out.finish();

        write("late\n");

        assertThat(lines).isEmpty();
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }
}
