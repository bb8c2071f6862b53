package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path temp;

    @Test
    void shouldDeleteAFolderAndLeaveWhatItsLinksLeadTo() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "x");
        Path folder = Files.createDirectories(temp.resolve("folder/deep"));
        Files.writeString(folder.resolve("file"), "x");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));

        assertThat(Folders.delete(temp.resolve("folder"))).isTrue();

        assertThat(temp.resolve("folder")).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void shouldDeleteALinkInThePlaceOfAFolder() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), outside);

        assertThat(Folders.delete(link)).isTrue();

        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(outside).exists();
    }

    @Test
    void shouldSayThatThereWasNothing() throws Exception {
        assertThat(Folders.delete(temp.resolve("none"))).isFalse();
    }
}
