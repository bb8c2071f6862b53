package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {
    private static final Instant MADE = Instant.parse("2025-01-20T14:30:22Z");
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Demands STRICT = new Demands(
            true, false, true, List.of("no-data"), List.of("main", "release/*"), List.of("https://ci.example/*"),
            Duration.ofDays(7));

    @TempDir
    Path temp;

    private String kind = "trial";
    private List<String> conditions = List.of();
    private String builder = "https://ci.example/job/shop/7/";
    private String branch = "release/1.2";
    private String set = "passed";

    private List<String> refusals(Demands demands, Instant now) {
        ReleaseArtifact artifact = new ReleaseArtifact(
                "site", "archive", "site-v.tar.gz", 1, HEX, "", "", "sha256:" + HEX, Strategy.FULL, "v", false,
                new ReleaseArtifact.Evidence("passed", "true", 1, 0, MADE.toString(), kind, conditions));
        Release release = new Release(
                "vabc1231-20250120-143021", "a".repeat(40), MADE.toString(), builder,
                new Release.SetEvidence("sha256:" + HEX, set, MADE.toString(), kind, conditions),
                List.of(artifact), List.of(), branch);
        Environment environment = new Environment(
                "production", "", Compose.NONE, "/srv", 5, List.of(), List.of(), List.of(), List.of(), demands);
        return PolicyCheck.refusals(environment, release, now);
    }

    @Test
    void shouldTakeWhatKeepsEveryClauseAndAnythingWithoutOne() {
        assertThat(refusals(STRICT, MADE.plus(Duration.ofDays(7)))).isEmpty();
        conditions = List.of("no-data");
        assertThat(refusals(STRICT, MADE)).isEmpty();

        kind = "manual";
        conditions = List.of("no-test-db");
        branch = "";
        builder = "eve@laptop";
        set = "";
        assertThat(refusals(Demands.NONE, MADE.plus(Duration.ofDays(1000)))).isEmpty();
    }

    @Test
    void shouldAskForTheWholeSet() {
        set = "";
        assertThat(refusals(STRICT, MADE)).singleElement().asString().startsWith("policy.set: ");
    }

    @Test
    void shouldNotTakeAPersonsWordNorWhatDoesNotSay() {
        kind = "manual";
        assertThat(refusals(STRICT, MADE)).hasSize(2).allMatch(line -> line.startsWith("policy.byHand: a person's word"));
        kind = "";
        assertThat(refusals(STRICT, MADE)).anyMatch(line -> line.startsWith("policy.byHand: it does not say"));
    }

    @Test
    void shouldNotTakeATrialThatDeviatedOtherwise() {
        conditions = List.of("no-data", "no-test-db");
        assertThat(refusals(STRICT, MADE))
                .containsExactly(
                        "policy.deviations: the trial of the set was won with no-test-db; test it without and export again",
                        "policy.deviations: the trial of site was won with no-test-db; test it without and export again");
    }

    @Test
    void shouldNotTakeAnotherBranchOrNone() {
        branch = "feature/main";
        assertThat(refusals(STRICT, MADE))
                .containsExactly("policy.branches: its branch is feature/main, and only main or release/* may come here");
        branch = "";
        assertThat(refusals(STRICT, MADE)).singleElement().asString().contains("does not say which branch");
    }

    @Test
    void shouldNotTakeAnotherBuilder() {
        builder = "eve@laptop";
        assertThat(refusals(STRICT, MADE))
                .singleElement().asString().startsWith("policy.builders: its builder is eve@laptop");
    }

    @Test
    void shouldNotTakeWhatIsTooOld() {
        assertThat(refusals(STRICT, MADE.plus(Duration.ofDays(7)).plusSeconds(1)))
                .singleElement().asString().startsWith("policy.maxAge: it is 604801 s old");
    }

    @Test
    void shouldHoldADeploymentBackAndPinWhatHeldIt() throws Exception {
        Ports ports = TestPorts.at(temp, Map.of(), new TestPorts.Lines());
        Deployments deployments = new Deployments(ports);
        Demands main = new Demands(false, true, false, List.of(), List.of("main"), List.of(), Duration.ZERO);

        assertThatThrownBy(() -> deployments.deploy("production", release(ports, 1, main), Options.by("ada")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("may not come to production")
                .hasMessageContaining("policy.branches: it does not say which branch");
        assertThat(temp.resolve("srv/current")).doesNotExist();

        Demands anybody = new Demands(false, true, false, List.of(), List.of(), List.of("*@host"), Duration.ZERO);
        assertThat(deployments.deploy("production", release(ports, 2, anybody), Options.by("ada")).outcome())
                .isEqualTo("healthy");
        assertThatThrownBy(() -> deployments.deploy("production", release(ports, 3, Demands.NONE), Options.by("ada")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'policy' was {\"builders\":[\"*@host\"]} and would be not set")
                .hasMessageContaining("--accept-environment");
    }

    private ReleaseFolder release(Ports ports, int number, Demands demands) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases"), number)
                .archive("site", Map.of("index.html", "page " + number))
                .environment(new Environment(
                        "production", "", Compose.NONE, temp.resolve("srv").toString(), 5, List.of(), List.of(), List.of(),
                        List.of(), demands))
                .write(ports);
    }
}
