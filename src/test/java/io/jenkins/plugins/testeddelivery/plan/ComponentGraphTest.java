package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentGraphTest {
    @Test
    void shouldPutEachComponentAfterWhatItDependsOn() {
        ComponentGraph graph = graph("a", "b:a", "c:a", "d:b,c");

        assertThat(graph.waves(Set.of("a", "b", "c", "d")))
                .containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
    }

    @Test
    void shouldKeepTheOrderWhenTheWayLeadsThroughOneThatIsNotBuilt() {
        ComponentGraph graph = graph("a", "b:a", "c:b");

        assertThat(graph.waves(Set.of("a", "c"))).containsExactly(List.of("a"), List.of("c"));
    }

    @Test
    void shouldStartWithTheFirstWaveThatHasSomethingToBuild() {
        ComponentGraph graph = graph("a", "b:a", "c:b");

        assertThat(graph.waves(Set.of("c"))).containsExactly(List.of("c"));
        assertThat(graph.waves(Set.of())).isEmpty();
    }

    @Test
    void shouldBuildACycleAsOneGroup() {
        ComponentGraph graph = graph("a:b", "b:a", "c:a");

        assertThat(graph.cycles()).containsExactly(Set.of("a", "b"));
        assertThat(graph.waves(Set.of("a", "b", "c"))).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void shouldReachDependentsThroughAnyNumberOfSteps() {
        ComponentGraph graph = graph("a", "b:a", "c:b", "d");

        assertThat(graph.withDependents(Set.of("a"))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(graph.dependentsOf("a")).containsExactly("b");
        assertThat(graph.dependenciesOf("c")).containsExactly("b");
    }

    private static ComponentGraph graph(String... components) {
        List<Component> all = new ArrayList<>();
        for (String text : components) {
            String[] parts = text.split(":");
            List<String> dependencies = parts.length > 1 ? List.of(parts[1].split(",")) : List.of();
            all.add(new Component(
                    parts[0], parts[0], dependencies, List.of(), new Component.Library(), List.of(), Duration.ZERO,
                    Duration.ZERO, List.of(), "test"));
        }
        return new ComponentGraph(
                new Project("test", List.of(), List.of(), List.of(), all, Trial.NONE, Map.of(), List.of()));
    }
}
