package io.jenkins.plugins.testeddelivery.report;

import static io.jenkins.plugins.testeddelivery.report.Records.built;
import static io.jenkins.plugins.testeddelivery.report.Records.deployed;
import static io.jenkins.plugins.testeddelivery.report.Records.digest;
import static io.jenkins.plugins.testeddelivery.report.Records.entries;
import static io.jenkins.plugins.testeddelivery.report.Records.released;
import static io.jenkins.plugins.testeddelivery.report.Records.tested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksumTrailTest {
    private static final List<Ledger.Entry> STORY = entries(
            built("api", "v1"),
            tested("passed", "api", "v1"),
            released("v1", "api", "v1"),
            deployed("staging", "v1", "healthy", "v1"),
            deployed("production", "v1", "healthy", "v1"),
            built("api", "v2"),
            tested("failed", "api", "v2"));

    @Test
    void shouldTellWhoBuiltAndTestedAndWhereItWasDeployed() {
        List<ChecksumTrail> trails = ChecksumTrail.of(STORY, digest("v1"));

        assertThat(trails).hasSize(1);
        ChecksumTrail trail = trails.get(0);
        assertThat(trail.getComponent()).isEqualTo("api");
        assertThat(trail.getBuilt()).singleElement().satisfies(event -> {
            assertThat(event.getBy()).isEqualTo("shop #1");
            assertThat(event.getAt()).isEqualTo("2025-01-20 14:30:01 UTC");
            assertThat(event.getCommit()).isEqualTo(Records.COMMIT);
            assertThat(event.getShortCommit()).isEqualTo("ccccccc");
        });
        assertThat(trail.getTested())
                .singleElement()
                .satisfies(event -> assertThat(event.getDetail()).isEqualTo("./smoke.sh: 3 tests"));
        assertThat(trail.getReleased()).extracting(TrailEvent::getVersion).containsExactly("v1");
        assertThat(trail.getDeployed()).extracting(TrailEvent::getWhere).containsExactly("staging", "production");
        assertThat(trail.getLive()).containsExactly("production", "staging");
    }

    @Test
    void shouldFindTheArtifactByItsReleasedFile() {
        ChecksumTrail trail = ChecksumTrail.of(STORY, digest("file v1")).get(0);

        assertThat(trail.getDigest()).isEqualTo(digest("v1"));
        assertThat(trail.getFile()).isEqualTo("api-v1.tar.gz");
        assertThat(trail.getBuilt()).hasSize(1);
    }

    @Test
    void shouldFindEveryArtifactByTheReleasesManifest() {
        assertThat(ChecksumTrail.of(STORY, digest("manifest v1")))
                .extracting(ChecksumTrail::getDigest)
                .containsExactly(digest("v1"));
    }

    @Test
    void shouldShowEvidenceAgainstIt() {
        ChecksumTrail trail = ChecksumTrail.of(STORY, digest("v2")).get(0);

        assertThat(trail.getTested()).extracting(TrailEvent::getOutcome).containsExactly("failed");
        assertThat(trail.getReleased()).isEmpty();
        assertThat(trail.getLive()).isEmpty();
    }

    @Test
    void shouldKnowThatAnotherReleaseTookItsPlace() {
        List<Ledger.Entry> story = entries(
                released("v1", "api", "v1"),
                deployed("staging", "v1", "healthy", "v1"),
                released("v2", "api", "v2"),
                deployed("staging", "v2", "healthy", "v2"));

        assertThat(ChecksumTrail.of(story, digest("v1")).get(0).getLive()).isEmpty();
        assertThat(ChecksumTrail.of(story, digest("v2")).get(0).getLive()).containsExactly("staging");
    }

    @Test
    void shouldKnowThatItRunsAgainAfterARollback() {
        List<Ledger.Entry> story = entries(
                released("v1", "api", "v1"),
                deployed("staging", "v1", "healthy", "v1"),
                released("v2", "api", "v2"),
                deployed("staging", "v2", "rolled-back", "v1"));

        assertThat(ChecksumTrail.of(story, digest("v1")).get(0).getLive()).containsExactly("staging");
        ChecksumTrail newer = ChecksumTrail.of(story, digest("v2")).get(0);
        assertThat(newer.getLive()).isEmpty();
        assertThat(newer.getDeployed()).extracting(TrailEvent::getOutcome, TrailEvent::getDetail)
                .containsExactly(tuple("rolled-back", "HTTP 503"));
    }

    @Test
    void shouldFindNothingUnderWhatWasNeverRecorded() {
        assertThat(ChecksumTrail.of(STORY, digest("other"))).isEmpty();
        assertThat(ChecksumTrail.of(STORY, "")).isEmpty();
    }
}
