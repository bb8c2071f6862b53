package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServicesOfTest {
    private static final Path ROOT = Path.of("/repo");

    @Test
    void shouldTakeTheServicesAComponentNames() {
        ServicesOf services = of(new Given().image("api", List.of("web", "worker")), "web", "worker", "api");

        assertThat(services.components()).containsExactly(Map.entry("web", "api"), Map.entry("worker", "api"));
        assertThat(services.warnings()).isEmpty();
    }

    @Test
    void shouldElseTakeEveryServiceBuiltFromTheContext() {
        ServicesOf services = of(
                new Given().image("api", List.of()), "api", "web=/repo/api", "worker=/repo/x/../api", "db=/repo/db");

        assertThat(services.components()).containsOnlyKeys("web", "worker");
    }

    @Test
    void shouldElseTakeTheServiceWithTheName() {
        assertThat(of(new Given().image("api", List.of()), "api", "db").components())
                .containsExactly(Map.entry("api", "api"));
    }

    @Test
    void shouldKnowAContextBehindALink() {
        Map<String, Object> services = Map.of("web", Map.of("build", Map.of("context", "/link/api")));
        Map<String, HostPath> paths = Map.of("/link/api", new HostPath("/repo/api", HostPath.Kind.FOLDER));

        assertThat(ServicesOf.of(
                                Map.of("services", services),
                                new Given().image("api", List.of()).project(),
                                ROOT,
                                paths)
                        .components())
                .containsExactly(Map.entry("web", "api"));
    }

    @Test
    void shouldTellComponentsOfOneContextByDockerfileAndTarget() {
        Given given = new Given()
                .add("one", new Component.Image("all/one.Dockerfile", "all", "", Map.of(), List.of(), ""), List.of())
                .add("two", new Component.Image("all/Dockerfile", "all", "run", Map.of(), List.of(), ""), List.of());
        Map<String, Object> services = Map.of(
                "a", Map.of("build", Map.of("context", "/repo/all", "dockerfile", "one.Dockerfile")),
                "b", Map.of("build", Map.of("context", "/repo/all", "target", "run")));

        assertThat(ServicesOf.of(Map.of("services", services), given.project(), ROOT, Map.of()).components())
                .containsExactly(Map.entry("a", "one"), Map.entry("b", "two"));
    }

    @Test
    void shouldWarnOfWhatNoServiceRunsAndOfServicesThatAreNotThere() {
        assertThat(of(new Given().image("api", List.of("gone")), "web").warnings())
                .satisfiesExactly(
                        text -> assertThat(text).contains("service gone is not in"),
                        text -> assertThat(text).contains("component api is left out"));
    }

    private static ServicesOf of(Given given, String... services) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String service : services) {
            String[] parts = service.split("=");
            all.put(parts[0], parts.length == 1 ? Map.of("image", "x") : Map.of("build", Map.of("context", parts[1])));
        }
        return ServicesOf.of(Map.of("services", all), given.project(), ROOT, Map.of());
    }
}
