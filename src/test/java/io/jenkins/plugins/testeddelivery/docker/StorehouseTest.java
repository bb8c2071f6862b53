package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorehouseTest {
    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    private Ports ports(String way) {
        Map<String, String> environment = new HashMap<>(ENGINE.environment());
        environment.put(FindRoute.FORCE, way);
        return TestPorts.at(folder, environment, new TestPorts.Lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "executable"})
    void shouldTellWhatTheEngineIsAndHas(String way) throws Exception {
        Storehouse.Capacity capacity = Engines.storehouse(ports(way)).capacity();

        assertThat(capacity.platform()).matches("linux/(amd64|arm64)");
        assertThat(capacity.memory()).isGreaterThan(100_000_000);
        assertThat(capacity.cores()).isPositive();
        assertThat(capacity.version()).matches("\\d+\\..*");
        assertThat(Instant.parse(capacity.time().replaceFirst("[+-]\\d\\d:\\d\\d$", "Z"))).isAfter(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "executable"})
    void shouldListImagesAndVolumesAndRemoveWhatNobodyNeeds(String way) throws Exception {
        String name = ENGINE.unique("store");
        String marked = ENGINE.unique("marked");
        Files.writeString(folder.resolve("Dockerfile"), "FROM " + ENGINE.baseImage() + "\nRUN head -c 70000 /dev/zero > /x-" + way
                + "\nLABEL " + Labels.PROJECT + "=" + marked + "\n");
        Instant before = Instant.now();
        ENGINE.docker("build", "-q", "-t", name + ":1", folder.toString());
        ENGINE.docker("volume", "create", name);
        Ports ports = ports(way);
        Engine engine = Engines.connect(ports);

        Storehouse.Usage usage = Engines.storehouse(ports).usage();
        Storehouse.Stored image = usage.images().stream()
                .filter(one -> marked.equals(one.labels().get(Labels.PROJECT)))
                .findFirst()
                .orElseThrow();
        assertThat(image.tags()).containsExactly(name + ":1");
        assertThat(image.size()).isGreaterThan(70_000);
        assertThat(image.created()).isGreaterThanOrEqualTo(before.getEpochSecond());
        assertThat(usage.volumes()).anyMatch(volume -> volume.name().equals(name) && !volume.used());
        assertThat(engine.written(name + ":1", before)).isEqualTo(70_000);
        assertThat(engine.written(name + ":1", Instant.now().plusSeconds(60))).isZero();

        ENGINE.docker("create", "--name", name, name + ":1");
        ENGINE.docker("tag", name + ":1", name + ":2");
        assertThat(engine.removeImage(image.id())).isFalse();
        ENGINE.docker("rm", name);
        ENGINE.docker("rmi", name + ":2");
        assertThat(engine.removeImage(image.id())).isTrue();
        assertThat(engine.image(name + ":1")).isEmpty();
    }

    @Test
    void shouldSayThatNoEngineIsThere() {
        Ports nowhere = TestPorts.at(folder, Map.of("DOCKER_HOST", "unix:///nowhere.sock"), new TestPorts.Lines());

        assertThatThrownBy(() -> Engines.storehouse(nowhere))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
    }

    @Test
    void shouldReadWhatMemoryIsLeft() throws Exception {
        Path file = Files.writeString(folder.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable:   2048 kB\n");

        assertThat(LookAround.available(file)).isEqualTo(2_097_152);
        assertThat(LookAround.available(Files.writeString(file, "\0MemAvailable: x\n"))).isEqualTo(-1);
        assertThat(LookAround.available(folder.resolve("none"))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "base, docker.io", "library/base:1, docker.io", "ghcr.io/a/b:1, ghcr.io", "localhost/x, localhost",
        "r.example:5000/x@sha256:0, r.example:5000", "index.docker.io/x, docker.io",
    })
    void shouldKnowWhichRegistryANameLeadsTo(String image, String registry) {
        assertThat(FindLogins.of(image)).isEqualTo(registry);
    }

    @Test
    void shouldNameRegistriesWithALoginAndNothingElseOfIt() throws Exception {
        Files.writeString(folder.resolve("config.json"), """
                {"auths": {"https://index.docker.io/v1/": {"auth": "c2VjcmV0"}, "ghcr.io": {}},
                 "credHelpers": {"x.example:5000": "pass"}}
                """);
        Ports ports = TestPorts.at(folder, Map.of("DOCKER_CONFIG", folder.toString()), new TestPorts.Lines());
        assertThat(ports.workspace().act(new FindLogins())).containsExactly("docker.io", "ghcr.io", "x.example:5000");

        Files.writeString(folder.resolve("config.json"), "{\"credsStore\": \"desktop\"}");
        assertThat(ports.workspace().act(new FindLogins())).isEqualTo(new TreeSet<>(List.of(FindLogins.ANY)));
    }
}
