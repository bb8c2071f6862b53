package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void shouldPutEachComponentAfterWhatItDependsOnThroughOthersToo() {
        Order order = new Order(project(
                component("proto"),
                component("lib", "proto"),
                component("api", "lib"),
                component("site"),
                component("web", "api")));

        assertThat(order.waves(List.of("web", "proto", "site", "api")))
                .containsExactly(List.of("proto", "site"), List.of("api"), List.of("web"));
        assertThat(order.dependenciesOf("web")).containsExactly("api", "lib", "proto");
    }

    @Test
    void shouldBuildTheMembersOfACycleInOneWave() {
        Order order =
                new Order(project(component("a", "b"), component("b", "a"), component("c", "a"), component("e", "e")));

        assertThat(order.waves(List.of("a", "b", "c", "e"))).containsExactly(List.of("a", "b", "e"), List.of("c"));
    }

    private static Project project(Component... components) {
        return new Project(
                "shop", List.of(), List.of(), List.of(), List.of(components), Trial.NONE, Map.of(), List.of());
    }

    private static Component component(String name, String... dependsOn) {
        return new Component(
                name,
                name,
                List.of(dependsOn),
                List.of(),
                new Component.Library(),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                "test");
    }
}
