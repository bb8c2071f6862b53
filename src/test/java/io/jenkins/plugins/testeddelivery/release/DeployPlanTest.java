package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployPlanTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void makeShop() {
        shop = Shop.in(folder)
                .image("api")
                .archive("site")
                .library("proto")
                .environment(new Environment(
                        "staging",
                        "",
                        new Compose(List.of("deploy/compose.yaml", "deploy/more é.yaml"), "shop-staging",
                                "config/.env"),
                        "",
                        5,
                        List.of(),
                        List.of(List.of("./scripts/backup.sh", "a b"), List.of("sh", "-c", "echo \"$X\"\n")),
                        List.of("./check.sh"),
                        List.of(
                                new Environment.Probe(
                                        "http://127.0.0.1:${PORT}/", List.of(), Duration.ofSeconds(90),
                                                Duration.ofMillis(1500)),
                                new Environment.Probe("", List.of("./health.sh"), Duration.ofDays(1), Duration.ZERO))))
                .environment(new Environment(
                        "production", "staging", Compose.NONE, "/srv/shop", 9, List.of("systemctl", "restart", "shop"),
                        List.of(), List.of(), List.of(),
                        new Demands(true, false, true, List.of(), List.of("main"), List.of("*@ci"), Duration.ofDays(7))));
    }

    @Test
    void shouldGiveBackEqualEnvironments() throws IOException {
        DeployPlan plan = DeployPlan.read(DeployPlan.of(shop.project()).bytes());

        assertThat(plan.environments()).isEqualTo(shop.project().environments());
        assertThat(plan.environments().keySet()).containsExactly("staging", "production");
        assertThat(plan.project()).isEqualTo("shop");
        assertThat(plan).isEqualTo(DeployPlan.of(shop.project()));
    }

    @Test
    void shouldNameWhatShipsAndNoSecret() {
        DeployPlan plan = DeployPlan.of(shop.project());

        assertThat(plan.components()).extracting(DeployPlan.Part::name).containsExactly("api", "site");
        assertThat(plan.component("api")).contains(
                new DeployPlan.Part("api", "image", "services/api", "services/api", List.of()));
        assertThat(new String(plan.bytes(), StandardCharsets.UTF_8)).doesNotContain(Shop.SECRET);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(quoteCharacter = '`', value = {
        "tested-delivery/deploy/1, tested-delivery/deploy/9, its schema is",
        "deploy/compose.yaml, ../compose.yaml, environments.staging.compose.files",
        "deploy/compose.yaml, /etc/compose.yaml, environments.staging.compose.files",
        "\"90s\", \"soon\", environments.staging.health[0].within",
        "\"retain\" : 9, \"retain\" : -1, environments.production.retain",
        "\"kind\" : \"image\", \"kind\" : \"library\", components[0].kind",
        "\"check\" : [ ], \"check\" : [ 7 ], environments.production.check",
        "\"before\" : [ ], \"before\" : [ \"x\" ], environments.production.before",
    })
    void shouldRefuseWhatWeWouldNotWrite(String from, String to, String message) {
        String json = new String(DeployPlan.of(shop.project()).bytes(), StandardCharsets.UTF_8);
        assertThat(json).contains(from);

        assertThatThrownBy(() -> DeployPlan.read(json.replace(from, to).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }
}
