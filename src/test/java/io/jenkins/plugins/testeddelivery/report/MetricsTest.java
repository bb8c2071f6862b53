package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that were computed by hand, over ten days of March. */
class MetricsTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-03-11T00:00:00Z");
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    private final List<Ledger.Entry> entries = new ArrayList<>();

    private MetricsTest on(String at, Fact fact) {
        entries.add(new Ledger.Entry(entries.size() + 1L, at, "ada@desk", fact));
        return this;
    }

    private static Fact release(String version, Map<String, String> digests, Map<String, String> committed) {
        Map<String, Fact.Shipped> artifacts = new TreeMap<>();
        digests.forEach((name, digest) ->
                artifacts.put(name, new Fact.Shipped("image", "f", digest, "file", "name", "", version, "")));
        return new Fact.Release(version, "c", "set", "manifest", artifacts, committed);
    }

    private static Fact deployed(
            String version, String outcome, String previous, String trigger, Map<String, String> components, long minutes) {
        return new Fact.Deployment(
                "production", version, outcome, previous, "", trigger, components, "", minutes * MINUTE);
    }

    /** As the command does it: from a ledger, of which only what counts is read. */
    private Metrics metrics() throws IOException {
        for (Ledger.Entry entry : entries) {
            Clock then = Clock.fixed(Instant.parse(entry.at()), ZoneOffset.UTC);
            new FileLedger(folder, entry.by(), then, new TestPorts.Lines()).append(entry.fact());
        }
        entries.clear();
        MetricsCount count = new MetricsCount(FROM, UNTIL);
        new FileLedger(folder, "", Clock.systemUTC(), new TestPorts.Lines()).visit(MetricsCount.MEMBERS, count::add);
        return count.metrics();
    }

    private Metrics.Place production() throws IOException {
        return metrics().places().get("production");
    }

    @Test
    void shouldTakeLeadTimesFromTheCommitToHealthyForEachArtifactThatCameNew() throws IOException {
        on("2026-02-20T12:00:00.000Z", deployed("v0", "healthy", "", "deploy", Map.of("api", "a0", "site", "s0"), 1))
                .on("2026-03-02T09:00:00.000Z", release("v1", Map.of("api", "a1", "site", "s0"),
                        Map.of("api", "2026-03-02T08:00:00Z", "site", "2026-02-01T00:00:00Z")))
                .on("2026-03-02T10:00:00.000Z", deployed("v1", "healthy", "v0", "deploy", Map.of("api", "a1", "site", "s0"), 1))
                .on("2026-03-03T09:00:00.000Z", release("v2", Map.of("api", "a2", "site", "s2", "old", "o2"),
                        Map.of("api", "2026-03-03T06:00:00Z", "site", "2026-03-03T04:00:00Z")))
                .on("2026-03-03T10:00:00.000Z",
                        deployed("v2", "healthy", "v1", "deploy", Map.of("api", "a2", "site", "s2", "old", "o2"), 1));

        Metrics.Place production = production();
        assertThat(production.deployments()).isEqualTo(2);
        assertThat(production.leadTimes()).containsOnlyKeys("api", "site");
        assertThat(production.leadTimes().get("api")).isEqualTo(new Spread(2, 180 * MINUTE, 240 * MINUTE));
        assertThat(production.leadTimes().get("site")).as("unchanged in v1").isEqualTo(new Spread(1, 360 * MINUTE, 360 * MINUTE));
        assertThat(production.leadTime()).isEqualTo(new Spread(3, 240 * MINUTE, 360 * MINUTE));
        assertThat(production.undated()).isEqualTo(1);
        assertThat(production.failures()).isZero();
    }

    @Test
    void shouldCountWhatFailedAndHowLongUntilSomethingHealthyRanAgain() throws IOException {
        on("2026-03-01T10:00:00.000Z", deployed("v1", "healthy", "", "deploy", Map.of("api", "a1"), 1))
                // went back by itself, three minutes after it began
                .on("2026-03-02T10:03:00.000Z", deployed("v2", "rolled-back", "v1", "deploy", Map.of("api", "a1"), 3))
                // repairs that
                .on("2026-03-02T12:00:00.000Z", deployed("v3", "healthy", "v1", "deploy", Map.of("api", "a3"), 1))
                // looked well, and was taken back by hand after two hours
                .on("2026-03-02T14:00:00.000Z", deployed("v1", "healthy", "v3", "rollback", Map.of("api", "a1"), 1))
                // ill with nothing to go back to, until the next one an hour after it began
                .on("2026-03-04T10:10:00.000Z", deployed("v4", "ill", "v1", "deploy", Map.of("api", "a4"), 10))
                .on("2026-03-04T11:00:00.000Z", deployed("v5", "healthy", "", "deploy", Map.of("site", "s5"), 1))
                // refused before anything changed, and one that was cut short and went back: no try
                .on("2026-03-05T11:00:00.000Z", deployed("v6", "failed", "v5", "deploy", Map.of(), 1))
                .on("2026-03-05T12:00:00.000Z", deployed("v6", "interrupted", "v5", "deploy", Map.of("api", "a4"), 1));

        Metrics.Place production = production();
        assertThat(production.deployments()).isEqualTo(3);
        assertThat(production.tries()).isEqualTo(5);
        assertThat(production.failures()).as("v2, v3, v4").isEqualTo(3);
        assertThat(production.restored()).isEqualTo(new Spread(3, 60 * MINUTE, 120 * MINUTE));
        assertThat(production.rework()).as("v3 after v2, v4 after v3; v5 touches another component").isEqualTo(2);
        assertThat(production.broken()).isFalse();
    }

    @Test
    void shouldSayThatNothingHealthyHasRunSince() throws IOException {
        on("2026-03-04T10:10:00.000Z", deployed("v4", "ill", "", "deploy", Map.of("api", "a4"), 10))
                .on("2026-03-04T10:30:00.000Z", deployed("v4", "ill", "", "deploy", Map.of("api", "a4"), 10));

        assertThat(production().broken()).isTrue();
        assertThat(production().failures()).isEqualTo(2);
        assertThat(production().restored().count()).isZero();
    }

    @Test
    void shouldLeaveOutWhatLiesBeforeAndAfter() throws IOException {
        on("2026-02-28T23:59:59.999Z", deployed("v1", "rolled-back", "", "deploy", Map.of("api", "a1"), 1))
                .on("2026-03-01T00:00:00.000Z", deployed("v2", "healthy", "", "deploy", Map.of("api", "a2"), 1))
                .on("2026-03-10T23:59:59.999Z", deployed("v3", "healthy", "v2", "deploy", Map.of("api", "a3"), 1))
                .on("2026-03-11T00:00:00.000Z", deployed("v4", "rolled-back", "v3", "deploy", Map.of("api", "a3"), 1))
                .on("2026-03-12T00:00:00.000Z", Records.tested("failed", "api", "v9"));

        assertThat(production().deployments()).isEqualTo(2);
        assertThat(production().failures()).isZero();
        assertThat(production().rework()).as("the failure before still explains v2").isEqualTo(1);
        assertThat(metrics().trials()).isZero();
        assertThat(metrics().days()).isCloseTo(10, within(0.001));
    }

    @Test
    void shouldCountTrialsAndWhatBuildingSaved() throws IOException {
        Fact.Built built = new Fact.Built("CACHED", 10_000, 20_000, false, 100_000, 5, 5, 55, 0, 8, 6, List.of());
        on("2026-03-02T10:00:00.000Z", Records.tested("passed", "api", "v1"))
                .on("2026-03-02T11:00:00.000Z", Records.tested("failed", "api", "v2"))
                .on("2026-03-02T12:00:00.000Z", new Fact.Account("v2", "c", false, 10_000, Map.of("api", built), 2, 30_000, 70));

        assertThat(metrics().trials()).isEqualTo(2);
        assertThat(metrics().passed()).isEqualTo(1);
        assertThat(metrics().builds().savedMillis()).isEqualTo(120_000);
        assertThat(metrics().builds().savedBytes()).isEqualTo(120);
        assertThat(metrics().builds().hitRate()).isEqualTo(75);
    }

    @Test
    void shouldWriteEveryFigureForPeopleProgramsSpreadsheetsAndScrapers() throws IOException {
        on("2026-03-01T10:00:00.000Z", release("v1", Map.of("api", "a1"), Map.of("api", "2026-03-01T09:30:00Z")))
                .on("2026-03-01T11:00:00.000Z", deployed("v1", "healthy", "", "deploy", Map.of("api", "a1"), 1))
                .on("2026-03-02T10:03:00.000Z", deployed("v2", "rolled-back", "v1", "deploy", Map.of("api", "a1"), 3));
        entries.add(new Ledger.Entry(9, "2026-03-02T11:00:00.000Z", "", new Fact.Deployment(
                "=cmd|\"x\"", "v1", "healthy", "", "v1", "deploy", Map.of(), "", 1)));
        MetricsReport report = new MetricsReport(metrics());

        assertThat(report.text(new Ink(false)))
                .contains(
                        "production",
                        "  deployments           1, 0.10 a day",
                        "  lead time             1 h 30 min",
                        "  change failure rate   50 % (1 of 2 deployments)",
                        "  time to restore       3 min",
                        "  cache hit rate        no layers on record");
        assertThat(report.csv())
                .contains(
                        "production,,change_failure_rate,0.5,ratio",
                        "production,api,lead_time_p50,5400.0,seconds",
                        "\"'=cmd|\"\"x\"\"\",,deployments,1,count",
                        ",,trial_success_rate,,ratio");
        assertThat(report.openMetrics())
                .contains(
                        "# TYPE tested_delivery_lead_time_seconds gauge",
                        "# UNIT tested_delivery_lead_time_seconds seconds",
                        "tested_delivery_lead_time_seconds{environment=\"production\",component=\"api\",quantile=\"0.90\"} 5400.0",
                        "tested_delivery_deployments{environment=\"=cmd|\\\"x\\\"\"} 1")
                .endsWith("# EOF")
                .doesNotHaveDuplicates();
        assertThat(report.json()).containsEntry("schema", "tested-delivery/metrics/1").containsEntry("successRate", null);
    }
}
