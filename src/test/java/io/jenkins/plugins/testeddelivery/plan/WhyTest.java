package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.config.Presets;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    @Test
    void shouldNameEveryInputThatDiffersWithItsRule() {
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n")
                .write("services/api/requirements.txt", "flask==3.1\n")
                .write("packages/proto/schema.py", "id = 2\n")
                .commit("much");

        Why why = shop.why("", "api");

        assertThat(why.exact()).isTrue();
        assertThat(why.differences())
                .containsExactly(
                        new Why.Difference("dependency", "proto", "", "", "", ""),
                        new Why.Difference(
                                "file",
                                "services/api/app.py",
                                "modified",
                                "layered/source",
                                "*.py",
                                line("layered", "\"*.py\"")),
                        new Why.Difference(
                                "file",
                                "services/api/requirements.txt",
                                "modified",
                                "layered/python-dependencies",
                                "requirements*.txt",
                                line("layered", "\"requirements*.txt\"")));
        assertThat(why.inputs()).isEqualTo(new Why.Counts(0, 0, 1, 3));
    }

    private static String line(String preset, String item) {
        try (InputStream in = Presets.class.getResourceAsStream(
                "/io/jenkins/plugins/testeddelivery/rules/" + preset + ".yaml")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return "rules/" + preset + ".yaml:" + (lines.indexOf("      - " + item) + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldNameTheLineOfThePresetThatAnotherOneChanges() {
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION + "rules: conservative\n").commit("with care");
        shop.shipped();
        shop.repo.write("services/api/requirements.txt", "flask==3.1\n").commit("newer");

        assertThat(shop.why("", "api").differences())
                .extracting(Why.Difference::rule, Why.Difference::line)
                .containsExactly(tuple("conservative/python-dependencies", line("layered", "\"requirements*.txt\"")));
    }

    @Test
    void shouldNameNoLineOfAPresetForTheUsersOwnRule() {
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION
                        + "rules:\n  - { match: [\"*.py\"], strategy: FULL }\n  - layered\n")
                .commit("own rules");
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("newer");

        assertThat(shop.why("", "api").differences())
                .containsExactly(new Why.Difference("file", "services/api/app.py", "modified", "rules/1", "*.py", ""));
    }

    @Test
    void shouldSayWhyNotOfAComponentThatIsNotAffected() {
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("api only");

        Why why = shop.why("", "site");

        assertThat(why.decision().affected()).isFalse();
        assertThat(why.differences()).isEmpty();
        assertThat(why.before()).isEqualTo(why.decision().fingerprint());
    }

    @Test
    void shouldCompareWithTheRevisionThatWasAskedFor() {
        shop.repo.write("site/index.html", "<h1>sale</h1>\n").commit("sale");

        assertThat(shop.why("HEAD~1", "site").differences())
                .extracting(Why.Difference::name)
                .containsExactly("site/index.html");
    }

    @Test
    void shouldNameThePartOfTheDefinitionThatDiffers() {
        shop.shipped();
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION.replace("run: \"true\"", "run: \"make\""))
                .commit("another command");

        assertThat(shop.why("", "api").differences())
                .containsExactly(new Why.Difference("definition", "run", "", "", "", ""));
    }

    @Test
    void shouldHaveNothingToCompareWhenNothingWasTested() {
        Why why = shop.why("", "api");

        assertThat(why.before()).isEmpty();
        assertThat(why.differences()).isEmpty();
        assertThat(why.decision().strategy()).isEqualTo(Strategy.FULL);
    }

    @Test
    void shouldRefuseAComponentThatDoesNotExist() {
        assertThatThrownBy(() -> shop.why("", "nope"))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no component 'nope'; there is api, proto, site");
    }

    @Test
    void shouldWarnOfARemovedComponentThatStillRuns() throws IOException {
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION + "environments: { live: { directory: /srv/shop } }\n")
                .commit("an environment");
        shop.shipped();
        String commit = shop.repo.head();
        Fact.Shipped shipped = new Fact.Shipped("archive", "sha256:f", "sha256:d", "sha256:d", "x.tar.gz", "", "v1", "");
        shop.ledger.append(new Fact.Release("v1", commit, "sha256:s", "sha256:m", Map.of("api", shipped, "shop", shipped)));
        shop.ledger.append(
                new Fact.Deployment("live", "v1", "healthy", "", "v1", "deploy", Map.of("api", "sha256:d"), "", 1));

        assertThat(shop.plan().warnings())
                .containsExactly(
                        "REMOVED: component 'shop' is no longer in the repository and still runs in live as v1");
    }
}
