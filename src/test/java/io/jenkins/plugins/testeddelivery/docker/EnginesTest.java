package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which way is taken to which engine, and what is said when there is none. */
class EnginesTest {
    @RegisterExtension
    final TestEngine docker = new TestEngine();

    @TempDir
    Path folder;

    @Test
    void shouldTakeTheSocketAndTheExecutableWhenTold() throws Exception {
        assertThat(Engines.connect(OnPath.ports(folder, docker.environment())).describe())
                .endsWith(" at " + docker.environment().get("DOCKER_HOST"));

        Map<String, String> forced = new HashMap<>(docker.environment());
        forced.put(FindRoute.FORCE, "executable");
        assertThat(Engines.connect(OnPath.ports(folder, forced)).describe()).endsWith("through the docker executable");
    }

    @Test
    void shouldTakeTheExecutableForAnotherContext() throws Exception {
        String host = docker.environment().get("DOCKER_HOST");
        Map<String, String> config = Map.of("DOCKER_CONFIG", folder.toString(), "DOCKER_HOST", "");
        ProcessBuilder create =
                new ProcessBuilder("docker", "context", "create", "other", "--docker", "host=" + host);
        create.environment().put("DOCKER_CONFIG", folder.toString());
        assertThat(create.start().waitFor()).isZero();
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"other\"}");

        FindRoute.Route route = new FindRoute().in(place(config));

        assertThat(route.socket()).isFalse();
        assertThat(route.because()).isEqualTo("the docker context is 'other'");
        assertThat(Engines.connect(OnPath.ports(folder, config)).describe()).endsWith("through the docker executable");
    }

    @Test
    void shouldKnowWhichAddressesAreSockets() throws Exception {
        Map<String, String> empty = Map.of("HOME", folder.toString());
        assertThat(new FindRoute().in(place(empty)).address())
                .isEqualTo(new Address("unix:///var/run/docker.sock", ""));
        assertThat(route("DOCKER_HOST", "tcp://h:2375").address()).isEqualTo(new Address("tcp://h:2375", ""));
        assertThat(new FindRoute()
                        .in(place(Map.of(
                                "DOCKER_HOST", "tcp://h:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/c")))
                        .address())
                .isEqualTo(new Address("tcp://h:2376", "/c"));
        assertThat(route("DOCKER_HOST", "ssh://me:secret@h").socket()).isFalse();
        assertThat(route("DOCKER_HOST", "ssh://me:secret@h").because()).isEqualTo("DOCKER_HOST is ssh://h");
        assertThat(route("DOCKER_CONTEXT", "far").socket()).isFalse();
        assertThat(route("DOCKER_CONTEXT", "default").socket()).isTrue();
    }

    @Test
    void shouldSayWhereItLookedAndWhatToDo() {
        String missing = "unix://" + folder.resolve("none.sock");
        assertThatThrownBy(() -> Engines.connect(OnPath.ports(folder, Map.of("DOCKER_HOST", missing))))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining(missing)
                .hasMessageContaining("set DOCKER_HOST");
        assertThatThrownBy(() -> Engines.connect(OnPath.ports(
                        folder, Map.of("DOCKER_HOST", "ssh://nobody@host.invalid", "PATH", folder.toString()))))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("Install the Docker command line");
        assertThat(Unreachable.at("unix:///x", new IOException("Permission denied")))
                .hasMessageContaining("add this user to the group");
    }

    private FindRoute.Route route(String name, String value) throws IOException {
        return new FindRoute().in(place(Map.of("HOME", folder.toString(), name, value)));
    }

    private Workspace.Place place(Map<String, String> environment) {
        Log log = new TestPorts.Lines();
        return new Workspace.Place(folder, environment, log);
    }
}
