package io.jenkins.plugins.testeddelivery.ledger;

import static io.jenkins.plugins.testeddelivery.ledger.Facts.candidate;
import static io.jenkins.plugins.testeddelivery.ledger.Facts.digest;
import static io.jenkins.plugins.testeddelivery.ledger.Facts.dirty;
import static io.jenkins.plugins.testeddelivery.ledger.Facts.entries;
import static io.jenkins.plugins.testeddelivery.ledger.Facts.failed;
import static io.jenkins.plugins.testeddelivery.ledger.Facts.fingerprint;
import static io.jenkins.plugins.testeddelivery.ledger.Facts.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);

    @Test
    void shouldKnowNothingFromNoRecords() {
        Standing standing = of();

        assertThat(standing.testedAt("api")).isEmpty();
        assertThat(standing.artifact("api", fingerprint("a"), true)).isEmpty();
        assertThat(standing.newestTested("api")).isEmpty();
        assertThat(standing.tested("api", digest("a"))).isFalse();
        assertThat(standing.failed("api", digest("a"))).isFalse();
        assertThat(standing.evidenceOfSet("", "")).isEmpty();
        assertThat(standing.releases()).isEmpty();
        assertThat(standing.deployments("staging")).isEmpty();
    }

    @Test
    void shouldCallEveryArtifactOfAPassedTrialTested() {
        Standing standing = of(
                candidate("api", "1"),
                passed(A).of("api", "1").of("site", "1").ofLibrary("proto", "1").fact());

        assertThat(standing.tested("api", digest("1"))).isTrue();
        assertThat(standing.tested("site", digest("1"))).isTrue();
        assertThat(standing.tested("api", digest("2"))).isFalse();
        assertThat(standing.tested("web", digest("1"))).isFalse();
        assertThat(standing.testedAt("api"))
                .containsExactly(new Standing.TestedAt(
                        2, "2025-01-20T14:30:22.102Z", A, fingerprint("1"), digest("1"), "v1"));
        assertThat(standing.newestTested("api")).contains(candidate("api", "1"));
        assertThat(standing.newestTested("site")).as("no record of how it was built").isEmpty();
    }

    @Test
    void shouldGiveALibraryABaselineAndNoArtifact() {
        Standing standing = of(passed(A).ofLibrary("proto", "1").fact());

        assertThat(standing.testedAt("proto"))
                .containsExactly(
                        new Standing.TestedAt(1, "2025-01-20T14:30:22.101Z", A, fingerprint("1"), "", "v1"));
        assertThat(standing.tested("proto", "")).isFalse();
        assertThat(standing.failed("proto", "")).isFalse();
    }

    @Test
    void shouldListNewestFirstInLedgerOrder() {
        Standing standing = of(
                passed(C).of("api", "3").fact(), passed(A).of("api", "1").fact(), passed(B).of("api", "2").fact());

        assertThat(standing.testedAt("api")).extracting(Standing.TestedAt::commit).containsExactly(B, A, C);
    }

    @Test
    void shouldNotCountAdHocEvidence() {
        Standing standing = of(
                passed(A).of("api", "1").ofSet("set", "key").adhoc().fact(),
                passed(A).of("site", "1").fact(),
                failed(B, "site").of("site", "1").adhoc().fact());

        assertThat(standing.tested("api", digest("1"))).isFalse();
        assertThat(standing.testedAt("api")).isEmpty();
        assertThat(standing.evidenceOfSet("set", "key")).isEmpty();
        assertThat(standing.tested("site", digest("1"))).isTrue();
    }

    @Test
    void shouldNotCountAPassFromADirtyTree() {
        Standing standing = of(
                candidate("api", "1"),
                passed(A).of("api", "1").ofLibrary("proto", "1").ofSet("set", "key").fromDirtyTree().fact());

        assertThat(standing.tested("api", digest("1"))).isFalse();
        assertThat(standing.failed("api", digest("1"))).isFalse();
        assertThat(standing.testedAt("api")).isEmpty();
        assertThat(standing.testedAt("proto")).isEmpty();
        assertThat(standing.newestTested("api")).isEmpty();
        assertThat(standing.evidence("api", digest("1"))).isEmpty();
        assertThat(standing.evidenceOfSet("set", "key")).isEmpty();
    }

    @Test
    void shouldRevokeWhatANewerFailureSpeaksAgainst() {
        Standing standing = of(
                candidate("api", "1"),
                candidate("site", "1"),
                passed(A).of("api", "1").of("site", "1").fact(),
                failed(B, "api").of("api", "1").of("site", "1").fact());

        assertThat(standing.tested("api", digest("1"))).isFalse();
        assertThat(standing.failed("api", digest("1"))).isTrue();
        assertThat(standing.testedAt("api")).isEmpty();
        assertThat(standing.newestTested("api")).isEmpty();
        assertThat(standing.evidence("api", digest("1"))).get().extracting(Ledger.Entry::sequence).isEqualTo(4L);
        assertThat(standing.tested("site", digest("1"))).as("nothing was said against it").isTrue();
        assertThat(standing.evidence("site", digest("1"))).get().extracting(Ledger.Entry::sequence).isEqualTo(3L);
    }

    @Test
    void shouldGoBackToAnOlderBaselineWhenTheNewestIsRevoked() {
        Standing standing = of(
                candidate("api", "1"),
                candidate("api", "2"),
                passed(A).of("api", "1").fact(),
                passed(B).of("api", "2").fact(),
                failed(C, "api").of("api", "2").fact());

        assertThat(standing.testedAt("api")).extracting(Standing.TestedAt::commit).containsExactly(A);
        assertThat(standing.newestTested("api")).contains(candidate("api", "1"));
    }

    @Test
    void shouldTrustAgainWhatPassedAgain() {
        Standing standing = of(
                passed(A).of("api", "1").fact(),
                failed(B, "api").of("api", "1").fact(),
                passed(C).of("api", "1").fact());

        assertThat(standing.tested("api", digest("1"))).isTrue();
        assertThat(standing.failed("api", digest("1"))).isFalse();
        assertThat(standing.testedAt("api")).extracting(Standing.TestedAt::commit).containsExactly(C, A);
    }

    @Test
    void shouldNotLiftAFailureByADirtyPassButHearADirtyFailure() {
        Standing standing = of(
                passed(A).of("api", "1").fact(),
                failed(B, "api").of("api", "1").fromDirtyTree().fact(),
                passed(C).of("api", "1").fromDirtyTree().fact());

        assertThat(standing.tested("api", digest("1"))).isFalse();
        assertThat(standing.failed("api", digest("1"))).isTrue();
    }

    @Test
    void shouldIgnoreAFailureAgainstWhatWasNotTried() {
        Standing standing = of(passed(A).of("api", "1").fact(), failed(B, "api").of("site", "1").fact());

        assertThat(standing.tested("api", digest("1"))).isTrue();
    }

    @Test
    void shouldTellTwoComponentsWithTheSameArtifactApart() {
        Standing standing = of(
                passed(A).of("api", "1").of("copy", "1").fact(),
                failed(B, "copy").of("api", "1").of("copy", "1").fact());

        assertThat(standing.tested("api", digest("1"))).isTrue();
        assertThat(standing.tested("copy", digest("1"))).isFalse();
    }

    @Test
    void shouldFindTheNewestArtifactOfTheInputs() {
        Fact.Candidate first = candidate("api", "1");
        Fact.Candidate again = first.withStored(digest("packed"));
        Fact.Candidate unclean = dirty(first);

        Standing standing = of(first, again, candidate("api", "2"), candidate("site", "1"), unclean);

        assertThat(standing.artifact("api", fingerprint("1"), false)).contains(again);
        assertThat(standing.artifact("api", fingerprint("1"), true)).contains(unclean);
        assertThat(standing.artifacts("api", fingerprint("1"), true)).containsExactly(unclean, again, first);
        assertThat(standing.artifact("api", fingerprint("3"), true)).isEmpty();
    }

    @Test
    void shouldPreferTheRecordThatHasItsBytes() {
        Fact.Candidate first = candidate("api", "1");
        Fact.Candidate stored = first.withStored(digest("packed"));

        assertThat(of(first, stored, first).byDigest("api", digest("1"))).contains(stored);
        assertThat(of(first, stored, first.withStored(digest("repacked"))).byDigest("api", digest("1")))
                .contains(first.withStored(digest("repacked")));
        assertThat(of(first).byDigest("api", digest("1"))).contains(first);
        assertThat(of(first).byDigest("site", digest("1"))).isEmpty();
    }

    @Test
    void shouldGiveTheNewestEvidenceOfASetUnderItsKey() {
        Standing standing = of(
                passed(A).of("api", "1").ofSet("set", "key").fact(),
                failed(B).of("api", "1").ofSet("set", "key").fact(),
                passed(C).of("api", "1").ofSet("set", "other key").fact(),
                passed(C).of("api", "1").fact());

        assertThat(standing.evidenceOfSet("set", "key")).get().extracting(Ledger.Entry::sequence).isEqualTo(2L);
        assertThat(standing.evidenceOfSet("set", "other key")).get().extracting(Ledger.Entry::sequence).isEqualTo(3L);
        assertThat(standing.evidenceOfSet("other set", "key")).isEmpty();
        assertThat(standing.evidenceOfSet("", "key")).as("a trial of less than the set").isEmpty();
    }

    @Test
    void shouldListReleasesAndDeploymentsNewestFirst() {
        Fact.Release first = new Fact.Release("v1", A, "set", "manifest", Map.of());
        Fact.Release second = new Fact.Release("v2", B, "set", "manifest", Map.of());
        Fact.Deployment staging = new Fact.Deployment(
                "staging", "v1", "healthy", "", "v1", "deploy", Map.of(), "", 1);
        Fact.Deployment later = new Fact.Deployment(
                "staging", "v2", "rolled-back", "v1", "v1", "deploy", Map.of(), "ill", 1);

        Standing standing = of(first, staging, second, later);

        assertThat(standing.releases()).extracting(Ledger.Entry::fact).isEqualTo(List.of(second, first));
        assertThat(standing.release("v1")).contains(first);
        assertThat(standing.release("v3")).isEmpty();
        assertThat(standing.deployments("staging")).extracting(Ledger.Entry::fact).isEqualTo(List.of(later, staging));
        assertThat(standing.deployments("production")).isEmpty();
    }

    @Test
    void shouldHashTheSetWhateverItsOrder() {
        assertThat(Standing.setDigest(Map.of("site", "sha256:2", "api", "sha256:1")))
                .isEqualTo(Digests.of("api=sha256:1\nsite=sha256:2\n"))
                .isNotEqualTo(Standing.setDigest(Map.of("site", "sha256:1", "api", "sha256:2")));
    }

    private static Standing of(Fact... facts) {
        return Standing.of(entries(facts));
    }
}
