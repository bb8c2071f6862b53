package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Line;
import io.jenkins.plugins.testeddelivery.promote.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFilesTest {
    private static final EnvironmentId HOSTILE = new EnvironmentId("../../x", "<script>");
    private static final Line LINE = Line.EMPTY
            .join(new Ticket("deploy#5", "shop", Instant.EPOCH, "deploy #5"))
            .line();

    @TempDir
    Path folder;

    @Test
    void shouldGiveBackAfterARestartWhatWasThere() throws IOException {
        new LineFiles(folder.resolve("lines")).put(HOSTILE, LINE);

        LineFiles again = new LineFiles(folder.resolve("lines"));

        assertThat(again.get(HOSTILE)).isEqualTo(LINE);
        assertThat(again.with("deploy#5")).containsExactly(HOSTILE);
        assertThat(again.with("deploy#6")).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("lines"));
        }
    }

    @Test
    void shouldLeaveNoFileForALineThatIsEmpty() throws IOException {
        LineFiles files = new LineFiles(folder);
        files.put(HOSTILE, LINE);

        files.put(HOSTILE, Line.EMPTY);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveADamagedFileOut() throws IOException {
        new LineFiles(folder).put(HOSTILE, LINE);
        Files.writeString(folder.resolve(HOSTILE.fileName() + ".json"), "{\"holder\":");

        assertThat(new LineFiles(folder).get(HOSTILE)).isEqualTo(Line.EMPTY);
    }
}
