package io.jenkins.plugins.testeddelivery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What programs and the search for a checksum are told of a build, and who is told nothing. */
@EnabledIfSystemProperty(named = "jenkins.url", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsIT {
    /** Whoever is not an administrator sees nothing in here. */
    private static final String CLOSED =
            """
            <com.cloudbees.hudson.plugins.folder.properties.AuthorizationMatrixProperty>
            <inheritanceStrategy class="org.jenkinsci.plugins.matrixauth.inheritance.NonInheritingStrategy"/>
            </com.cloudbees.hudson.plugins.folder.properties.AuthorizationMatrixProperty>
            """;
    private static final String UNKNOWN = "0123456789abcdef".repeat(4);

    private Yard yard;
    private SmallShop shop;
    private Build build;
    private String checksum;

    @BeforeAll
    void deliver(@TempDir Path temporary) throws IOException {
        yard = new Yard(CLOSED);
        shop = SmallShop.in(temporary.resolve("shop"), yard.name());
        yard.pipeline("shop", shop.script(
                "  buildAffected()\n  testAffected { }\n  exportTested()\n  deployTested environment: 'staging'"));
        build = yard.start("shop");
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        checksum = build.component("api").get("sha256").toString().replace("sha256:", "");
    }

    @AfterAll
    void close() {
        shop.close();
        yard.close();
    }

    @Test
    void shouldTellOfABuild() {
        Map<String, Object> delivery = build.delivery();

        assertThat(delivery).containsEntry("test", "passed").containsEntry("head", shop.served().repo().head());
        assertThat(Json.text(delivery, "version")).matches("v[0-9a-f]{7}-\\d{8}-\\d{6}");
        assertThat(delivery.get("release")).isEqualTo(delivery.get("version"));
        assertThat(checksum).matches("[0-9a-f]{64}");
        assertThat(build.component("api")).containsEntry("strategy", "FULL").containsEntry("kind", "archive");
        assertThat(Json.maps(delivery, "deployments"))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .containsEntry("environment", "staging")
                        .containsEntry("outcome", "healthy"));
    }

    @Test
    void shouldTellTheFewFactsWithTheBuildItself() {
        Map<String, Object> run = yard.controller()
                .get(build.url() + "api/json?tree=actions[version,commit,components,rebuilt,test,release]")
                .json();

        assertThat(Json.maps(run, "actions"))
                .anySatisfy(action -> assertThat(action)
                        .containsEntry("commit", shop.served().repo().head())
                        .containsEntry("test", "passed")
                        .containsEntry("components", 2L)
                        .containsEntry("rebuilt", 2L));
    }

    @Test
    void shouldTellOfTheProjectAndOfAllProjects() {
        Map<String, Object> project =
                yard.controller().get(yard.url("shop") + "delivery/api/json").well().json();
        Map<String, Object> all =
                yard.controller().get("tested-delivery/api/json").well().json();

        assertThat(Json.maps(project, "environments")).singleElement().asString().contains("staging");
        assertThat(Json.maps(project, "history")).isNotEmpty();
        assertThat(Json.maps(project, "builds")).hasSize(1);
        assertThat(all.get("environments").toString()).contains(yard.name());
    }

    @Test
    void shouldFindAnArtifactByItsChecksum() {
        Controller.Answer found = yard.controller().get("tested-delivery/find?checksum=sha256:" + checksum);

        assertThat(found.location()).endsWith("tested-delivery/checksum/" + checksum + "/");
        List<Map<String, Object>> artifacts = artifacts(yard.controller(), checksum);
        assertThat(artifacts).singleElement().asString().contains(yard.name(), "api", build.url(), "staging");
    }

    @Test
    void shouldFindAnArtifactByTheFileItself() {
        String boundary = "ends-here";
        byte[] file = "not of ours".getBytes(StandardCharsets.UTF_8);
        String form = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"
                + new String(file, StandardCharsets.UTF_8) + "\r\n--" + boundary + "--\r\n";

        Controller.Answer sent = yard.controller().post(
                "tested-delivery/upload", "multipart/form-data; boundary=" + boundary, BodyPublishers.ofString(form));

        assertThat(sent.location()).endsWith("tested-delivery/checksum/" + sha256(file) + "/");
    }

    @Test
    void shouldLookTheSameToWhoMayNotKnowAndWhereNothingIsKnown() {
        String[] other = Settings.other().split(":", 2);
        Controller stranger = Controller.as(other[0], other[1]);

        assertThat(artifacts(stranger, checksum)).isEmpty();
        assertThat(page(stranger, checksum)).isEqualTo(page(stranger, UNKNOWN));
        assertThat(stranger.get("tested-delivery/api/json").well().body()).doesNotContain(yard.name());
        assertThat(stranger.get(build.url() + "delivery/api/json").status()).isEqualTo(404);
    }

    @Test
    void shouldNotFindWhatIsNoChecksum() {
        assertThat(yard.controller().get("tested-delivery/checksum/..%2f..%2fx/").status()).isIn(400, 404);
        assertThat(yard.controller().get("tested-delivery/find?checksum=%3Cscript%3E").location())
                .endsWith("?refused=checksum");
    }

    private static List<Map<String, Object>> artifacts(Controller controller, String checksum) {
        return Json.maps(
                controller.get("tested-delivery/checksum/" + checksum + "/api/json").well().json(), "artifacts");
    }

    /** The page but for the checksum that was asked for, and what Jenkins draws anew for each page. */
    private static String page(Controller controller, String checksum) {
        return controller
                .get("tested-delivery/checksum/" + checksum + "/")
                .well()
                .body()
                .replace(checksum, "CHECKSUM")
                .replaceAll("data-crumb-value=\"[^\"]*\"|\\$stapler/bound/[0-9a-f-]*|(nonce|id)[-_a-zA-Z]*=\"[^\"]*\"", "");
    }

    private static String sha256(byte[] bytes) {
        return Digests.hex(Digests.of(bytes));
    }
}
