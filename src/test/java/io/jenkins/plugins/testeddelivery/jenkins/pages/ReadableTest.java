package io.jenkins.plugins.testeddelivery.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.report.LiveRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadableTest {
    @Test
    void shouldShowNothingOfAProjectThatIsNotThereOrMayNotBeRead() {
        List<String> asked = new ArrayList<>();
        Readable readable = new Readable(name -> {
            asked.add(name);
            return null;
        });

        assertThat(readable.environments(List.of(live("a", "staging"), live("a", "production")))).isEmpty();
        assertThat(asked).containsExactly("a");
    }

    @Test
    void shouldPreferTheIndexToTheLedger() {
        List<LiveRow> rows = LiveEnvironments.merged(List.of(live("a", "staging"), live("a", "edge")), List.of());

        assertThat(rows).extracting(LiveRow::getEnvironment).containsExactly("edge", "staging");
        assertThat(rows).extracting(LiveRow::getHealth).containsOnly("held");
        assertThat(rows.get(0).isGuarded()).isTrue();
    }

    @Test
    void shouldTellOfEnvironmentsThatAreHeld() {
        assertThat(RecordsInspection.held(List.of(live("a", "staging"))))
                .containsExactly(new Concern(Concern.Kind.HELD, "a", "staging"));
    }

    @Test
    void shouldFindAReleasesFilesByTheirName() {
        String md5 = "0".repeat(32);
        ReleaseFiles files = new ReleaseFiles(
                Map.of("releases/v1/api.tar.gz", "releases/v1/api.tar.gz"),
                Map.of("releases/v1/api.tar.gz", md5, "x", "<script>alert(1)</script>"));

        assertThat(files.link("api.tar.gz")).isEqualTo("releases/v1/api.tar.gz");
        assertThat(files.md5("api.tar.gz")).isEqualTo(md5);
        assertThat(files.md5("x")).isEmpty();
        assertThat(files.link("")).isEmpty();
    }

    private static EnvironmentIndex.Live live(String project, String name) {
        return new EnvironmentIndex.Live(
                "folder/" + name, name, project, "v1", "", "2025-01-20T14:30:22Z", "held", "held", "v2", "cut short",
                "shop #1", "shop #2", "ada", "", true);
    }
}
