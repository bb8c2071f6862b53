package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Decision.Reason;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    private static final String COMMIT = "0123456789012345678901234567890123456789";

    /** One build of api in full took 20 s. */
    private static final List<Ledger.Entry> ENTRIES = List.of(new Ledger.Entry(
            1, "2026-01-01T00:00:00.000Z", "ada",
            new Fact.Candidate("api", "image", "fp", "d", "d", "v1", COMMIT, false, "FULL", "api:v1", "", 20_000, "")));

    private static Plan plan() {
        Scan scan = new Scan(
                COMMIT, 0, true, false, false,
                new Project("shop", List.of(), List.of(), List.of(), List.of(), Trial.NONE, Map.of(), List.of()),
                Map.of(), Map.of(), null, List.of(), Map.of(), List.of());
        List<Decision> decisions = List.of(
                decision("api", "image", Strategy.FULL, new Reason("source", "source changed", List.of("api/a.py")),
                        new Reason("FORCED", "FULL was asked for by ada", List.of())),
                decision("lib", "library", Strategy.FULL, new Reason("source", "source changed", List.of())),
                decision("site", "archive", Strategy.INCREMENTAL, new Reason("source", "source changed", List.of())),
                decision("web", "image", Strategy.NONE, new Reason("UNCHANGED", "nothing changed", List.of())));
        return new Plan(
                "v0123456-20260101-000000", "", "their own", decisions, List.of(List.of("api", "site")), true, "key",
                List.of(), List.of("FORCED: api FULL"), scan);
    }

    private static Decision decision(String name, String kind, Strategy strategy, Reason... reasons) {
        return new Decision(
                name, kind, name, strategy != Strategy.NONE, true, List.of(), strategy, "sha256:0", "", "none",
                List.of(reasons), List.of());
    }

    @Test
    void shouldSayInThePlansJsonWhatIsMeasuredAndWhatIsAssumed() {
        Map<String, Object> json = PlanDetail.of(plan(), ENTRIES);

        List<Map<String, Object>> components = Json.maps(json, "components");
        assertThat(components.get(0))
                .containsEntry("expectedSeconds", 20.0)
                .containsEntry("expectedAssumed", false)
                .containsEntry("expectedBytes", 500_000_000L)
                .containsEntry("expectedHitRate", 20L);
        assertThat(components.get(2))
                .containsEntry("expectedSeconds", 45.0)
                .containsEntry("expectedAssumed", true)
                .doesNotContainKeys("expectedBytes", "expectedHitRate");
        for (int notBuilt : new int[] {1, 3}) {
            assertThat(components.get(notBuilt)).doesNotContainKey("expectedSeconds");
        }
        assertThat(json.get("expected"))
                .isEqualTo(Map.of("components", 2, "assumed", 1, "seconds", 65.0, "bytes", 500_000_000L));
    }

    @Test
    void shouldAddItUpForPeople() {
        assertThat(new PlanText(new Ink(false)).of(plan(), new Estimates(ENTRIES)))
                .last()
                .isEqualTo("expected: about 1 min 5 s of building and 500 MB to fetch and write (assumed for 1 of 2)");
    }

    @Test
    void shouldOpenABuildWithWhatItWillDoAndWhy() {
        PlanText text = new PlanText(new Ink(false));

        assertThat(text.opening(plan(), new Estimates(ENTRIES), Set.of()))
                .containsExactly(
                        "warning: FORCED: api FULL",
                        "shop  v0123456-20260101-000000  2 of 4 components to build, about 1 min 5 s of building and"
                                + " 500 MB to fetch and write (assumed for 1 of 2)",
                        "  api   FULL           20 s       FULL was asked for by ada  [FORCED]",
                        "  site  INCREMENTAL    45 s       source changed  [source]");
        assertThat(text.opening(plan(), new Estimates(ENTRIES), Set.of("web"))).containsExactly("warning: FORCED: api FULL");
        assertThat(text.opening(plan(), new Estimates(ENTRIES), Set.of("site")).get(1))
                .contains("1 of 4", "about 45 s of building (assumed)");
    }
}
