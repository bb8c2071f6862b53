package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposeTextTest {
    private static final String TEXT =
            """
            version: "3.8"
            x-common: &common
              build: ../services/api
              restart: always
            services:
              backend:
                <<: *common
                depends_on:
                  migrate: { condition: service_completed_successfully }
              migrate:
                image: tools
              site:
                image: nginx
              named:
                image: x
              debug:
                image: y
                profiles: [debug]
            """;

    private static DeployPlan.Part part(String name, String context, String... services) {
        return new DeployPlan.Part(name, "image", context, context, List.of(services));
    }

    @Test
    void shouldFindTheServiceOfAComponentByWhatItNamesThenByContextThenByName() {
        ComposeText text = ComposeText.of(Map.of("deploy/compose.yaml", TEXT));

        assertThat(text.components(
                        List.of(
                                part("api", "services/api"),
                                part("site", "frontend"),
                                part("other", "other", "named", "gone"),
                                part("unplaced", "nowhere")),
                        "deploy"))
                .containsExactly(
                        Map.entry("backend", "api"), Map.entry("named", "other"), Map.entry("site", "site"));
    }

    @Test
    void shouldKnowJobsProfilesAndWhatComesBack() {
        ComposeText text = ComposeText.of(Map.of("deploy/compose.yaml", TEXT));

        assertThat(text.version()).isEqualTo("3.8");
        assertThat(text.jobs()).containsExactly("migrate");
        assertThat(text.started()).containsExactly("backend", "migrate", "named", "site");
        assertThat(text.leftAlone()).contains("site").doesNotContain("backend");
    }

    @Test
    void shouldPutLaterFilesOverEarlierOnes() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a.yaml", "services: { api: { build: . } }");
        files.put("b.yaml", "services: { api: { image: x } }");
        ComposeText text = ComposeText.of(files);

        assertThat(text.services().get("api")).containsKeys("build", "image");
        text.requireImages(Set.of());
        assertThatThrownBy(() -> ComposeText.of(Map.of("a.yaml", "services: { api: { build: . } }"))
                        .requireImages(Set.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("service api is built from source");
    }

    @Test
    void shouldRefuseWhatIsNoYaml() {
        assertThatThrownBy(() -> ComposeText.of(Map.of("deploy/compose.yaml", "services: [")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("deploy/compose.yaml");
    }
}
