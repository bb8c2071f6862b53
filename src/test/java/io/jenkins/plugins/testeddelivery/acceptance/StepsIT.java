package io.jenkins.plugins.testeddelivery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The steps on a real agent: what they see, what stops an export, and that they let others go on. */
@EnabledIfSystemProperty(named = "jenkins.url", matches = ".+")
class StepsIT {
    private static final String SECRET = "s3cret-of-the-shop";

    @TempDir
    Path temporary;

    private Yard yard;
    private SmallShop shop;

    @BeforeEach
    void open() throws IOException {
        yard = new Yard();
        shop = SmallShop.in(temporary.resolve("shop"), yard.name());
    }

    @AfterEach
    void close() {
        shop.close();
        yard.close();
    }

    @Test
    void shouldSeeWhatWithEnvAndWithCredentialsSay() {
        yard.controller()
                .post(
                        "job/" + yard.name() + "/credentials/store/folder/domain/_/createCredentials",
                        "application/xml",
                        BodyPublishers.ofString("<org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl>"
                                + "<scope>GLOBAL</scope><id>key</id><description/><secret>" + SECRET
                                + "</secret></org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl>"))
                .well();
        shop.configure("api", "mkdir -p dist && echo \"$COLOUR ${#KEY}\" > dist/seen && echo \"key $KEY\"");
        shop.served().push("look around");

        Build build = yard.run(shop.script("""
                  withEnv(['COLOUR=green']) {
                    withCredentials([string(credentialsId: 'key', variable: 'KEY')]) {
                      buildAffected()
                      testAffected { sh 'echo saw $(cat $DELIVERY_CANDIDATES/api/dist/seen) and $COLOUR' }
                      exportTested()
                    }
                  }"""));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("saw green " + SECRET.length() + " and green")
                .contains("key ****")
                .doesNotContain(SECRET);
        assertThat(build.delivery().toString()).doesNotContain(SECRET);
    }

    @Test
    void shouldNotExportWhatABodyFailed() {
        Build build = yard.run(shop.tested("sh 'exit 3'"));

        assertNothingExported(build);
        assertThat(build.log()).contains("ENDED script returned exit code 3");
    }

    @Test
    void shouldNotExportWhatABodyCalledUnstable() {
        assertNothingExported(yard.run(shop.tested("unstable 'not so well'")));
    }

    @Test
    void shouldNotExportWhatAFailingJunitResultSpeaksAgainst() {
        String report = "<testsuite name=\"t\"><testcase classname=\"a\" name=\"b\"><failure>no</failure></testcase></testsuite>";

        Build build = yard.run(shop.tested(
                "writeFile file: 'reports/t.xml', text: '" + report + "'\n junit testResults: 'reports/*.xml', skipMarkingBuildUnstable: true"));

        assertNothingExported(build);
    }

    @Test
    void shouldExportWhereAParallelSiblingAloneIsUnstable() {
        Build build = yard.run(shop.script("""
                  buildAffected()
                  parallel shop: { testAffected { sleep 3 } }, other: { unstable 'another matter' }
                  exportTested()"""));

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(build.delivery()).containsEntry("test", "passed");
        assertThat(Json.text(build.delivery(), "release")).isNotEmpty();
    }

    @Test
    void shouldRollBackWhatIsIll() {
        String flow = "  buildAffected()\n  testAffected { }\n  exportTested()\n  deployTested environment: 'staging'";
        yard.pipeline("shop", shop.script(flow));
        assertThat(yard.start("shop").result()).isEqualTo("SUCCESS");
        shop.served().repo().write("services/api/app.sh", "echo ill\n");
        shop.served().push("ill");

        Build build = yard.start("shop");

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("was ill in staging and was rolled back").doesNotContain("\tat ");
        assertThat(yard.onAgent("cat ../" + yard.name() + "-staging/current/api/dist/app.sh")).isEqualTo("echo 1");
    }

    @Test
    void shouldLeaveNothingRunningWhenItIsStopped() {
        shop.configure("api", "sleep 86399 & echo began; while :; do echo . >> growing; sleep 0.1; done");
        shop.served().repo().write(".gitignore", "dist/\ngrowing\n");
        shop.served().push("never ends");
        Build build = yard.startOf(shop.script("  buildAffected(components: ['api'])")).says("began");

        build.stop();

        assertThat(build.result()).isEqualTo("ABORTED");
        String growing = "wc -c < ../script-1/services/api/growing";
        assertThat(yard.onAgent("pgrep -f '[s]leep 86399' || echo none")).isEqualTo("none");
        String size = yard.onAgent(growing);
        assertThat(yard.onAgent(growing)).isEqualTo(size);
    }

    @Test
    void shouldLetTheRestOfThePipelineGoOnMeanwhile() {
        shop.configure("api", "mkdir -p dist && sleep 60 && cp app.sh dist/");
        shop.served().push("takes a minute");

        Build build = yard.run("def ticks = 0; def done = false\n" + shop.script("""
                  parallel build: { buildAffected(); done = true },
                    ticks: { while (!done && ticks < 90) { sleep 1; ticks++ } }
                  echo "TICKS ${ticks}\""""));

        Matcher ticks = Pattern.compile("TICKS (\\d+)").matcher(build.log());
        assertThat(ticks.find()).as(build.log()).isTrue();
        assertThat(Integer.parseInt(ticks.group(1))).isBetween(40, 89);
    }

    private static void assertNothingExported(Build build) {
        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("exportTested: ");
        assertThat(build.delivery()).containsEntry("release", "").containsEntry("test", "failed");
    }
}
