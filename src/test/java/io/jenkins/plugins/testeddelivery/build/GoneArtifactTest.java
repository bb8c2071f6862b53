package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two artifacts of the same inputs, of which the newer is gone. */
@Timeout(60)
class GoneArtifactTest {
    @TempDir
    Path folder;

    private Bench bench;
    private Fact.Candidate older;
    private Fact.Candidate newer;

    @BeforeEach
    void buildTwice() throws Exception {
        bench = new Bench(folder, Map.of());
        bench.repo.write(
                "delivery.yaml",
                """
                version: 1
                project: shop
                components:
                  site:
                    path: site
                    archive: { run: [sh, build.sh], outputs: ["dist/**"] }
                """);
        // no two builds of it are the same
        bench.repo.write("site/build.sh", "mkdir -p dist && echo $DELIVERY_VERSION > dist/out");
        bench.repo.commit("one");
        older = bench.build(Strategy.FULL).built().get("site");
        bench.tried("passed", Map.of("site", older));
        newer = bench.build(bench.plan(Strategy.FULL, "FORCED")).built().get("site");
    }

    @Test
    void shouldTakeTheOlderOneFromThenOn() throws Exception {
        assertThat(taken()).isEqualTo(newer);
        gone(newer);

        Outcome kept = bench.build(Strategy.REUSE);

        assertThat(kept.built().get("site").digest()).isEqualTo(older.digest());
        assertThat(taken().digest()).isEqualTo(older.digest());
        assertThat(taken().version()).isEqualTo(older.version());
        assertThat(Standing.of(bench.ledger().entries()).tested("site", taken().digest())).isTrue();
        assertThat(bench.log.all())
                .contains("site | tested before as " + older.version() + ", from the same inputs");
    }

    @Test
    void shouldRecordThatOnce() throws Exception {
        gone(newer);

        bench.build(Strategy.REUSE);
        bench.build(Strategy.REUSE);

        assertThat(bench.candidates()).extracting(Fact.Candidate::digest)
                .containsExactly(older.digest(), newer.digest(), older.digest());
    }

    @Test
    void shouldRecordNothingWhereTheNewerIsThere() throws Exception {
        gone(older);

        bench.build(Strategy.REUSE);

        assertThat(bench.candidates()).isEqualTo(List.of(older, newer));
    }

    private Fact.Candidate taken() throws IOException {
        return Standing.of(bench.ledger().entries())
                .artifact("site", older.fingerprint(), false)
                .orElseThrow();
    }

    private void gone(Fact.Candidate candidate) throws IOException {
        String hex = Digests.hex(candidate.stored());
        Files.delete(bench.store.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex));
    }
}
