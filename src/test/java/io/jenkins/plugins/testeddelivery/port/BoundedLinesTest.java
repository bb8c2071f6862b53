package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    private final List<String> seen = new ArrayList<>();
    private final BoundedLines lines = new BoundedLines(seen::add);

    @Test
    void shouldMakeLinesWhateverThePartsTheyComeIn() {
        for (byte one : "ä\r\n\nlast".getBytes(StandardCharsets.UTF_8)) {
            lines.take(new byte[] {one}, 0, 1);
        }
        assertThat(seen).containsExactly("ä", "");

        lines.end();

        assertThat(seen).containsExactly("ä", "", "last");
    }

    @Test
    void shouldCutAtTheBorderOfACharacter() {
        for (int before = 0; before < 4; before++) {
            give("a".repeat(before) + "€".repeat(Commands.LONGEST_LINE / 3 + 1) + "\n");
        }
        give("b".repeat(Commands.LONGEST_LINE - 3) + "€" + "beyond\n");

        assertThat(seen).hasSize(5).noneMatch(line -> line.contains("\ufffd"));
        assertThat(seen.get(4)).endsWith("b€");
        assertThat(seen)
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= Commands.LONGEST_LINE)
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length > Commands.LONGEST_LINE - 3);
    }

    @Test
    void shouldHandOnNothingAfterTheEnd() {
        give("half");
        lines.end();
        give(" a line\nmore\n");
        lines.end();

        assertThat(seen).containsExactly("half");
    }

    @Test
    void shouldKeepWhatTheReceiverThrewForTheCallerAndTakeTheRest() {
        BoundedLines refusing = new BoundedLines(line -> {
            throw new IllegalStateException(line);
        });
        byte[] two = "first\nsecond\n".getBytes(StandardCharsets.UTF_8);

        refusing.take(two, 0, two.length);

        assertThatIllegalStateException().isThrownBy(refusing::rethrow).withMessage("first");
    }

    private void give(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lines.take(bytes, 0, bytes.length);
    }
}
