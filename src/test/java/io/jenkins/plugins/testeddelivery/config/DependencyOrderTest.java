package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {
    @Test
    void shouldPutDependenciesFirst() {
        Map<String, List<String>> graph = Map.of(
                "app", List.of("lib", "proto"), "lib", List.of("proto"), "proto", List.of(), "other", List.of());

        List<List<String>> order = DependencyOrder.of(graph);

        assertThat(order).hasSize(4).contains(List.of("other"));
        assertThat(order.indexOf(List.of("proto"))).isLessThan(order.indexOf(List.of("lib")));
        assertThat(order.indexOf(List.of("lib"))).isLessThan(order.indexOf(List.of("app")));
    }

    @Test
    void shouldMakeACycleOneGroup() {
        Map<String, List<String>> graph = Map.of(
                "a", List.of("b"), "b", List.of("c"), "c", List.of("a", "d"), "d", List.of(), "e", List.of("a", "b"));

        assertThat(DependencyOrder.of(graph))
                .containsExactly(List.of("d"), List.of("a", "b", "c"), List.of("e"));
    }

    @Test
    void shouldStandAVeryLongChain() {
        Map<String, List<String>> graph = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            graph.put("c" + i, i == 0 ? List.of() : List.of("c" + (i - 1)));
        }

        List<List<String>> order = DependencyOrder.of(graph);

        assertThat(order).hasSize(50_000);
        assertThat(order.get(0)).containsExactly("c0");
        assertThat(order.get(49_999)).containsExactly("c49999");
    }
}
