package io.jenkins.plugins.testeddelivery.report;

import static io.jenkins.plugins.testeddelivery.report.Records.deployed;
import static io.jenkins.plugins.testeddelivery.report.Records.entries;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRowTest {
    @Test
    void shouldShowTheNewestDeploymentOfEachEnvironment() {
        List<LiveRow> rows = LiveRow.of(entries(
                deployed("staging", "v1", "healthy", "v1"),
                deployed("production", "v1", "healthy", "v1"),
                deployed("staging", "v2", "healthy", "v2")));

        assertThat(rows).extracting(LiveRow::getEnvironment).containsExactly("production", "staging");
        assertThat(rows).extracting(LiveRow::getVersion).containsExactly("v1", "v2");
        assertThat(rows).extracting(LiveRow::getHealth).containsOnly("healthy");
        assertThat(rows.get(1).getBy()).isEqualTo("shop #3");
    }

    @Test
    void shouldShowWhatRunsAgainAfterARollback() {
        LiveRow row = LiveRow.of(entries(
                        deployed("staging", "v1", "healthy", "v1"),
                        deployed("staging", "v2", "rolled-back", "v1")))
                .get(0);

        assertThat(row.getVersion()).isEqualTo("v1");
        assertThat(row.getHealth()).isEqualTo("healthy");
        assertThat(row.getSince()).isEqualTo("2025-01-20 14:30:01 UTC");
        assertThat(row.getLastVersion()).isEqualTo("v2");
        assertThat(row.getLastOutcome()).isEqualTo("rolled-back");
        assertThat(row.getReason()).isEqualTo("HTTP 503");
    }

    @Test
    void shouldCallIllWhatIsLeftRunningIll() {
        assertThat(LiveRow.of(entries(deployed("staging", "v2", "ill", "v2"))).get(0).getHealth()).isEqualTo("ill");
    }

    @Test
    void shouldSayWhenNothingRuns() {
        LiveRow row = LiveRow.of(entries(deployed("staging", "v2", "ill", ""))).get(0);

        assertThat(row.getHealth()).isEqualTo("empty");
        assertThat(row.getVersion()).isEmpty();
        assertThat(row.getSince()).isEmpty();
    }
}
