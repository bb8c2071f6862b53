package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What builds cost and save ({@link Books}), and what they are expected to ({@link Estimates}). */
class BooksTest {
    private final List<Ledger.Entry> entries = new ArrayList<>();

    private void record(Fact fact) {
        entries.add(new Ledger.Entry(entries.size() + 1, "2026-01-01T00:00:00.000Z", "ada", fact));
    }

    private static Fact.Built built(String strategy, long seconds, long expected, String... steps) {
        return new Fact.Built(
                strategy, seconds * 1000, expected * 1000, false, 100_000, 20, 30, 500, 7, 4, 3, List.of(steps));
    }

    private void account(String commit, long keptSeconds, Map<String, Fact.Built> built) {
        record(new Fact.Account("v1", commit, false, 1, built, keptSeconds > 0 ? 1 : 0, keptSeconds * 1000, keptSeconds));
    }

    private void candidate(String digest, long millis) {
        record(new Fact.Candidate(
                "api", "image", "fp", digest, digest, "v1", "c", false, "FULL", "api:v1", "", millis, ""));
    }

    @Test
    void shouldAddUpWhatAPlanSaved() {
        account("a", 50, Map.of("api", built("INCREMENTAL", 10, 10), "web", built("FULL", 110, 10)));

        Books.Sum sum = Books.of((Fact.Account) new Books(entries).accounts().get(0).fact());

        assertThat(sum.millis()).isEqualTo(120_000);
        assertThat(sum.savedMillis()).isEqualTo(50_000 + 90_000 - 10_000);
        assertThat(sum.savedBytes()).isEqualTo(50 + 480 + 480);
        assertThat(sum.hitRate()).isEqualTo(75);
    }

    @Test
    void shouldCountWhatACommitKeptOnce() {
        account("a", 50, Map.of("api", built("FULL", 100, 10)));
        account("a", 50, Map.of("api", built("FULL", 100, 10)));
        account("b", 50, Map.of("api", built("FULL", 100, 10)));

        assertThat(new Books(entries).total().savedMillis()).isEqualTo(100_000);
        assertThat(new Books(entries).total().builds()).isEqualTo(3);
        assertThat(new Books(List.of()).total().hitRate()).isEqualTo(-1);
    }

    @Test
    void shouldAddUpWeekByWeekTheNewestFirst() {
        for (String at : List.of("2026-01-01T10:00:00.000Z", "2026-01-04T23:59:59.000Z", "2026-01-05T00:00:00.000Z", "no time")) {
            entries.add(new Ledger.Entry(entries.size() + 1, at, "ada", new Fact.Account(
                    "v1", at, false, 1, Map.of("api", built("INCREMENTAL", 10, 10)), 0, 0, 0)));
        }

        Map<String, Books.Sum> weeks = new Books(entries).weeks();

        assertThat(weeks.keySet()).containsExactly("2026-W02", "2026-W01", "");
        assertThat(weeks.get("2026-W01").builds()).isEqualTo(2);
        assertThat(weeks.get("2026-W01").savedMillis()).isEqualTo(180_000);
        assertThat(new Books(entries).total().builds()).isEqualTo(4);
    }

    @Test
    void shouldNameTheLayerThatNeverHits() {
        for (int i = 0; i < 3; i++) {
            account("c" + i, 0, Map.of("api", built(
                    "INCREMENTAL", 100 + i, 40, "+ COPY req.txt .", "- 90000 RUN pip install", "- 500 RUN x" + i, "- 100 RUN y")));
        }

        assertThat(new Books(entries).remarks())
                .containsExactly("api INCREMENTAL took 100 s, 101 s, 102 s where 40 s, 40 s, 40 s were expected, three times"
                        + " in a row: the layer 'RUN pip install' never comes from the cache");
    }

    @Test
    void shouldSayNothingOfTwoInARowOrOfWhatIsWithinHalf() {
        account("a", 0, Map.of("api", built("FULL", 61, 40)));
        account("b", 0, Map.of("api", built("FULL", 61, 40)));
        assertThat(new Books(entries).remarks()).isEmpty();

        account("c", 0, Map.of("api", built("FULL", 60, 40)));
        assertThat(new Books(entries).remarks()).isEmpty();
        account("d", 0, Map.of("web", built("FULL", 1, 2), "lib", built("FULL", 3, 2)));
        assertThat(new Books(entries).remarks()).isEmpty();
    }

    @Test
    void shouldGiveAReasonWhereEverythingHitOrWasQuicker() {
        for (int i = 0; i < 3; i++) {
            account("c" + i, 0, Map.of(
                    "api", built("CACHED", 100, 40, "+ RUN a"), "web", built("FULL", 10, 40, "- 1 RUN a")));
        }

        assertThat(new Books(entries).remarks()).satisfiesExactly(
                slow -> assertThat(slow).startsWith("api CACHED").contains("every layer that could come from the cache did"),
                quick -> assertThat(quick).startsWith("web FULL").contains("became quicker"));
    }

    @Test
    void shouldReadStepsThatAreNotWhatWeWrote() {
        for (int i = 0; i < 3; i++) {
            account("c" + i, 0, Map.of("api", built("FULL", 100, 40, "-", "- ", "- x", "- 99999999999999999999 RUN a", "")));
        }

        assertThat(new Books(entries).remarks()).singleElement().asString().contains("'RUN a'");
    }

    @Test
    void shouldEstimateByTheMedianOfTheLastTen() {
        for (long seconds : new long[] {900, 900, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) {
            candidate("d" + entries.size(), seconds * 1000);
        }

        Estimates estimates = new Estimates(entries);

        assertThat(estimates.build("api", Strategy.FULL)).isEqualTo(Duration.ofSeconds(6));
        assertThat(estimates.assumed("api", Strategy.FULL)).isFalse();
        assertThat(estimates.assumed("api", Strategy.CACHED)).isTrue();
    }

    @Test
    void shouldCountABuildOnceThatWasRecordedAgainWithItsBytes() {
        candidate("a", 1000);
        candidate("b", 9000);
        candidate("b", 9000);
        candidate("c", 2000);

        assertThat(new Estimates(entries).build("api", Strategy.FULL)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldAssumeTheStatedPriors() {
        Estimates none = new Estimates(List.of());

        assertThat(List.of(Strategy.values())).extracting(strategy -> none.build("api", strategy).toSeconds())
                .containsExactly(0L, 0L, 30L, 30L, 45L, 120L, 180L);
        assertThat(none.bytes("api", Strategy.FULL)).isEqualTo(500_000_000);
        assertThat(none.bytes("api", Strategy.DEPENDENCIES)).isEqualTo(50_000_000);
        assertThat(none.bytes("api", Strategy.INCREMENTAL)).isZero();
        assertThat(List.of(Strategy.FULL, Strategy.DEPENDENCIES, Strategy.INCREMENTAL))
                .extracting(strategy -> none.hitRate("api", strategy))
                .containsExactly(20L, 60L, 90L);
        assertThat(none.deployment("staging")).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldLearnBytesHitsAndDeployments() {
        account("a", 0, Map.of("api", built("FULL", 1, 1)));
        record(new Fact.Deployment("staging", "v1", "healthy", "", "v1", "deploy", Map.of(), "", 4000));
        record(new Fact.Deployment("staging", "v1", "ill", "", "v1", "deploy", Map.of(), "", 90_000));
        Estimates estimates = new Estimates(entries);

        assertThat(estimates.bytes("api", Strategy.FULL)).isEqualTo(20);
        assertThat(estimates.bytesAssumed("api", Strategy.FULL)).isFalse();
        assertThat(estimates.hitRate("api", Strategy.FULL)).isEqualTo(75);
        assertThat(estimates.deployment("staging")).isEqualTo(Duration.ofSeconds(4));
    }
}
