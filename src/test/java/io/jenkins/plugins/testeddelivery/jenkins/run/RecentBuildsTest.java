package io.jenkins.plugins.testeddelivery.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentBuildsTest {
    @TempDir
    private Path job;

    private RecentBuilds builds;

    @BeforeEach
    void open() {
        builds = new RecentBuilds(job);
    }

    @Test
    void shouldGiveTheNewestFirst() throws IOException {
        for (int number : new int[] {2, 10, 9}) {
            builds.put(number, "at " + number, Map.of());
        }

        assertThat(builds.newest(2)).extracting(build -> build.get("number")).containsExactly(10L, 9L);
        assertThat(builds.newest(9)).hasSize(3);
    }

    @Test
    void shouldKeepTheNewestFactsOfABuild() throws IOException {
        builds.put(1, "at", Map.of("components", 1));
        builds.put(1, "at", Map.of("components", 2));

        assertThat(builds.newest(9)).singleElement().satisfies(build -> assertThat(build).containsEntry("components", 2L));
    }

    @Test
    void shouldForgetOldBuilds() throws IOException {
        for (int number = 1; number <= 400; number++) {
            builds.put(number, "at", Map.of());
        }

        try (Stream<Path> files = Files.list(job.resolve("tested-delivery/builds"))) {
            assertThat(files.count()).isLessThanOrEqualTo(150);
        }
        assertThat(builds.newest(1)).extracting(build -> build.get("number")).containsExactly(400L);
    }

    @Test
    void shouldLeaveOutWhatIsDamaged() throws IOException {
        builds.put(1, "at", Map.of());
        builds.put(2, "at", Map.of());
        Files.writeString(job.resolve("tested-delivery/builds/0000000002.json"), "{\"nu");

        assertThat(builds.newest(9)).extracting(build -> build.get("number")).containsExactly(1L);
    }

    @Test
    void shouldKnowThatThereIsNone() throws IOException {
        assertThat(builds.exist()).isFalse();
        assertThat(builds.newest(9)).isEmpty();
    }
}
