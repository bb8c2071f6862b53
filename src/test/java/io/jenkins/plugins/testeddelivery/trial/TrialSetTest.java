package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrialSetTest {
    private final Given given = new Given().archive("site", "proto").archive("api", "proto").library("proto");

    @Test
    void shouldHoldTheArtifactOfEveryShippableComponent() {
        TrialSet set = TrialSet.of(given.plan(), standing(Given.artifact("api"), Given.artifact("site")), false);

        assertThat(set.artifacts()).containsOnlyKeys("api", "site");
        assertThat(set.whole()).isTrue();
        assertThat(set.digest())
                .isEqualTo(Standing.setDigest(Map.of("api", Digests.of("api"), "site", Digests.of("site"))));
    }

    @Test
    void shouldNameWhatIsMissingAndThenHaveNoDigest() {
        TrialSet set = TrialSet.of(given.plan(), standing(Given.artifact("site")), false);

        assertThat(set.missing()).containsExactly("api");
        assertThat(set.digest()).isEmpty();
    }

    @Test
    void shouldTakeArtifactsOfADirtyTreeOnlyIfToldSo() {
        Fact.Candidate clean = Given.artifact("api");
        Fact.Candidate dirty = new Fact.Candidate(
                "api", "archive", clean.fingerprint(), clean.digest(), "", "v", Given.COMMIT, true, "FULL", "", "", 1, "");

        assertThat(TrialSet.of(given.plan(), standing(dirty), false).artifacts()).isEmpty();
        assertThat(TrialSet.of(given.plan(), standing(dirty), true).artifacts()).containsOnlyKeys("api");
    }

    @Test
    void shouldSpeakOfLibrariesWhoseDependentsAreAllInItOrUnchanged() {
        TrialSet whole = TrialSet.of(given.plan(), standing(Given.artifact("api"), Given.artifact("site")), false);
        TrialSet part = TrialSet.of(given.plan(), standing(Given.artifact("site")), false);

        assertThat(Proof.components(given.plan(), whole))
                .containsEntry("proto", new Fact.Tried(Given.fingerprint("proto"), ""))
                .containsEntry("api", new Fact.Tried(Given.fingerprint("api"), Digests.of("api")));
        assertThat(Proof.components(given.plan(), part)).containsOnlyKeys("site");
        given.unaffected("api");
        assertThat(Proof.components(given.plan(), part)).containsOnlyKeys("site", "proto");
    }

    @Test
    void shouldProveALibraryThroughLibrariesEvenInACircle() {
        Given circle = new Given().library("a", "b").library("b", "a").archive("site", "a").library("c").library("d", "c");
        circle.archive("api", "d");
        TrialSet set = TrialSet.of(circle.plan(), standing(Given.artifact("site")), false);

        assertThat(Proof.components(circle.plan(), set)).containsOnlyKeys("a", "b", "site");
        assertThat(Proof.components(circle.plan(), new TrialSet(Map.of(), List.of("site")))).isEmpty();
    }

    @Test
    void shouldSpeakAgainstWhatNothingSpokeFor() {
        TrialSet set = TrialSet.of(given.plan(), standing(Given.artifact("api"), Given.artifact("site")), false);
        Map<String, Fact.Tried> tried = Proof.components(given.plan(), set);
        Fact green = new Fact.Evidence(
                "passed", "trial", Given.COMMIT, false, "v", "", Given.KEY, "x", 0, 0, 1, "",
                Map.of("api", tried.get("api")), List.of(), List.of());

        assertThat(Proof.against(tried, standing(Given.artifact("api"), Given.artifact("site"), green)))
                .containsExactly("site");
    }

    @Test
    void shouldHoldWhatStaysOlderAsItWasTestedAndSpeakNothingOfIt() {
        Fact.Candidate old = new Fact.Candidate(
                "site", "archive", Digests.of("older inputs"), Digests.of("older"), "", "v0", Given.COMMIT, false, "FULL",
                "", "", 1, "");
        Fact green = new Fact.Evidence(
                "passed", "trial", Given.COMMIT, false, "v0", "", Given.KEY, "x", 0, 0, 1, "",
                Map.of("site", new Fact.Tried(old.fingerprint(), old.digest())), List.of(), List.of());
        Standing untested = standing(old, green, Given.artifact("api"), Given.artifact("site"));

        TrialSet set = TrialSet.of(given.plan(), untested, false, Set.of("site"));

        assertThat(set.artifacts()).containsEntry("site", old).containsEntry("api", Given.artifact("api"));
        assertThat(set.digest())
                .isEqualTo(Standing.setDigest(Map.of("api", Digests.of("api"), "site", Digests.of("older"))));
        // neither tested at head nor proof of the library that goes into it
        assertThat(Proof.components(given.plan(), set)).containsOnlyKeys("api");
        assertThat(TrialSet.of(given.plan(), standing(Given.artifact("api")), false, Set.of("site")).missing())
                .containsExactly("site");
    }

    private static Standing standing(Fact... facts) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Fact fact : facts) {
            entries.add(new Ledger.Entry(entries.size() + 1, "2026-01-01T00:00:00.000Z", "ada@host", fact));
        }
        return Standing.of(entries);
    }
}
