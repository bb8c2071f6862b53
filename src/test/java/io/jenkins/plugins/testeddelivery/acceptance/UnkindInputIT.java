package io.jenkins.plugins.testeddelivery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What the steps say where something is wrong: one sentence that names it, and no stack trace. */
@EnabledIfSystemProperty(named = "jenkins.url", matches = ".+")
class UnkindInputIT {
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
    void shouldSayThatThereIsNothingToBuild() {
        shop.served().repo().delete("delivery.yaml");
        shop.served().push("nothing to infer");

        assertRefused(yard.run(shop.script("  detectChanges()")), "detectChanges: there is nothing to build");
    }

    @Test
    void shouldSayThatTheWorkspaceIsNoRepository() {
        assertRefused(
                yard.run("node('" + Settings.label() + "') { writeFile file: 'note', text: 'no repository'; detectChanges() }"),
                "detectChanges: ", "Git repository");
    }

    @Test
    void shouldSayThatItNeedsANode() {
        Build build = yard.run("buildAffected()");

        // said by Pipeline itself, before the step is asked, with its own stack trace
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("hudson.FilePath is missing").contains("node");
    }

    @Test
    void shouldNameTheEnvironmentsThatThereAre() {
        Build build = yard.run(
                shop.script("  buildAffected()\n  testAffected { }\n  exportTested()\n  deployTested environment: 'moon'"));

        assertRefused(build, "deployTested: ", "moon", "staging");
    }

    @Test
    void shouldTakeAComponentThatIsCalledLikeAPartOfThePlan() {
        shop.configure("affected", "mkdir -p dist && cp app.sh dist/");
        shop.served().repo().write("delivery.yaml", read().replace("  site:", "  waves:"));
        shop.served().push("words of ours");

        Build build = yard.run(shop.script("""
                  def plan = detectChanges()
                  echo "PLAN ${plan.components.affected.strategy} ${plan.components.waves.strategy} ${plan.affected} ${plan.waves}"
                  buildAffected(); testAffected { }; exportTested()"""));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("PLAN FULL FULL [affected, waves] [[affected, waves]]");
        assertThat(build.strategies()).containsExactly("affected=FULL", "waves=FULL");
    }

    @Test
    void shouldNotTellWhetherThereIsABuildThatItMayNotDeploy() {
        yard.pipeline("shop", shop.script("  buildAffected(); testAffected { }; exportTested()"));
        assertThat(yard.start("shop").result()).isEqualTo("SUCCESS");
        String script = "node('" + Settings.label() + "') { deployTested environment: 'staging', from: '%s' }";

        Build known = yard.run(script.formatted(yard.name() + "/shop#1"));
        Build unknown = yard.run(script.formatted(yard.name() + "/nothing#1"));

        assertRefused(known, "deployTested: from: there is no build '" + yard.name() + "/shop#1'");
        assertRefused(unknown, "deployTested: from: there is no build '" + yard.name() + "/nothing#1'");
    }

    @Test
    void shouldRefuseAnArchiveThatChangedOnTheControllersDisk() {
        yard.pipeline("shop", shop.script("""
                  if (currentBuild.number > 1) {
                    deployTested environment: 'staging', from: "${env.JOB_NAME}#1"
                    return
                  }
                  buildAffected(); testAffected { }; exportTested()"""));
        Build first = yard.start("shop");
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        Object checksum = first.component("api").get("sha256");
        String changed = yard.controller().script("""
                def home = jenkins.model.Jenkins.get().getItemByFullName('%s/shop').rootDir
                def file = new File(home, 'tested-delivery/sha256/%s/%s')
                file.setWritable(true); file.bytes = (file.bytes as List).reverse() as byte[]; println file.length() > 0
                """.formatted(yard.name(), hex(checksum).substring(0, 2), hex(checksum)));
        assertThat(changed).isEqualTo("true");

        Build deployment = yard.start("shop");

        assertRefused(deployment, "deployTested: ");
        assertThat(deployment.log()).containsAnyOf("checksum", "SHA-256", "sha256", "damaged");
        assertThat(yard.onAgent("ls ..")).doesNotContain(yard.name() + "-staging");
    }

    private String read() {
        try {
            return Files.readString(shop.served().repo().path("delivery.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(Object checksum) {
        return checksum.toString().replace("sha256:", "");
    }

    private static void assertRefused(Build build, String... words) {
        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log()).contains(words).doesNotContain("\tat ");
    }
}
