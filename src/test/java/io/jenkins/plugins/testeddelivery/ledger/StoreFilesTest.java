package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {
    private static final Instant LONG_AGO = Instant.parse("2025-01-20T14:30:22Z");

    @TempDir
    private Path temp;

    private Path folder;
    private FileContentStore store;
    private StoreFiles files;

    @BeforeEach
    void setUp() {
        folder = temp.resolve("delivery");
        store = new FileContentStore(folder);
        files = new StoreFiles(folder);
    }

    @Test
    void shouldListWhatIsKeptAndNothingElse() throws Exception {
        String hello = put("hello");
        Files.writeString(folder.resolve("sha256/.half.part"), "half");
        Files.writeString(object(hello).resolveSibling("notes.txt"), "not ours");

        assertThat(files.all()).containsExactly(new StoreFiles.Kept(hello, 5, LONG_AGO));
    }

    @Test
    void shouldFindNothingWhereThereIsNoStore() throws Exception {
        assertThat(files.all()).isEmpty();
        files.sweep(Instant.now());
    }

    @Test
    void shouldRemoveWhatNobodyUsed() throws Exception {
        String hello = put("hello");

        assertThat(files.remove(files.all().get(0))).isTrue();

        assertThat(store.has(hello)).isFalse();
    }

    @Test
    void shouldLeaveWhatSomebodyFoundWholeMeanwhile() throws Exception {
        String hello = put("hello");
        StoreFiles.Kept listed = files.all().get(0);

        assertThat(store.intact(hello)).isTrue();

        assertThat(files.remove(listed)).isFalse();
        assertThat(store.has(hello)).isTrue();
    }

    @Test
    void shouldLeaveWhatSomebodyKeptOnceMoreOrWasGiven() throws Exception {
        put("hello");
        StoreFiles.Kept kept = files.all().get(0);
        store.put(new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(files.remove(kept)).isFalse();

        String world = put("world");
        StoreFiles.Kept given = new StoreFiles.Kept(world, 5, LONG_AGO);
        Workspace local = new LocalWorkspace(temp, Map.of(), new TestPorts.Lines());
        store.give(world, local, "given");
        assertThat(files.remove(given)).isFalse();
    }

    @Test
    void shouldSweepWhatACrashLeftBehindAndWhatIsDamagedOnceItIsOld() throws Exception {
        put("hello");
        Path half = Files.writeString(folder.resolve("sha256/.half.part"), "half");
        Path fresh = Files.writeString(folder.resolve("sha256/.fresh.part"), "fresh");
        Path damaged = Files.writeString(Files.createDirectories(folder.resolve("damaged")).resolve("x-1"), "x");
        Files.setLastModifiedTime(half, FileTime.from(LONG_AGO));
        Files.setLastModifiedTime(damaged, FileTime.from(LONG_AGO));

        files.sweep(LONG_AGO.plus(Duration.ofDays(1)));

        assertThat(half).doesNotExist();
        assertThat(damaged).doesNotExist();
        assertThat(fresh).exists();
        assertThat(files.all()).hasSize(1);
    }

    private String put(String text) throws IOException, InterruptedException {
        String digest = store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Files.setLastModifiedTime(object(digest), FileTime.from(LONG_AGO));
        return digest;
    }

    private Path object(String digest) {
        String hex = Digests.hex(digest);
        return folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
    }
}
