package io.jenkins.plugins.testeddelivery.report;

import static io.jenkins.plugins.testeddelivery.report.Records.built;
import static io.jenkins.plugins.testeddelivery.report.Records.deployed;
import static io.jenkins.plugins.testeddelivery.report.Records.entries;
import static io.jenkins.plugins.testeddelivery.report.Records.released;
import static io.jenkins.plugins.testeddelivery.report.Records.tested;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryRowTest {
    @Test
    void shouldTellTheNewestFirst() {
        List<HistoryRow> rows = HistoryRow.newest(
                entries(
                        built("api", "v1"),
                        tested("passed", "api", "v1"),
                        released("v1", "api", "v1"),
                        deployed("staging", "v1", "healthy", "v1")),
                3);

        assertThat(rows)
                .extracting(HistoryRow::getText)
                .containsExactly(
                        "deployed v1 to staging: healthy, 3 s",
                        "released v1, 1 artifacts",
                        "tested passed: api, 3 tests, 0 failed, 1 s");
        assertThat(rows).extracting(HistoryRow::isBad).containsOnly(false);
        assertThat(rows.get(0).getBy()).isEqualTo("shop #4");
    }

    @Test
    void shouldMarkWhatWentWrong() {
        assertThat(HistoryRow.newest(
                        entries(tested("failed", "api", "v1"), deployed("staging", "v1", "rolled-back", "v0")), 9))
                .extracting(HistoryRow::isBad)
                .containsExactly(true, true);
    }

    @Test
    void shouldShowControlCharactersInsteadOfObeyingThem() {
        HistoryRow row = HistoryRow.newest(entries(deployed("sta\u202Eging", "v1\n", "healthy", "v1\n")), 1).get(0);

        assertThat(row.getText()).isEqualTo("deployed v1\\n to sta\\u202eging: healthy, 3 s");
    }
}
