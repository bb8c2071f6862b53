package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds is asked of the programs once, and again as soon as it may be another. */
class KnownBuildProgramTest {
    private static final String SERVER = "{\"Client\":{\"Version\":\"%s\"},\"Server\":{\"ApiVersion\":\"1.41\"}}";

    @TempDir
    Path folder;

    private Path bin;

    @BeforeEach
    void install() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        client("28.1.0");
    }

    @Test
    void shouldAskTheProgramsOnce() throws Exception {
        FindBuildProgram.Found first = find("engine 1");
        int asked = calls();
        FindBuildProgram.Found second = find("engine 1");

        assertThat(first.program()).isEqualTo(new BuildProgram("docker", "28.1.0", BuildProgram.Kind.BUILDX));
        assertThat(second).isEqualTo(first);
        assertThat(asked).isEqualTo(2);
        assertThat(calls()).isEqualTo(asked);
        assertThat(folder.resolve(KnownBuildProgram.FILE)).content().doesNotContain("s3cret");
    }

    @Test
    void shouldAskAgainWhenWhatDecidesItIsAnother() throws Exception {
        find("engine 1");
        int asked = calls();
        find("engine 2");
        assertThat(calls()).as("another engine").isGreaterThan(asked);

        client("29.0.1");
        assertThat(find("engine 2").program().version()).as("another program").isEqualTo("29.0.1");

        asked = calls();
        Files.createDirectories(folder.resolve(".docker"));
        Files.writeString(folder.resolve(".docker/config.json"), "{}");
        find("engine 2");
        assertThat(calls()).as("other settings").isGreaterThan(asked);

        asked = calls();
        new KnownBuildProgram(ports(Map.of("DOCKER_HOST", "unix:///elsewhere")), "engine 2").find();
        assertThat(calls()).as("another address").isGreaterThan(asked);
    }

    @Test
    void shouldBelieveNoFileThatNamesAnotherProgram() throws Exception {
        find("engine 1");
        Path file = folder.resolve(KnownBuildProgram.FILE);
        String kept = Files.readString(file);
        for (String planted : List.of(
                kept.replace("\"path\":\"docker\"", "\"path\":\"/tmp/evil\""),
                kept.replace("\"path\":\"docker\"", "\"path\":\"\""),
                kept.replace("BUILDX", "MAGIC"),
                kept.substring(0, 20),
                "[]")) {
            Files.writeString(file, planted);
            int asked = calls();

            assertThat(find("engine 1").program().path()).isEqualTo("docker");
            assertThat(calls()).as(planted).isGreaterThan(asked);
        }
    }

    private FindBuildProgram.Found find(String engine) throws Exception {
        return new KnownBuildProgram(ports(Map.of("DOCKER_HOST", "tcp://me:s3cret@h:1")), engine).find();
    }

    private Ports ports(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("DOCKER_CONFIG", "");
        return OnPath.ports(folder, environment);
    }

    /** A client that has buildx, and writes down that it was asked. */
    private void client(String version) throws IOException {
        Path docker = bin.resolve("docker");
        Files.writeString(
                docker,
                "#!/bin/sh\necho x >>" + folder.resolve("calls") + "\n[ \"$1\" = buildx ] || echo '"
                        + SERVER.formatted(version) + "'\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
    }

    private int calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }
}
