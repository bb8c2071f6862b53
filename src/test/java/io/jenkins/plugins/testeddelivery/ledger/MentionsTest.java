package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final String WORD = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    /** Also where it lies across the borders of what is read at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_472, 65_500, 65_535, 65_536, 65_537, 131_040, 131_072, 200_000})
    void shouldFindTheWordWhereverItIs(int position) throws IOException {
        write("x".repeat(position) + WORD + "x".repeat(70_000));

        assertThat(Mentions.in(folder, WORD)).isTrue();
    }

    @Test
    void shouldNotFindWhatIsNotThere() throws IOException {
        write(("x" + WORD.substring(1)).repeat(3_000));

        assertThat(Mentions.in(folder, WORD)).isFalse();
        assertThat(Mentions.in(folder.resolve("none"), WORD)).isFalse();
    }

    @Test
    void shouldRefuseToLookForNothing() {
        assertThatThrownBy(() -> Mentions.in(folder, "")).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder.resolve("records"));
        Files.writeString(folder.resolve("records/00000001.log"), text);
    }
}
