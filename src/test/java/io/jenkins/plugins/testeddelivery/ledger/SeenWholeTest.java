package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Modes;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is passed on unread, and what is not. */
class SeenWholeTest {
    private static final String HELLO = Digests.of("hello");
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00.123456789Z"));
    private static final FileTime BEFORE = FileTime.from(Instant.now().minusSeconds(600));

    @TempDir
    private Path temp;

    private Path root;
    private FileContentStore store;
    private Workspace local;
    private Path kept;
    private Path note;

    @BeforeEach
    void setUp() throws Exception {
        assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("unix"));
        root = Files.createDirectories(temp.resolve("work"));
        store = new FileContentStore(temp);
        local = new LocalWorkspace(root, Map.of(), new TestPorts.Lines());
        store.put(new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
        String hex = Digests.hex(HELLO);
        kept = temp.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
        note = temp.resolve("seen").resolve(hex);
        Files.setLastModifiedTime(kept, BEFORE);
    }

    /** The rule's limit, on purpose: such a file is evidence of nothing, and whoever relies on it reads it. */
    @Test
    void shouldPassOnUnreadWhatLooksUntouchedAndFindItWhereItCounts() throws Exception {
        store.pass(HELLO, local, "first");
        damage();
        Files.delete(root.resolve("first"));

        store.pass(HELLO, local, "second");

        assertThat(root.resolve("second")).hasContent("jello");
        assertThat(store.intact(HELLO)).isFalse();
        assertThatThrownBy(() -> store.give(HELLO, local, "third")).hasMessageStartingWith("ARTIFACT_DAMAGED: ");
    }

    @Test
    void shouldReadAgainWhatChangedAndHasTheSameTimeAndLinks() throws Exception {
        store.pass(HELLO, local, "first");

        damage();

        refused();
    }

    @Test
    void shouldReadAgainWhatHasAnotherTime() throws Exception {
        store.pass(HELLO, local, "first");
        damage();
        Files.setLastModifiedTime(kept, FileTime.from(BEFORE.toInstant().plusNanos(1_000)));
        Files.delete(root.resolve("first"));

        refused();
    }

    @Test
    void shouldReadAgainWhatIsAnotherFile() throws Exception {
        store.pass(HELLO, local, "first");
        Path other = Files.writeString(temp.resolve("other"), "jello");
        Modes.set(other, "r--r--r--");
        Files.setLastModifiedTime(other, BEFORE);
        Files.move(other, kept, StandardCopyOption.REPLACE_EXISTING);

        refused();
    }

    @Test
    void shouldReadAgainWhatBecameWritable() throws Exception {
        store.pass(HELLO, local, "first");
        damage();
        Files.delete(root.resolve("first"));
        Modes.set(kept, "rw-r--r--");

        refused();
    }

    @Test
    void shouldNotNoteWhatWasWrittenJustNow() throws Exception {
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));

        store.pass(HELLO, local, "first");

        assertThat(root.resolve("first")).hasContent("hello");
        assertThat(note).doesNotExist();
    }

    @Test
    void shouldReadAgainWhereTheNoteCannotBeRead() throws Exception {
        store.pass(HELLO, local, "first");
        damage();
        Files.delete(root.resolve("first"));

        for (String broken : new String[] {"", "5 x y z", "1 2 3 4 5 6 7 8 9", "\0"}) {
            Files.writeString(note, broken);
            assertThatThrownBy(() -> store.pass(HELLO, local, "again")).hasMessageStartingWith("ARTIFACT_DAMAGED: ");
            Files.move(temp.resolve("damaged").resolve(Digests.hex(HELLO) + "-1"), kept);
        }
    }

    @Test
    void shouldSayThatItWasUsedAndStillKnowIt() throws Exception {
        Files.setLastModifiedTime(kept, LONG_AGO);
        store.pass(HELLO, local, "first");
        FileTime used = Files.getLastModifiedTime(kept);
        damage(used);
        Files.delete(root.resolve("first"));

        store.pass(HELLO, local, "second");

        assertThat(used.toInstant()).isAfter(Instant.now().minusSeconds(60));
        assertThat(root.resolve("second")).hasContent("jello");
    }

    @Test
    void shouldForgetWhatIsRemoved() throws Exception {
        store.pass(HELLO, local, "first");
        assertThat(note).exists();

        store.remove(HELLO);

        assertThat(note).doesNotExist();
        assertThatThrownBy(() -> store.pass(HELLO, local, "again"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("ARTIFACT_GONE: ");
    }

    private void refused() {
        assertThatThrownBy(() -> store.pass(HELLO, local, "again"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("ARTIFACT_DAMAGED: ");
        assertThat(root.resolve("again")).doesNotExist();
    }

    private void damage() throws IOException {
        damage(BEFORE);
    }

    /** In place, with the mode and time that it had. */
    private void damage(FileTime time) throws IOException {
        Modes.set(kept, "rw-r--r--");
        Files.writeString(kept, "jello");
        Modes.set(kept, "r--r--r--");
        Files.setLastModifiedTime(kept, time);
    }
}
