package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    void shouldFindTheSameWavesAsComparingEachWithEveryOther() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            String[] lines = new String[12];
            Set<String> wanted = new TreeSet<>();
            for (int i = 0; i < lines.length; i++) {
                lines[i] = name(i) + ":" + name(random.nextInt(lines.length)) + "," + name(random.nextInt(i + 1));
                if (random.nextInt(3) == 0) {
                    wanted.add(name(i));
                }
            }
            ComponentGraph graph = graph(lines);
            Map<Integer, List<String>> slowly = new TreeMap<>();
            for (String one : wanted) {
                slowly.computeIfAbsent(after(graph, one, wanted), any -> new ArrayList<>()).add(one);
            }

            assertThat(graph.waves(wanted)).as(String.join(" ", lines)).isEqualTo(List.copyOf(slowly.values()));
        }
    }

    private static String name(int number) {
        return "c" + (char) ('a' + number);
    }

    /** How many groups with somebody wanted must be built before it, one after the other. */
    private static int after(ComponentGraph graph, String one, Set<String> wanted) {
        int most = 0;
        for (String other : wanted) {
            boolean before = graph.withDependents(Set.of(other)).contains(one);
            boolean together = before && graph.withDependents(Set.of(one)).contains(other);
            if (before && !together) {
                most = Math.max(most, 1 + after(graph, other, wanted));
            }
        }
        return most;
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
