package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What to do when no engine answers. */
class UnreachableTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNameTheGroupThatOwnsTheSocket() throws IOException {
        Path socket = Files.createFile(folder.resolve("docker.sock"));
        String group = Files.readAttributes(socket, PosixFileAttributes.class).group().getName();

        assertThat(Unreachable.at("unix://" + socket, new IOException("Permission denied")))
                .hasMessageContaining("the group that owns the socket (usermod -aG " + group + " USER, then log in again)");
    }

    @Test
    void shouldNameTheUsualOneWhereTheSocketIsNotHere() {
        assertThat(Unreachable.at("unix:///nowhere/docker.sock", new IOException("Permission denied")))
                .hasMessageContaining("(usually: usermod -aG docker USER, then log in again)");
    }
}
