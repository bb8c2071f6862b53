package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    @Test
    void shouldBuildEverythingInFullWhenNothingWasTested() {
        Plan plan = shop.plan();

        assertThat(plan.waves()).containsExactly(List.of("api", "site"));
        assertThat(plan.components()).allSatisfy(decision -> {
            assertThat(decision.affected()).isTrue();
            assertThat(decision.strategy()).isEqualTo(Strategy.FULL);
            assertThat(decision.evidence()).isEqualTo("none");
            assertThat(rules(decision)).contains("NO_BASE");
        });
        assertThat(plan.testNeeded()).isTrue();
        assertThat(plan.version()).matches("v" + shop.repo.head().substring(0, 7) + "-\\d{8}-\\d{6}");
    }

    @Test
    void shouldAskForNothingAfterAGreenTrial() {
        shop.shipped();

        Plan plan = shop.plan();

        assertThat(plan.anyAffected()).isFalse();
        assertThat(plan.buildNeeded()).isFalse();
        assertThat(plan.testNeeded()).isFalse();
        assertThat(plan.components()).allSatisfy(decision -> {
            assertThat(decision.strategy()).isEqualTo(Strategy.NONE);
            assertThat(decision.evidence()).isEqualTo("green");
            assertThat(decision.baseline()).isEqualTo(shop.repo.head());
            assertThat(rules(decision)).containsExactly("UNCHANGED");
        });
    }

    @Test
    void shouldReachDependentsThroughALibrary() {
        shop.shipped();
        shop.repo.write("packages/proto/schema.py", "id = 2\n").commit("schema");

        Plan plan = shop.plan();

        Decision proto = plan.component("proto").orElseThrow();
        Decision api = plan.component("api").orElseThrow();
        assertThat(proto.direct()).isTrue();
        assertThat(proto.changes())
                .containsExactly(new Change("packages/proto/schema.py", Change.Status.MODIFIED));
        assertThat(api.affected()).isTrue();
        assertThat(api.direct()).isFalse();
        assertThat(api.via()).containsExactly("proto");
        assertThat(api.strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(plan.waves()).containsExactly(List.of("api"));
        assertThat(shop.strategy("site")).isEqualTo(Strategy.NONE);
    }

    @Test
    void shouldChooseTheHighestStrategyThatAnyChangeAsksFor() {
        shop.shipped();
        shop.repo.write("services/api/README.md", "# api\n\nmore\n").commit("docs");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.CACHED);

        shop.repo.write("services/api/app.py", "print(2)\n").commit("source");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.INCREMENTAL);

        shop.repo.write("services/api/requirements.txt", "flask==3.1\n").commit("dependencies");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.DEPENDENCIES);
    }

    @Test
    void shouldTreatAPathThatNoRuleMatchesAsSource() {
        shop.shipped();
        shop.repo.write("services/api/blob.xyz", "?").commit("what is this");

        Decision api = shop.decision("api");

        assertThat(api.strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(rules(api)).contains(RuleBook.NO_RULE);
    }

    @Test
    void shouldKeepAComponentAffectedUntilItIsGreenItself() {
        shop.shipped();
        shop.repo.write("services/api/app.py", "broken\n").commit("break api");
        shop.build();
        shop.tried(false);
        shop.repo.write("site/index.html", "<h1>sale</h1>\n").commit("touch site only");

        Plan plan = shop.plan();

        Decision api = plan.component("api").orElseThrow();
        assertThat(api.affected()).isTrue();
        assertThat(api.evidence()).isEqualTo("failed");
        assertThat(api.strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(plan.waves()).containsExactly(List.of("api", "site"));
    }

    @Test
    void shouldReuseWhatWasTestedBeforeAfterARevert() {
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("second");
        shop.shipped();
        shop.repo.git("revert", "--no-edit", "HEAD");

        Plan plan = shop.plan();

        Decision api = plan.component("api").orElseThrow();
        assertThat(api.affected()).isTrue();
        assertThat(api.strategy()).isEqualTo(Strategy.REUSE);
        assertThat(plan.buildNeeded()).isFalse();
        assertThat(plan.testNeeded()).as("the first set was tried").isFalse();
    }

    @Test
    void shouldRebuildNothingAfterAMergeButTryTheCombination() {
        shop.shipped();
        shop.repo.git("checkout", "-q", "-b", "one");
        shop.repo.write("services/api/app.py", "print(2)\n").commit("api on one");
        shop.shipped();
        shop.repo.git("checkout", "-q", "main");
        shop.repo.git("checkout", "-q", "-b", "two");
        shop.repo.write("site/index.html", "<h1>sale</h1>\n").commit("site on two");
        shop.shipped();
        shop.repo.git("merge", "-q", "--no-edit", "one");

        Plan plan = shop.plan();

        assertThat(plan.buildNeeded()).isFalse();
        assertThat(plan.testNeeded()).isTrue();
    }

    @Test
    void shouldNotCountOnAnArtifactWhoseBytesAreGone() throws IOException {
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("second");
        shop.shipped();
        shop.repo.git("revert", "--no-edit", "HEAD");
        try (var files = Files.walk(folder.resolve("ledger"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).startsWith("bytes of")) {
                    Files.delete(file);
                }
            }
        }

        assertThat(rules(shop.decision("api"))).contains("ARTIFACT_GONE");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.INCREMENTAL);
        assertThat(rules(shop.decision("site"))).contains("ARTIFACT_GONE");
    }

    @Test
    void shouldTakeADirtyTreeIntoThePlanAndNeverAsABaseline() {
        shop.shipped();
        shop.repo.write("site/index.html", "<h1>draft</h1>\n");

        Plan plan = shop.plan();

        assertThat(plan.scan().dirty()).isTrue();
        assertThat(plan.component("site").orElseThrow().strategy()).isEqualTo(Strategy.INCREMENTAL);
        shop.shipped();
        assertThat(shop.decision("site").affected()).isTrue();
    }

    @Test
    void shouldListWhatBelongsToNoComponentAndIgnoreWhatIsIgnored() {
        shop.shipped();
        shop.repo.write("NOTES.txt", "buy milk\n").write("notes/a.txt", "?").commit("notes");

        Plan plan = shop.plan();

        assertThat(plan.anyAffected()).isFalse();
        assertThat(plan.unowned()).contains("NOTES.txt");
    }

    @Test
    void shouldAffectEveryComponentThroughAGlobalFile() {
        shop.shipped();
        shop.repo.write(".nvmrc", "22\n").commit("pin node");

        assertThat(shop.plan().components()).allMatch(Decision::affected);
    }

    @Test
    void shouldRebuildOnlyTheComponentWhoseDefinitionChanged() {
        shop.shipped();
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION.replace("path: site\n    archive: { run: \"true\"",
                        "path: site\n    archive: { run: \"echo\""))
                .commit("another command");

        Plan plan = shop.plan();

        Decision site = plan.component("site").orElseThrow();
        assertThat(site.strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(rules(site)).contains("DEFINITION");
        assertThat(plan.component("api").orElseThrow().affected()).isFalse();
    }

    @Test
    void shouldRaiseAndNeverLowerByForce() {
        shop.shipped();
        shop.repo.write("services/api/requirements.txt", "flask==3.1\n").commit("dependencies");

        Plan plan = shop.plan(
                new PlanRequest("", "", "", Strategy.CACHED, Map.of("site", Strategy.FULL), "ada@laptop"));

        assertThat(plan.component("api").orElseThrow().strategy()).isEqualTo(Strategy.DEPENDENCIES);
        Decision site = plan.component("site").orElseThrow();
        assertThat(site.strategy()).isEqualTo(Strategy.FULL);
        assertThat(site.reasons())
                .anySatisfy(reason -> assertThat(reason.text()).contains("ada@laptop"));
        assertThat(site.affected()).isFalse();
    }

    @Test
    void shouldRefuseToForceAnUnknownComponent() {
        assertThatThrownBy(() -> shop.plan(
                        new PlanRequest("", "", "", Strategy.NONE, Map.of("sites", Strategy.FULL), "ada")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'sites'")
                .hasMessageContaining("api, proto, site");
    }

    @Test
    void shouldCompareEverythingWithAGivenBase() {
        String first = shop.repo.head();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("second");

        Plan plan = shop.plan("HEAD~1");

        assertThat(plan.base()).isEqualTo(first);
        assertThat(plan.component("api").orElseThrow().strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(plan.component("api").orElseThrow().changes())
                .containsExactly(new Change("services/api/app.py", Change.Status.MODIFIED));
        assertThat(plan.component("site").orElseThrow().affected()).isFalse();
    }

    @Test
    void shouldWidenWhenTheBaseIsNotThere() {
        Plan plan = shop.plan("0123456789012345678901234567890123456789");

        assertThat(plan.components()).allMatch(Decision::affected);
        assertThat(rules(plan.components().get(0))).contains("SHALLOW");
    }

    @Test
    void shouldRefuseABaseNameThatDoesNotResolve() {
        assertThatThrownBy(() -> shop.plan("no-such-branch"))
                .isInstanceOf(Failure.class)
                .extracting(problem -> ((Failure) problem).kind())
                .isEqualTo(Failure.Kind.USAGE);
    }

    @Test
    void shouldCountATrialByAScriptForTheSameScriptOnly() {
        shop.shipped();
        PlanRequest one = PlanRequest.plain().calledBy("sha256:one");
        PlanRequest other = PlanRequest.plain().calledBy("sha256:other");
        assertThat(shop.plan(one).testNeeded()).isTrue();

        shop.tried(shop.plan(one), true);

        assertThat(shop.plan(one).testNeeded()).isFalse();
        assertThat(shop.plan(other).testNeeded()).isTrue();
        assertThat(shop.plan(one).trialKey()).isNotEqualTo(shop.plan(other).trialKey());
        assertThat(shop.plan().testNeeded()).as("what was tried before still counts").isFalse();
    }

    @Test
    void shouldAskForATrialAgainWhenOnlyTheTrialChanged() {
        shop.shipped();
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION + "trial: { run: [./smoke.sh] }\n")
                .write("smoke.sh", "true\n")
                .commit("a stricter trial");

        Plan plan = shop.plan();

        assertThat(plan.buildNeeded()).isFalse();
        assertThat(plan.testNeeded()).isTrue();
        shop.tried(true);
        assertThat(shop.plan().testNeeded()).isFalse();
        shop.repo.write("smoke.sh", "exit 0\n").commit("another script");
        assertThat(shop.plan().testNeeded()).isTrue();
    }

    @Test
    void shouldNameTheFirstInputThatDiffers() {
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("second");

        assertThat(shop.decision("api").reasons())
                .anySatisfy(reason -> assertThat(reason.text()).contains("services/api/app.py (modified)"));
    }

    @Test
    void shouldSeeADeletionARenameAndAModeChange() {
        shop.shipped();
        shop.repo.git("mv", "services/api/app.py", "services/api/main.py");
        shop.repo.git("update-index", "--chmod=+x", "services/api/requirements.txt");
        shop.repo.git("commit", "-q", "-m", "move");
        shop.repo.git("checkout", "-q", "--", ".");

        assertThat(shop.decision("api").changes())
                .containsExactlyInAnyOrder(
                        new Change("services/api/app.py", Change.Status.DELETED),
                        new Change("services/api/main.py", Change.Status.ADDED),
                        new Change("services/api/requirements.txt", Change.Status.MODE_CHANGED));
    }

    private static List<String> rules(Decision decision) {
        return decision.reasons().stream().map(Decision.Reason::rule).toList();
    }
}
