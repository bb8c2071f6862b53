package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path temp;

    @Test
    void shouldWriteTextBytesAndStreams() throws Exception {
        WholeFile.write(temp.resolve("a/b/text"), "ä\n");
        WholeFile.writeBytes(temp.resolve("bytes"), new byte[] {1, 2});
        WholeFile.copy(new ByteArrayInputStream(new byte[300_000]), temp.resolve("stream"));

        assertThat(temp.resolve("a/b/text")).hasContent("ä\n");
        assertThat(temp.resolve("bytes")).hasBinaryContent(new byte[] {1, 2});
        assertThat(temp.resolve("stream")).hasSize(300_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("bytes"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void shouldKeepWhatIsThereUntilTheNewIsWhole() throws Exception {
        Path file = temp.resolve("file");
        WholeFile.write(file, "older");

        WholeFile.write(file, out -> {
            out.write("newer".getBytes());
            out.flush();
            assertThat(file).hasContent("older");
        });

        assertThat(file).hasContent("newer");
        assertOnly(file);
    }

    @Test
    void shouldLeaveNothingOfAFailedWrite() throws Exception {
        Path file = temp.resolve("file");
        WholeFile.write(file, "older");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write('n');
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(file).hasContent("older");
        assertOnly(file);
    }

    @Test
    void shouldEndALongWriteWhenInterrupted() throws Exception {
        Path file = temp.resolve("file");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[10]);
                    Thread.currentThread().interrupt();
                    out.write('x');
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).as("the exception says it").isFalse();
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldWriteStateEvenWhenInterrupted() throws Exception {
        Path file = temp.resolve("state");
        Thread.currentThread().interrupt();
        try {
            WholeFile.write(file, "rolled back");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }

        assertThat(file).hasContent("rolled back");
    }

    @Test
    void shouldReplaceALinkAndNotWhatItLeadsTo() throws Exception {
        Path target = Files.writeString(temp.resolve("target"), "precious");
        Path link = Files.createSymbolicLink(temp.resolve("link"), target);

        WholeFile.write(link, "new");

        assertThat(target).hasContent("precious");
        assertThat(link).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void shouldNotReplaceAFolder() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("folder/inner")).getParent();

        assertThatThrownBy(() -> WholeFile.write(folder, "x")).isInstanceOf(IOException.class);

        assertOnly(folder);
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }
}
