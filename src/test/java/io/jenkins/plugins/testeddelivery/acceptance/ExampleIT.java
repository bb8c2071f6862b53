package io.jenkins.plugins.testeddelivery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code Jenkinsfile.example} as it stands. */
@EnabledIfSystemProperty(named = "jenkins.url", matches = ".+")
class ExampleIT {
    private static final String GUARDED =
            """
            <io.jenkins.plugins.testeddelivery.jenkins.promotion.FolderEnvironments><environments>
            <io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentDefinition><name>production</name>
            <deployJob>shop</deployJob><guarded>true</guarded><after>staging</after>
            </io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentDefinition>
            </environments></io.jenkins.plugins.testeddelivery.jenkins.promotion.FolderEnvironments>
            """;

    @TempDir
    Path temporary;

    private Yard yard;
    private ServedRepository shop;

    @BeforeEach
    void open() throws IOException {
        yard = new Yard(GUARDED);
        shop = ServedRepository.in(temporary.resolve("shop"));
        ExampleShop.write(shop.repo(), yard.name());
        shop.push("open");
        yard.pipelineOf("shop", shop.url(), "Jenkinsfile");
    }

    @AfterEach
    void close() {
        shop.close();
        yard.close();
    }

    @Test
    void shouldRebuildWhatChangedAndPromoteExactlyWhatWasTested() {
        Build first = green();
        assertThat(first.strategies()).contains("api=FULL", "site=FULL").allMatch(each -> each.endsWith("=FULL"));
        assertThat(staging("api/dist/app.sh")).isEqualTo("echo 1\n# coffee 3");

        String site = shop.repo().head();
        shop.repo().write("site/index.html", "<h1>the shop</h1>\n");
        shop.push("say which shop");
        Build second = green();
        assertThat(second.strategies())
                .contains("site=INCREMENTAL")
                .filteredOn(each -> !each.endsWith("=NONE"))
                .containsExactly("site=INCREMENTAL");
        assertThat(second.log()).contains("affects: site");
        assertThat(staging("site/dist/index.html")).isEqualTo("<h1>the shop</h1>");

        shop.repo().git("revert", "--no-edit", "HEAD");
        shop.push("as it was");
        Build third = green();
        assertThat(third.strategies()).contains("site=REUSE").allMatch(each -> each.matches(".*=(NONE|REUSE)"));
        assertThat(checksum(third, "site")).isEqualTo(checksum(first, "site")).isNotEqualTo(checksum(second, "site"));
        assertThat(staging("site/dist/index.html")).isEqualTo("<h1>shop</h1>");
        assertThat(site).isNotEqualTo(shop.repo().head());

        assertThat(promote(third).status()).isLessThan(400);
        Build deployment = new Build(yard.controller(), yard.url("shop") + "4/", 4);
        assertThat(deployment.result()).as(deployment.log()).isEqualTo("SUCCESS");
        assertThat(deployment.log()).doesNotContain("Cloning the remote");
        assertThat(yard.onAgent("cat ../" + yard.name() + "-production/current/site/dist/index.html"))
                .isEqualTo("<h1>shop</h1>");
    }

    @Test
    void shouldDeployToAGuardedEnvironmentOnlyWhatWasPromoted() {
        Build first = green();
        String version = Json.text(first.delivery(), "release");

        Build byHand = yard.start("shop", Map.of(
                "RELEASE_JOB", yard.name() + "/shop",
                "RELEASE_BUILD", "1",
                "RELEASE_VERSION", version,
                "ENVIRONMENT", "production"));

        assertThat(byHand.result()).as(byHand.log()).isEqualTo("FAILURE");
        assertThat(byHand.log()).contains("promotion");
        assertThat(yard.onAgent("ls ..")).doesNotContain(yard.name() + "-production");
    }

    @Test
    void shouldNotExportWhereATestMadeTheBuildUnstable() {
        green();
        shop.repo().write("site/index.html", "<h1>wrong</h1>\n");
        shop.push("break the site");

        Build broken = yard.start("shop");

        assertThat(broken.result()).isEqualTo("UNSTABLE");
        assertThat(broken.component("site")).containsEntry("strategy", "INCREMENTAL");
        assertThat(broken.delivery()).containsEntry("release", "").containsEntry("test", "failed");
        assertThat(staging("site/dist/index.html")).isEqualTo("<h1>shop</h1>");
    }

    @Test
    void shouldNotExportWhereATestFailed() {
        shop.repo().write("services/api/app.sh", "no command\n");
        shop.push("break the api");

        Build broken = yard.start("shop");

        assertThat(broken.result()).isEqualTo("FAILURE");
        assertThat(broken.delivery()).containsEntry("release", "").containsEntry("test", "failed");
        assertThat(yard.onAgent("ls ..")).doesNotContain(yard.name() + "-staging");
    }

    @Test
    void shouldRollBackWhatIsIllAndFail() {
        green();
        shop.repo().write("services/api/app.sh", "echo ill\n");
        shop.push("ill");

        Build ill = yard.start("shop");

        assertThat(ill.result()).as(ill.log()).isEqualTo("FAILURE");
        assertThat(ill.log()).contains("was ill in staging and was rolled back");
        assertThat(staging("api/dist/app.sh")).isEqualTo("echo 1\n# coffee 3");
        assertThat(List.of(Json.maps(ill.delivery(), "deployments").get(0)))
                .allSatisfy(each -> assertThat(each.toString()).contains("ill"));
    }

    private Build green() {
        Build build = yard.start("shop");
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        return build;
    }

    private String staging(String file) {
        return yard.onAgent("cat ../" + yard.name() + "-staging/current/" + file);
    }

    private Controller.Answer promote(Build build) {
        return yard.controller().post(
                build.url() + "promote/promote", Map.of("environment", "production", "reason", "it is good"));
    }

    private static Object checksum(Build build, String component) {
        return build.component(component).get("sha256");
    }
}
