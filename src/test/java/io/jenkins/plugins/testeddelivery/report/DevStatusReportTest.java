package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevStatusReportTest {
    private static final DevStatus STATUS = new DevStatus("shop-dev", List.of(
            new DevStatus.Service("api", "api", "v1", "running", "healthy", 2, "2026-01-01T00:00:00Z", "services/api"),
            new DevStatus.Service("db", "", "", "exited", "", 0, "", "")));

    @Test
    void shouldShowWhatRunsAndWhoseSourceIsMounted() {
        assertThat(new DevStatusReport(STATUS).text(new Ink(false)))
                .containsExactly(
                        "shop-dev  development",
                        "  api  running, healthy, 2 restarts  v1  source mounted",
                        "  db   exited");
        assertThat(new DevStatusReport(new DevStatus("shop-dev", List.of())).text(new Ink(false))).isEmpty();
    }

    @Test
    void shouldGiveTheSameToPrograms() {
        Map<String, Object> json = new DevStatusReport(STATUS).json();

        assertThat(json).containsEntry("project", "shop-dev");
        assertThat((Map<?, ?>) ((List<?>) json.get("services")).get(0))
                .extracting("mounted", "restarts", "runs")
                .isEqualTo(List.of("services/api", 2, "v1"));
    }
}
