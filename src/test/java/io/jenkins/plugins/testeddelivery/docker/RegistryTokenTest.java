package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import io.jenkins.plugins.testeddelivery.testing.TokenRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real engine and a real registry that lets in who brings a token of another server's, as Docker Hub does. */
class RegistryTokenTest {
    private static final Login ADA = Login.of(TestRegistry.USER, TestRegistry.PASSWORD);

    @RegisterExtension
    static final TestEngine DOCKER = new TestEngine();

    @TempDir
    Path folder;

    private final TestPorts.Lines lines = new TestPorts.Lines();
    private TokenRealm realm;
    private TestRegistry registry;
    private Engine engine;
    private Engine.Image image;
    private String name;

    @BeforeEach
    void start() throws Exception {
        realm = TestRegistry.realm(folder.resolve("registry"));
        registry = TestRegistry.behind(realm, folder.resolve("registry"));
        engine = Engines.connect(ports());
        name = DOCKER.unique("api") + ":1";
        DOCKER.build(name, folder.resolve("context"));
        image = engine.image(name).orElseThrow();
    }

    @AfterEach
    void stop() {
        realm.close();
        registry.close();
    }

    private Ports ports() {
        Map<String, String> environment = new HashMap<>(DOCKER.environment());
        environment.put("DOCKER_CONFIG", folder.resolve("config").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        return TestPorts.at(folder, environment, lines);
    }

    private RemoteName target(TestRegistry at) {
        return RemoteName.parse(at.host() + "/shop/" + name);
    }

    /** There and back again. */
    private void requirePassage(TestRegistry at, Login login) throws Exception {
        Pushed pushed = Registry.of(ports(), login).push(image, target(at));
        assertThat(Registry.of(ports(), login).look(pushed, image.digest())).isEqualTo(pushed);
        DOCKER.docker("rmi", "-f", image.id());
        assertThat(engine.image(image.id())).isEmpty();

        Engine.Image pulled = Registry.of(ports(), login).pull(pushed, name, image.digest());

        assertThat(pulled.digest()).isEqualTo(image.digest());
        DOCKER.docker("rmi", "-f", pulled.id());
        assertThat(lines.all()).noneMatch(line -> line.contains("secret") || line.contains(TokenRealm.IDENTITY));
    }

    @Test
    void shouldBringATokenThatItsLoginIsGoodFor() throws Exception {
        requirePassage(registry, ADA);

        String repository = "repository:shop/" + name.split(":")[0] + ":";
        assertThat(realm.scopes()).contains(repository + "pull", repository + "push,pull");
    }

    @Test
    void shouldBringATokenThatItsIdentityTokenIsGoodFor() throws Exception {
        requirePassage(registry, new Login("", TokenRealm.IDENTITY, true));
    }

    @Test
    void shouldNotComeInWithoutAToken() {
        for (Login login : new Login[] {Login.NOBODY, Login.of("ada", "wrong"), new Login("", "another", true)}) {
            assertThatThrownBy(() -> Registry.of(ports(), login).push(image, target(registry)))
                    .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining("docker login " + registry.host())
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void shouldNotComeInWithATokenThatTheRegistryDoesNotTrust() throws Exception {
        try (TokenRealm forger = TestRegistry.realm(folder.resolve("forger"))) {
            Path own = Files.createDirectories(folder.resolve("own"));
            Files.copy(folder.resolve("registry/ca.crt"), own.resolve("ca.crt"));
            try (TestRegistry misled = TestRegistry.behind(forger, own)) {
                assertThatThrownBy(() -> Registry.of(ports(), ADA).push(image, target(misled)))
                        .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                        .hasMessageContaining(misled.host());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"credHelpers", "credsStore"})
    void shouldTakeTheLoginFromTheProgramThatDockersConfigurationNames(String kind) throws Exception {
        try (TestRegistry basic = TestRegistry.guarded(folder.resolve("basic"))) {
            keepLogins(kind, basic);

            requirePassage(kind.equals("credsStore") ? registry : basic, Login.NOBODY);
        }
        assertThat(folder.resolve("asked")).content().contains("get " + (kind.equals("credsStore") ? registry.host() : ""));
    }

    private void keepLogins(String kind, TestRegistry basic) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("docker-credential-td-test");
        Files.writeString(program, """
                #!/bin/sh
                read -r server
                echo "$1 $server" >>'%s'
                case "$1 $server" in 'get %s'|'get %s') ;; *) echo 'credentials not found in native keychain'; exit 1;; esac
                echo '{"ServerURL":"x","Username":"ada","Secret":"secret"}'
                """.formatted(folder.resolve("asked"), basic.host(), registry.host()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("config.json"),
                kind.equals("credsStore")
                        ? "{\"credsStore\":\"td-test\"}"
                        : "{\"credHelpers\":{\"%s\":\"td-test\"}}".formatted(basic.host()));
    }
}
