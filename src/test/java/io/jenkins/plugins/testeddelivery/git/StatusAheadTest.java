package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAheadTest {
    private static final String SAID = "# branch.oid 1234\0? new.txt\0";

    @TempDir
    private Path folder;

    private Path said;
    private Path end;

    @BeforeEach
    void writeAnAnswer() throws IOException {
        said = Files.writeString(folder.resolve("said"), SAID);
        end = Files.writeString(folder.resolve("end"), "done\n");
    }

    @Test
    void shouldGiveAnAnswerOnce() throws Exception {
        StatusAhead ahead = new StatusAhead(ended(), said, end);
        assertThat(ahead.take()).hasValueSatisfying(answer ->
                assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo(SAID));
        assertThat(ahead.take()).as("it is older the second time").isEmpty();
        assertThat(new StatusAhead(ended(), said, end).take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "warning: could not open directory 'a/': Permission denied\ndone\n", "fatal: no\n"})
    void shouldBeVoidUnlessGitEndedWellAndWithoutComplaint(String said) throws Exception {
        Files.writeString(end, said);
        assertThat(new StatusAhead(ended(), this.said, end).take()).isEmpty();
    }

    @Test
    void shouldWaitForGit() throws Exception {
        Files.writeString(end, "");
        Process git = new ProcessBuilder("sh", "-c", "read go; echo done >\"$0\"", end.toString()).start();
        StatusAhead ahead = new StatusAhead(git.pid(), said, end);
        Thread late = new Thread(() -> {
            try {
                git.getOutputStream().write('\n');
                git.getOutputStream().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        late.start();
        assertThat(ahead.take()).isPresent();
        late.join();
    }

    @Test
    void shouldBeOfTheAnnouncedFolderOnly() {
        Path top = Path.of("/work:shop");
        assertThat(StatusAhead.of("12:5:6:/work:shop", top)).isPresent();
        assertThat(StatusAhead.of("12:5:6:/work", top)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/shop", "1:2:/shop", "x:5:6:/shop", "1:5:six:/shop", "1:5:6:\0", "1:../5:6:/shop"})
    void shouldTakeNothingElseForAnAnnouncement(String announced) {
        assertThat(StatusAhead.of(announced, Path.of("/shop"))).isEmpty();
    }

    /** The number of a process that has ended. */
    private static long ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
