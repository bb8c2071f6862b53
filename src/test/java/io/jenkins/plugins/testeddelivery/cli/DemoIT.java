package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The story a newcomer is told first, with containers and without. */
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void shouldTellItsStoryWithArchivesWhereThereIsNoEngine() {
        Delivery.Ran demo = Delivery.in(folder)
                .with(Map.of("DOCKER_HOST", "unix:///nowhere.sock", "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder))
                .run("demo")
                .ok();

        assertThat(demo.out()).contains("services are archives");
        assertThatItIsTheStory(demo);
    }

    @Nested
    class WithAnEngine {
        @RegisterExtension
        final TestEngine engine = new TestEngine();

    @Test
    void shouldTellItsStoryWithContainers() {
        Delivery.Ran demo = Delivery.in(folder)
                .with(engine.environment())
                .with(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder))
                .run("demo")
                .ok();

        assertThat(demo.out()).contains("services are container images");
        assertThatItIsTheStory(demo);
    }
    }

    private void assertThatItIsTheStory(Delivery.Ran demo) {
        assertThat(demo.out().lines().toList()).hasSizeLessThanOrEqualTo(60);
        assertThat(demo.out())
                .contains("CACHED", "INCREMENTAL", "DEPENDENCIES", "REUSE", "rolled back", "exit 4")
                .contains(folder.toString());
    }
}
