package io.jenkins.plugins.testeddelivery.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownBuildsTest {
    @TempDir
    private Path builds;

    @Test
    void shouldLinkToBuildsThatAreStillThere() throws IOException {
        Files.createDirectory(builds.resolve("7"));

        List<Map<String, Object>> shown =
                ShownBuilds.of("main ", "/job/shop/job/main/", builds, List.of(Map.of("number", 7L), Map.of("number", 6L)));

        assertThat(shown).extracting(build -> build.get("name")).containsExactly("main #7", "main #6");
        assertThat(shown).extracting(build -> build.get("link")).containsExactly("/job/shop/job/main/7/delivery/", "");
    }
}
