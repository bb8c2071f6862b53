package io.jenkins.plugins.testeddelivery.promote;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.promote.Occupancy.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionsTest {
    private static final String AT = "2026-11-21T10:00:0";

    private static Fact.Promotion fact(String event, String id, String version, String run) {
        return new Fact.Promotion(
                event, id, "shop/production", "shop", version, "release-" + version, "2026-11-20T10:00:00Z",
                "2026-11-21T09:00:00Z", "shop/main#12", "ops/deploy", run, "ada", "because", List.of(), "", "", false);
    }

    private static Fact.Promotion ended(String version, String outcome, String running) {
        return new Fact.Promotion(
                Promotions.ENDED, "", "shop/production", "shop", version, "release-" + version, "2026-11-20T10:00:00Z",
                "2026-11-21T09:00:00Z", "shop/main#12", "ops/deploy", "ops/deploy#5", "ada", "", List.of(), outcome,
                running, false);
    }

    private static List<Ledger.Entry> entries(Fact... facts) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Fact fact : facts) {
            entries.add(new Ledger.Entry(entries.size() + 1, AT + entries.size() + ".000Z", "controller", fact));
        }
        return entries;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "good | id | ops/deploy#5 | ops/deploy | shop/production | release-v1 | ''",
        "none | '' | ops/deploy#5 | ops/deploy | shop/production | release-v1 | this run carries no promotion",
        "made up | x | ops/deploy#5 | ops/deploy | shop/production | release-v1"
                + " | the promotion that this run carries was never given here",
        "copied | id | ops/deploy#6 | ops/deploy | shop/production | release-v1 | its promotion was given to ops/deploy#5",
        "other job | id | ops/deploy#5 | my/deploy | shop/production | release-v1 | its promotion is for the job ops/deploy",
        "elsewhere | id | ops/deploy#5 | ops/deploy | blog/production | release-v1 | its promotion is for shop/production",
        "other release | id | ops/deploy#5 | ops/deploy | shop/production | release-v2"
                + " | its promotion is for the release v1 as it was then"
    })
    void shouldHoldForWhatItWasGivenFor(
            String name, String id, String run, String job, String environment, String release, String problem) {
        Promotions promotions = Promotions.of(entries(
                fact(Promotions.ASKED, "id", "v1", ""), fact(Promotions.STARTED, "id", "v1", "ops/deploy#5")));

        assertThat(promotions.problem(id, run, job, environment, release)).isEqualTo(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "its own | id | ops/deploy#5 | ops/deploy | shop/main#12 | ada",
        "none | '' | ops/deploy#5 | ops/deploy | shop/main#12 | ",
        "copied by a replay | id | ops/deploy#6 | ops/deploy | shop/main#12 | ",
        "another job | id | ops/deploy#5 | my/deploy | shop/main#12 | ",
        "another build | id | ops/deploy#5 | ops/deploy | shop/main#13 | ",
        "another project | id | ops/deploy#5 | ops/deploy | secret/main#12 | ",
        "begun by nobody | early | ops/deploy#5 | ops/deploy | shop/main#12 | "
    })
    void shouldNameWhoPromotedThatBuildToThatRunAlone(
            String name, String id, String run, String job, String source, String promoter) {
        Promotions promotions = Promotions.of(entries(
                fact(Promotions.ASKED, "id", "v1", ""),
                fact(Promotions.STARTED, "id", "v1", "ops/deploy#5"),
                fact(Promotions.ASKED, "early", "v1", "")));

        assertThat(promotions.promoter(id, run, job, source)).isEqualTo(Optional.ofNullable(promoter));
    }

    @Test
    void shouldHoldForNoRunBeforeItIsGivenToOne() {
        Promotions promotions = Promotions.of(entries(fact(Promotions.ASKED, "id", "v1", "")));

        assertThat(promotions.problem("id", "ops/deploy#5", "ops/deploy", "shop/production", "release-v1"))
                .isEqualTo("its promotion was given to no run yet");
    }

    @Test
    void shouldHoldOnce() {
        Promotions promotions = Promotions.of(entries(
                fact(Promotions.ASKED, "id", "v1", ""),
                fact(Promotions.STARTED, "id", "v1", "ops/deploy#5"),
                fact(Promotions.ADMITTED, "id", "v1", "ops/deploy#5")));

        assertThat(promotions.problem("id", "ops/deploy#5", "ops/deploy", "shop/production", "release-v1"))
                .isEqualTo("its promotion was used up by ops/deploy#5 at 2026-11-21T10:00:02.000Z");
        assertThat(promotions.unused()).isEmpty();
    }

    @Test
    void shouldBelongToTheRunThatBeganFirst() {
        Promotions promotions = Promotions.of(entries(
                fact(Promotions.ASKED, "id", "v1", ""),
                fact(Promotions.STARTED, "id", "v1", "ops/deploy#5"),
                fact(Promotions.STARTED, "id", "v1", "ops/deploy#6")));

        assertThat(promotions.run("id")).contains("ops/deploy#5");
        assertThat(promotions.unused()).hasSize(1);
    }

    @Test
    void shouldSayWhatRunsAndSinceWhen() {
        Occupancy occupancy = Occupancy.of(entries(
                ended("v1", "healthy", "v1"),
                ended("v1", "healthy", "v1"),
                ended("v2", "rolled-back", "v1"),
                ended("v3", "failed", "v1")));

        Occupancy.Tenant tenant = occupancy.at(new Place("shop/production", "shop")).orElseThrow();
        assertThat(tenant.version()).isEqualTo("v1");
        assertThat(tenant.since()).isEqualTo("2026-11-21T10:00:00.000Z");
        assertThat(tenant.health()).isEqualTo("healthy");
        assertThat(tenant.last().version()).isEqualTo("v3");
        assertThat(tenant.runs().orElseThrow().release()).isEqualTo("release-v1");
        assertThat(occupancy.of("shop")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"ill, ill", "held, held", "new-word, unknown"})
    void shouldSayThatItIsNotWell(String outcome, String health) {
        Occupancy occupancy = Occupancy.of(entries(ended("v1", "healthy", "v1"), ended("v2", outcome, "v2")));

        assertThat(occupancy.at(new Place("shop/production", "shop")).orElseThrow().health())
                .isEqualTo(health);
    }

    @Test
    void shouldFollowAProjectThatMovesAndLeaveItsNeighboursAlone() {
        List<Ledger.Entry> entries = Moves.applied(entries(
                fact(Promotions.ASKED, "id", "v1", ""), ended("v1", "healthy", "v1"), Moves.moved("shop", "team/store", "ada"),
                Moves.moved("ops", "infra", "ada"), Moves.moved("sh", "wrong", "ada")));

        assertThat(Occupancy.of(entries).at(new Place("team/store/production", "team/store"))).isPresent();
        Fact.Promotion given = Promotions.of(entries).find("id").orElseThrow().fact();
        assertThat(given.source()).isEqualTo("team/store/main#12");
        assertThat(given.job()).isEqualTo("infra/deploy");
    }

    @Test
    void shouldKnowWhatARunBeganAndDidNotEnd() {
        Fact.Promotion first = fact(Promotions.ADMITTED, "id", "v1", "ops/deploy#5");
        Fact.Promotion second = fact(Promotions.ADMITTED, "", "v2", "ops/deploy#5");
        Fact.Promotion other = fact(Promotions.ADMITTED, "id2", "v2", "ops/deploy#6");

        assertThat(Occupancy.of(entries(fact(Promotions.ASKED, "id", "v1", ""))).underWay("")).isEmpty();
        assertThat(Occupancy.of(entries(first, other)).underWay("ops/deploy#5")).containsExactly(first);
        assertThat(Occupancy.of(entries(first, other, ended("v1", "healthy", "v1"))).underWay("ops/deploy#5"))
                .isEmpty();
        assertThat(Occupancy.of(entries(first, other, ended("v1", "healthy", "v1"))).underWay("ops/deploy#6"))
                .containsExactly(other);
        assertThat(Occupancy.of(entries(first, ended("v1", "healthy", "v1"), second)).underWay("ops/deploy#5"))
                .containsExactly(second);
    }

    @Test
    void shouldBeHeldWithWhatRanBeforeAfterADeploymentThatWasCutShort() {
        Occupancy.Tenant tenant = Occupancy.of(entries(ended("v1", "healthy", "v1"), ended("v2", Occupancy.HELD, "v1")))
                .at(new Place("shop/production", "shop"))
                .orElseThrow();

        assertThat(tenant.health()).isEqualTo("held");
        assertThat(tenant.version()).isEqualTo("v1");
        assertThat(tenant.last().version()).isEqualTo("v2");
    }
}
