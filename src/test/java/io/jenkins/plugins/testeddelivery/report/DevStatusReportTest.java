package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import io.jenkins.plugins.testeddelivery.docker.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevStatusReportTest {
    private static final DevStatus STATUS = new DevStatus("shop-dev", List.of(
            new DevStatus.Service("api", "api", "v1", "running", "healthy", 2, "2026-01-01T00:00:00Z", "services/api",
                    "c1", Usage.UNKNOWN),
            new DevStatus.Service("db", "", "", "exited", "", 0, "", "", "c2", Usage.UNKNOWN)));

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

    @Test
    void shouldShowWhatContainersUseBelowWhereTheLineIsTooWide() {
        DevStatus using = STATUS.using(Map.of(
                "c1", new Usage(1.5, 12_000_000, 512_000_000, 4_100), "c2", new Usage(-1, -1, -1, 0)));

        assertThat(new DevStatusReport(using).text(new Ink(false)))
                .containsExactly(
                        "shop-dev  development",
                        "  api  running, healthy, 2 restarts  v1  source mounted",
                        "       cpu 1.5 %, memory 12 MB of 512 MB, disk 4.1 kB",
                        "  db   exited",
                        "       disk 0 B");
    }

    @Test
    void shouldShowItBehindWhereThereIsRoomForAllAndColoursTakeNone() {
        DevStatus using = STATUS.using(Map.of("c1", new Usage(-1, 12_000_000, -1, -1), "c2", new Usage(-1, -1, -1, 0)));

        assertThat(new DevStatusReport(using).text(new Ink(true)))
                .hasSize(3)
                .anyMatch(line -> line.contains("source mounted") && line.contains("memory 12 MB"))
                .anyMatch(line -> line.contains("exited") && line.contains("disk 0 B"));
    }

    @Test
    void shouldGiveWhatIsKnownOfTheUseToPrograms() {
        DevStatus using = STATUS.using(Map.of("c1", new Usage(1.526, 12, -1, -1)));

        List<?> services = (List<?>) new DevStatusReport(using).json().get("services");

        assertThat((Map<?, ?>) ((Map<?, ?>) services.get(0)).get("resources"))
                .extracting("cpuPercent", "memoryBytes", "memoryLimitBytes", "diskBytes")
                .containsExactly(1.53, 12L, null, null);
        assertThat(((Map<?, ?>) services.get(1)).containsKey("resources")).isFalse();
    }
}
