package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what login and whose word a registry is spoken to. */
class RegistryLoginTest {
    private static final Login ADA = Login.of(TestRegistry.USER, TestRegistry.PASSWORD);

    @TempDir
    Path folder;

    private final TestPorts.Lines lines = new TestPorts.Lines();

    private Ports ports(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DOCKER_CONFIG", folder.resolve("config").toString());
        environment.putAll(more);
        return TestPorts.at(folder, environment, lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "helper"})
    void shouldTakeTheLoginThatDockerHas(String kind) throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("docker-credential-test"), """
                #!/bin/sh
                read -r server
                test "$1 $server" = "get %s" || { echo 'credentials not found in native keychain'; exit 1; }
                echo '{"ServerURL":"x","Username":"ada","Secret":"secret"}'
                """.formatted("registry.example:5000"));
        bin.resolve("docker-credential-test").toFile().setExecutable(true);
        Files.writeString(config.resolve("config.json"), kind.equals("file")
                ? "{\"auths\":{\"http://%s/v1/\":{\"auth\":\"YWRhOnNlY3JldA==\"}}}".formatted("registry.example:5000")
                : "{\"credHelpers\":{\"%s\":\"test\"}}".formatted("registry.example:5000"));
        Ports ports = ports(Map.of("PATH", bin + ":" + System.getenv("PATH")));

        Login login = new FindLogin(ports).at("registry.example:5000");

        assertThat(login).isEqualTo(ADA);
        assertThat(login.toString()).doesNotContain("ada", "secret");
        assertThat(new FindLogin(ports).at("other.example")).isEqualTo(Login.NOBODY);
        assertThat(lines.all()).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void shouldSpeakTlsWithWhomTheEngineTrusts() throws Exception {
        try (TestRegistry encrypted = TestRegistry.encrypted(folder.resolve("tls"))) {
            AskRegistry question =
                    new AskRegistry(encrypted.host(), true, "GET", "/v2/", "*/*", ADA, Duration.ofSeconds(5));

            assertThatThrownBy(() -> ports(Map.of()).workspace().act(question))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("is not trusted")
                    .hasMessageContaining("/etc/docker/certs.d/" + encrypted.host() + "/ca.crt");

            Path trusted = Files.createDirectories(folder.resolve("config/certs.d").resolve(encrypted.host()));
            Files.copy(folder.resolve("tls/ca.crt"), trusted.resolve("ca.crt"));

            assertThat(ports(Map.of()).workspace().act(question).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldNotSpeakInTheClearWithARegistryElsewhere() throws IOException {
        try (TestRegistry open = TestRegistry.open(folder.resolve("open"))) {
            AskRegistry question = new AskRegistry(open.host(), false, "GET", "/v2/", "*/*", ADA, Duration.ofSeconds(5));

            assertThatThrownBy(() -> ports(Map.of()).workspace().act(question))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("It speaks no TLS");
        }
    }

    @Test
    void shouldFailWhereTheProgramThatKeepsLoginsFailsAndNotRepeatWhatItSays() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("docker-credential-test"), "#!/bin/sh\necho secret >&2; exit 1\n");
        bin.resolve("docker-credential-test").toFile().setExecutable(true);
        Files.writeString(config.resolve("config.json"), "{\"credsStore\":\"test\"}");
        Ports ports = ports(Map.of("PATH", bin + ":" + System.getenv("PATH")));

        assertThatThrownBy(() -> new FindLogin(ports).at("registry.example:5000"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("docker-credential-test")
                .hasMessageNotContaining("secret");

        Files.writeString(config.resolve("config.json"), "{\"credsStore\":\"../../bin/sh\"}");
        assertThatThrownBy(() -> new FindLogin(ports).at("registry.example:5000")).hasMessageContaining("no program's name");
    }
}
