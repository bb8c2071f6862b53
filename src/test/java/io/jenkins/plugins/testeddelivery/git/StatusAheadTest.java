package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAheadTest {
    private static final String WELL = "done\ndone\n";

    @TempDir
    private Path folder;

    private Path index;
    private Path[] files;

    @BeforeEach
    void writeAnAnswer() throws IOException {
        index = Files.writeString(folder.resolve("index"), "");
        files = new Path[] {
            Files.writeString(folder.resolve("said"), "# branch.oid 1234\0"),
            Files.writeString(folder.resolve("new"), "new.txt\0"),
            Files.writeString(folder.resolve("end"), WELL),
            Files.writeString(folder.resolve("mark"), "")
        };
        Files.setLastModifiedTime(files[3], FileTime.from(Instant.now().plusSeconds(60)));
    }

    @Test
    void shouldGiveAnAnswerOnce() throws Exception {
        StatusAhead ahead = new StatusAhead(ended(), files);
        assertThat(ahead.take(index)).hasValueSatisfying(listing -> {
            assertThat(listing.head()).isEqualTo("1234");
            assertThat(listing.lines()).extracting(StatusLine::path).containsExactly("new.txt");
        });
        assertThat(ahead.take(index)).as("it is older the second time").isEmpty();
        assertThat(new StatusAhead(ended(), files).take(index)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done\n", "done\ndone", "warning: could not open directory 'a/'\ndone\ndone\n", "fatal: no\ndone\n"})
    void shouldBeVoidUnlessGitEndedWellAndWithoutComplaint(String said) throws Exception {
        Files.writeString(files[2], said);
        assertThat(new StatusAhead(ended(), files).take(index)).isEmpty();
    }

    @Test
    void shouldBeVoidWhereTheIndexMayHaveChangedSince() throws Exception {
        Files.setLastModifiedTime(files[3], (FileTime) Files.getAttribute(index, "unix:ctime"));
        assertThat(new StatusAhead(ended(), files).take(index)).isEmpty();
        assertThat(new StatusAhead(ended(), files).take(folder.resolve("none"))).isEmpty();
    }

    @Test
    void shouldWaitForGit() throws Exception {
        Files.writeString(files[2], "");
        Process git = new ProcessBuilder("sh", "-c", "read go; printf 'done\\ndone\\n' >\"$0\"", files[2].toString()).start();
        StatusAhead ahead = new StatusAhead(git.pid(), files);
        Thread late = new Thread(() -> {
            try {
                git.getOutputStream().write('\n');
                git.getOutputStream().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        late.start();
        assertThat(ahead.take(index)).isPresent();
        late.join();
    }

    @Test
    void shouldBeOfTheAnnouncedFolderOnly() {
        Path top = Path.of("/work:shop");
        assertThat(StatusAhead.of("12:5:6:8:9:/work:shop", top)).isPresent();
        assertThat(StatusAhead.of("12:5:6:8:9:/work", top)).isEmpty();
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
