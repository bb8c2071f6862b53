package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.HostileProxy;
import io.jenkins.plugins.testeddelivery.testing.HostileProxy.Manner;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real engine and a real registry, with one that is ill or lies between them. */
class RegistryTest {
    private static final Login ADA = Login.of(TestRegistry.USER, TestRegistry.PASSWORD);

    @RegisterExtension
    static final TestEngine DOCKER = new TestEngine();

    @TempDir
    Path folder;

    private final TestPorts.Lines lines = new TestPorts.Lines();
    private TestRegistry server;
    private HostileProxy proxy;
    private Engine engine;
    private Engine.Image image;
    private String name;

    @BeforeEach
    void start() throws Exception {
        server = TestRegistry.guarded(folder.resolve("registry"));
        proxy = new HostileProxy(server.host());
        engine = Engines.connect(ports(Map.of()));
        name = DOCKER.unique("api") + ":1";
        DOCKER.build(name, folder.resolve("context"));
        image = engine.image(name).orElseThrow();
    }

    @AfterEach
    void stop() {
        String repositories = DOCKER.docker("images", "--digests", "--format", "{{.Repository}}@{{.Digest}}");
        repositories.lines()
                .filter(line -> line.startsWith(proxy.host() + "/") || line.startsWith(server.host() + "/"))
                .filter(line -> !line.endsWith("@<none>"))
                .distinct()
                .forEach(line -> DOCKER.docker("rmi", "-f", line));
        proxy.close();
        server.close();
    }

    private Ports ports(Map<String, String> more) {
        return TestPorts.at(folder, with(more), lines);
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(DOCKER.environment());
        environment.put("DOCKER_CONFIG", folder.resolve("config").toString());
        environment.putAll(more);
        return environment;
    }

    private Registry registry(Login login) throws Exception {
        return Registry.of(ports(Map.of()), login, Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    private RemoteName target() {
        return RemoteName.parse(proxy.host() + "/shop/" + name);
    }

    @Test
    void shouldPushReadBackAndPullByDigest() throws Exception {
        Pushed pushed = registry(ADA).push(image, target());

        assertThat(pushed.reference()).isEqualTo(target().toString());
        assertThat(pushed.manifest()).matches(Digests::isDigest).isNotEqualTo(image.digest());
        assertThat(pushed.index()).isEmpty();
        assertThat(engine.image(target().toString())).as("the name was for the way only").isEmpty();

        DOCKER.docker("rmi", "-f", image.id());
        assertThat(engine.image(image.id())).isEmpty();
        Engine.Image pulled = registry(ADA).pull(pushed, name, image.digest());

        assertThat(pulled.digest()).isEqualTo(image.digest());
        assertThat(pulled.layers()).isEqualTo(image.layers());
        assertThat(engine.image(name).orElseThrow().id()).isEqualTo(pulled.id());
        assertThat(registry(ADA).look(pushed, image.digest())).isEqualTo(pushed);
    }

    @Test
    void shouldSendOnlyLayersThatAreMissing() throws Exception {
        registry(ADA).push(image, target());
        proxy.be(Manner.HONEST);

        registry(ADA).push(image, RemoteName.parse(proxy.host() + "/shop/api:other"));

        assertThat(engine.image(proxy.host() + "/shop/api:other")).isEmpty();
        assertThat(proxy.asked()).as("questions and a manifest, no layer").isLessThan(30);
    }

    @Test
    void shouldNotPushWithoutOrWithAWrongLogin() {
        for (Login login : new Login[] {Login.NOBODY, Login.of("ada", "wrong")}) {
            assertThatThrownBy(() -> registry(login).push(image, target()))
                    .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining("docker login " + proxy.host())
                    .hasMessageNotContaining("wrong");
        }
        assertThat(lines.all()).noneMatch(line -> line.contains("wrong"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "STALLING", "CUTTING"})
    void shouldGiveUpARegistryThatIsIllAndLeaveTheEngineAsItWas(Manner manner) throws Exception {
        Pushed pushed = registry(ADA).push(image, target());
        DOCKER.docker("rmi", "-f", image.id());
        proxy.be(manner);
        long start = System.nanoTime();

        assertThatThrownBy(() -> registry(ADA).pull(pushed, name, image.digest()))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining(proxy.host());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(engine.image(name)).isEmpty();
        assertThat(proxy.asked()).as("who stalls is not asked again").isEqualTo(manner == Manner.STALLING ? 1 : 3);
    }

    @Test
    void shouldRefuseARegistryThatLiesBeforeAnythingHasItsName() throws Exception {
        Pushed pushed = registry(ADA).push(image, target());
        DOCKER.docker("rmi", "-f", image.id());
        proxy.be(Manner.LYING);

        assertThatThrownBy(() -> registry(ADA).pull(pushed, name, image.digest()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("gave something else");
        assertThatThrownBy(() -> registry(ADA).look(pushed, image.digest()))
                .hasMessageContaining("what it gives for that is sha256:");
        assertThat(engine.image(name)).isEmpty();
    }

    @Test
    void shouldRefuseAnotherImageUnderASoundDigest() throws Exception {
        Pushed pushed = registry(ADA).push(image, target());
        String other = "sha256:" + "0".repeat(64);
        DOCKER.docker("rmi", "-f", image.id());

        assertThatThrownBy(() -> registry(ADA).pull(pushed, name, other)).hasMessageContaining("not " + other);
        assertThatThrownBy(() -> registry(ADA).look(pushed, other)).hasMessageContaining("its config is " + image.digest());

        assertThat(engine.image(name)).isEmpty();
        assertThat(engine.image(image.id())).as("what was refused is not kept").isEmpty();
    }

    @Test
    void shouldSayThatAnImageIsGone() throws Exception {
        Pushed pushed = registry(ADA).push(image, target());
        Pushed gone = new Pushed(pushed.reference(), "sha256:" + "1".repeat(64), "");

        assertThatThrownBy(() -> registry(ADA).look(gone, image.digest())).hasMessageContaining("it is not there (HTTP 404)");
    }

    @Test
    void shouldGoThroughTheExecutableWhereOnlyThatReachesTheEngine() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("config.json"),
                "{\"auths\":{\"%s\":{\"auth\":\"YWRhOnNlY3JldA==\"}}}".formatted(proxy.host()));
        Ports executable = OnPath.ports(folder, with(Map.of("DELIVERY_ENGINE", "executable")));

        Pushed pushed = Registry.of(executable, Login.NOBODY).push(image, target());
        DOCKER.docker("rmi", "-f", image.id());
        // first, since an engine that has seen the manifest once need not ask for it again
        proxy.be(Manner.LYING);
        assertThatThrownBy(() -> Registry.of(executable, Login.NOBODY).pull(pushed, name, image.digest()))
                .hasMessageContaining("gave something else");
        proxy.be(Manner.HONEST);
        Engine.Image pulled = Registry.of(executable, Login.NOBODY).pull(pushed, name, image.digest());

        assertThat(pulled.digest()).isEqualTo(image.digest());
        assertThatThrownBy(() -> Registry.of(executable, ADA))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("docker login");
    }
}
