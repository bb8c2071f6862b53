package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is built although nothing changed: somebody asks for it, or it was not built from nothing for too long. */
class ForcedTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void shipOnTheFirst() {
        Shop undated = new Shop(folder);
        undated.repo
                .write("delivery.yaml", Shop.CONFIGURATION.replace("path: site\n", "path: site\n    maxAge: 7d\n"))
                .commit("limit");
        shop = undated.at("2026-03-01T12:00:00Z").shipped();
    }

    private static PlanRequest forced(Strategy all, Map<String, Strategy> components) {
        return new PlanRequest("", "", "", all, components, "ada@host");
    }

    private static Decision site(Plan plan) {
        return plan.component("site").orElseThrow();
    }

    private static List<String> ofForcing(Plan plan) {
        return plan.warnings().stream().filter(warning -> warning.startsWith("FORCED")).toList();
    }

    @Test
    void shouldSayWhoAskedAndWhatItCostsMore() {
        Plan plan = shop.plan(forced(Strategy.NONE, Map.of("site", Strategy.FULL)));

        assertThat(site(plan).strategy()).isEqualTo(Strategy.FULL);
        assertThat(site(plan).reasons())
                .anyMatch(reason -> reason.rule().equals("FORCED")
                        && reason.text().equals("FULL was asked for by ada@host"));
        assertThat(plan.component("api").orElseThrow().strategy()).isEqualTo(Strategy.NONE);
        // built in one second each, as the records say
        assertThat(ofForcing(plan))
                .containsExactly("FORCED: site FULL, asked for by ada@host: about 1 s of building where the plan asks for none");
    }

    @Test
    void shouldRaiseAndNeverLowerAndWarnOnlyOfWhatItAdds() {
        shop.repo.write("site/package.json", "{\"dependencies\": {\"a\": \"1\"}}\n").commit("dependencies");
        assertThat(shop.strategy("site")).isEqualTo(Strategy.DEPENDENCIES);

        Plan lower = shop.plan(forced(Strategy.CACHED, Map.of()));
        assertThat(site(lower).strategy()).isEqualTo(Strategy.DEPENDENCIES);
        assertThat(lower.component("api").orElseThrow().strategy()).isEqualTo(Strategy.CACHED);
        assertThat(ofForcing(lower)).singleElement().asString().startsWith("FORCED: api CACHED,").contains("about 30 s of");

        Plan same = shop.plan(forced(Strategy.NONE, Map.of("site", Strategy.DEPENDENCIES)));
        assertThat(ofForcing(same)).isEmpty();
        assertThat(site(same).reasons()).anyMatch(reason -> reason.rule().equals("FORCED"));
        assertThatThrownBy(() -> shop.plan(forced(Strategy.NONE, Map.of("no-such", Strategy.FULL))))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE));
    }

    @Test
    void shouldBuildInFullWhatWasNotForLongerThanItsMaximumAge() {
        assertThat(site(shop.at("2026-03-08T12:00:00Z").plan()).strategy()).isEqualTo(Strategy.NONE);

        Plan late = shop.at("2026-03-08T12:00:01Z").plan();

        assertThat(site(late).strategy()).isEqualTo(Strategy.FULL);
        assertThat(site(late).reasons())
                .anyMatch(reason -> reason.rule().equals("MAX_AGE")
                        && reason.text().equals("it was last built in full on 2026-03-01, and maxAge is 7 d"));
        assertThat(late.component("api").orElseThrow().strategy()).isEqualTo(Strategy.NONE);
    }

    @Test
    void shouldNotCountABuildFromTheCacheAsACleanOne() {
        Shop week = shop.at("2026-03-07T12:00:00Z");
        week.repo.write("site/index.html", "<h1>new</h1>\n").commit("source");
        assertThat(week.strategy("site")).isEqualTo(Strategy.INCREMENTAL);
        week.shipped();

        assertThat(shop.at("2026-03-09T12:00:00Z").strategy("site")).isEqualTo(Strategy.FULL);
    }

    @Test
    void shouldBeContentWithACleanBuildThatGaveTheSameArtifactAgain() throws Exception {
        Shop late = shop.at("2026-03-09T12:00:00Z");
        Standing standing = Standing.of(shop.ledger.entries());
        Fact.Candidate first = standing.newestTested("site").orElseThrow();
        Fact.Candidate again = new Fact.Candidate(
                first.component(), first.kind(), first.fingerprint(), first.digest(), first.identity(),
                first.version(), first.commit(), false, "FULL", "", first.stored(), 2000, "");
        late.ledger.append(again);

        assertThat(shop.at("2026-03-10T12:00:00Z").strategy("site")).isEqualTo(Strategy.NONE);

        // when bytes are kept for a release an artifact is recorded once more, and that builds nothing
        shop.at("2026-03-15T12:00:00Z").ledger.append(again);
        assertThat(shop.at("2026-03-17T12:00:00Z").strategy("site")).isEqualTo(Strategy.FULL);
    }
}
