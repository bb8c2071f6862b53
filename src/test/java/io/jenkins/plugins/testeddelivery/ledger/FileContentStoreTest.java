package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentStoreTest {
    private static final String HELLO = Digests.of("hello");

    @TempDir
    private Path temp;

    private Path folder;
    private Path root;
    private FileContentStore store;
    private Workspace local;
    private Workspace remote;

    @BeforeEach
    void setUp() throws IOException {
        folder = temp.resolve("delivery");
        root = Files.createDirectories(temp.resolve("work"));
        store = new FileContentStore(folder);
        local = new LocalWorkspace(root, Map.of(), new TestPorts.Lines());
        remote = TestPorts.at(root).workspace();
    }

    @Test
    void shouldKeepContentOnceAndReadOnly() throws Exception {
        assertThat(store.put(bytes("hello"))).isEqualTo(HELLO);
        assertThat(store.put(bytes("hello"))).isEqualTo(HELLO);

        assertThat(object(HELLO)).hasContent("hello");
        assertThat(mode(object(HELLO))).isEqualTo("r--r--r--");
        assertThat(files()).containsExactly(object(HELLO));
        assertThat(store.has(HELLO)).isTrue();
        assertThat(store.size(HELLO)).isEqualTo(5);
        assertThat(store.intact(HELLO)).isTrue();
        try (InputStream in = store.open(HELLO)) {
            assertThat(in).hasContent("hello");
        }
    }

    @Test
    void shouldKnowNothingOfWhatIsNotThere() throws IOException {
        String missing = Digests.of("missing");

        assertThat(store.has(missing)).isFalse();
        assertThat(store.size(missing)).isEqualTo(-1);
        assertThat(store.intact(missing)).isFalse();
        assertThatThrownBy(() -> store.open(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.give(missing, local, "out"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("ARTIFACT_GONE: ");
        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldTakeNoPathForADigest() throws IOException {
        Files.createDirectories(folder.resolve("sha256"));
        Files.writeString(temp.resolve("secret"), "secret");

        for (String hostile :
                List.of("", "sha256:", "sha256:../../../secret", "../../secret", "sha256:" + "A".repeat(64))) {
            assertThat(store.has(hostile)).isFalse();
            assertThat(store.size(hostile)).isEqualTo(-1);
            assertThatThrownBy(() -> store.open(hostile)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void shouldHardLinkALocalFile() throws Exception {
        Path file = Files.writeString(root.resolve("artifact"), "hello");

        assertThat(store.keep(local, "artifact")).isEqualTo(HELLO);

        assertThat(Files.isSameFile(file, object(HELLO))).isTrue();
        assertThat(mode(file)).isEqualTo("r--r--r--");
        assertThat(files()).containsExactly(object(HELLO));
    }

    @Test
    void shouldKeepTheTargetOfASymbolicLink() throws Exception {
        Files.writeString(root.resolve("artifact"), "hello");
        Files.createSymbolicLink(root.resolve("link"), Path.of("artifact"));

        assertThat(store.keep(local, "link")).isEqualTo(HELLO);

        assertThat(Files.isSymbolicLink(object(HELLO))).isFalse();
        assertThat(object(HELLO)).hasContent("hello");
        assertThat(files()).containsExactly(object(HELLO));
    }

    @Test
    void shouldStreamToAndFromAnotherMachine() throws Exception {
        Path file = Files.writeString(root.resolve("artifact"), "hello");

        assertThat(store.keep(remote, "artifact")).isEqualTo(HELLO);
        store.give(HELLO, remote, "release/copy");

        assertThat(root.resolve("release/copy")).hasContent("hello");
        assertThat(Files.isSameFile(root.resolve("release/copy"), object(HELLO))).isFalse();
        assertThat(Files.isSameFile(file, object(HELLO))).isFalse();
    }

    @Test
    void shouldCopyToAndFromAnotherDevice() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(temp)));
        Path elsewhere = Files.createTempDirectory(memory, "content");
        try {
            Path file = Files.writeString(elsewhere.resolve("artifact"), "hello");

            assertThat(store.keep(local, file.toString())).isEqualTo(HELLO);
            store.give(HELLO, local, elsewhere.resolve("copy").toString());

            assertThat(elsewhere.resolve("copy")).hasContent("hello");
            assertThat(Files.isWritable(file)).isTrue();
            assertThat(files()).containsExactly(object(HELLO));
        } finally {
            try (Stream<Path> all = Files.list(elsewhere)) {
                for (Path one : all.toList()) {
                    Files.delete(one);
                }
            }
            Files.delete(elsewhere);
        }
    }

    @Test
    void shouldGiveAHardLinkWholeAndAgain() throws Exception {
        store.put(bytes("hello"));
        Files.createDirectories(root.resolve("release"));
        Files.writeString(root.resolve("release/artifact"), "older");

        store.give(HELLO, local, "release/artifact");
        store.give(HELLO, local, "release/artifact");

        assertThat(Files.isSameFile(root.resolve("release/artifact"), object(HELLO))).isTrue();
        try (Stream<Path> list = Files.list(root.resolve("release"))) {
            assertThat(list).containsExactly(root.resolve("release/artifact"));
        }
    }

    @Test
    void shouldSetAsideWhatWasChangedThroughItsHardLink() throws Exception {
        store.put(bytes("hello"));
        store.give(HELLO, local, "artifact");
        edit(root.resolve("artifact"), "HELLO");

        assertThat(store.intact(HELLO)).isFalse();
        assertThatThrownBy(() -> store.give(HELLO, local, "again"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageStartingWith("ARTIFACT_DAMAGED: ");

        assertThat(root.resolve("again")).doesNotExist();
        assertThat(store.has(HELLO)).isFalse();
        assertThat(folder.resolve("damaged/" + Digests.hex(HELLO) + "-1")).hasContent("HELLO");
        try (Stream<Path> list = Files.list(root)) {
            assertThat(list).containsExactly(root.resolve("artifact"));
        }
    }

    @Test
    void shouldNotStreamDamagedContentUnderItsFinalName() throws Exception {
        store.put(bytes("hello"));
        edit(object(HELLO), "HELLO");

        assertThatThrownBy(() -> store.give(HELLO, remote, "out/artifact"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("ARTIFACT_DAMAGED: ");

        try (Stream<Path> list = Files.list(root.resolve("out"))) {
            assertThat(list).isEmpty();
        }
        assertThat(store.has(HELLO)).isFalse();
    }

    @Test
    void shouldReplaceDamagedContentByGoodOne() throws Exception {
        store.put(bytes("hello"));
        edit(object(HELLO), "HELLO");

        store.put(bytes("hello"));

        assertThat(store.intact(HELLO)).isTrue();
        assertThat(folder.resolve("damaged/" + Digests.hex(HELLO) + "-1")).hasContent("HELLO");
    }

    @Test
    void shouldLeaveNothingBehindWhenTheSourceBreaks() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream(new byte[100_000]), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken pipe");
                    }
                });

        assertThatThrownBy(() -> store.put(broken)).hasMessage("broken pipe");

        assertThat(files()).isEmpty();
    }

    @Test
    void shouldStopWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.put(bytes("hello"))).isInstanceOf(InterruptedException.class);

        assertThat(files()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldLetSeveralPutTheSameAtOnce() throws Exception {
        String content = "x".repeat(300_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> digests = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> new FileContentStore(folder).put(bytes(content))))
                    .toList();
            for (Future<String> digest : digests) {
                assertThat(digest.get()).isEqualTo(Digests.of(content));
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(store.intact(Digests.of(content))).isTrue();
        assertThat(files()).containsExactly(object(Digests.of(content)));
    }

    private List<Path> files() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path object(String digest) {
        String hex = Digests.hex(digest);
        return folder.resolve("sha256/" + hex.substring(0, 2) + "/" + hex);
    }

    private static void edit(Path file, String content) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, content);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
