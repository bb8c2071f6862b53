package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyLayerTest {
    private static final String SAME = "DEPENDENCIES_SAME";
    private static final String DIFFER = "DEPENDENCIES_DIFFER";

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void testTwoStates() {
        shop = Shop.empty(folder);
        shop.repo
                .write("delivery.yaml", """
                        version: 1
                        project: shop
                        components:
                          api:
                            path: api
                            image: {}
                            rules: [{ match: ["models/**"], strategy: DEPENDENCIES, because: "the layer holds them" }]
                        """)
                .write("api/Dockerfile", "FROM base:1\nCOPY requirements.txt /\nRUN pip install\nCOPY . /app\n")
                .write("api/requirements.txt", "flask==3.0\n")
                .write("api/app.py", "one\n")
                .commit("flask 3.0");
        shop.shipped();
        change("flask==3.1\n", "two\n");
        shop.shipped();
    }

    private void change(String requirements, String source) {
        shop.repo.write("api/requirements.txt", requirements).write("api/app.py", source).commit("change");
    }

    private static List<String> rules(Decision decision) {
        return decision.reasons().stream().map(Decision.Reason::rule).toList();
    }

    @Test
    void shouldTakeTheLayerOfAnOlderImageWhoseManifestsAskForTheSame() {
        change("flask==3.0\n", "three\n");

        Decision api = shop.decision("api");

        assertThat(api.strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(rules(api)).contains(SAME).anyMatch(rule -> rule.endsWith("python-dependencies"));
    }

    @Test
    void shouldLookAtWhatAManifestSaysInTheWorkingTreeToo() {
        shop.repo.write("api/requirements.txt", "# as before\n\nflask==3.0\n").write("api/app.py", "three\n");

        assertThat(shop.strategy("api")).isEqualTo(Strategy.INCREMENTAL);

        shop.repo.write("api/requirements.txt", "# not as before\nflask==3.2\n");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.DEPENDENCIES);
        assertThat(rules(shop.decision("api"))).doesNotContain(SAME, DIFFER);
    }

    @Test
    void shouldBuildItAnewForAnyOtherReason() {
        change("flask==3.0\n", "three\n");
        PlanRequest forced = new PlanRequest("", "", "", Strategy.NONE, Map.of("api", Strategy.DEPENDENCIES), "ada");
        assertThat(shop.plan(forced).component("api").orElseThrow().strategy()).isEqualTo(Strategy.DEPENDENCIES);

        shop.repo.write("api/models/m.bin", "m").commit("a rule of its own");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.DEPENDENCIES);

        shop.repo.write("api/Dockerfile", "FROM base:1\nRUN true\nCOPY . /app\n").commit("another Dockerfile");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.FULL);
    }

    @Test
    void shouldTrustNoImageThatFailed() {
        change("flask==3.2\n", "three\n");
        shop.build();
        shop.tried(false);
        change("flask==3.2\n", "four\n");

        assertThat(shop.strategy("api")).isEqualTo(Strategy.DEPENDENCIES);
    }

    @Test
    void shouldBuildItAnewWhereNoTestedImageHasItThoughNothingChangedSinceAGivenBase() {
        change("flask==3.2\n", "three\n");
        String base = shop.repo.head();
        shop.repo.write("api/app.py", "four\n").commit("source");

        Decision api = shop.plan(base).component("api").orElseThrow();

        assertThat(api.strategy()).isEqualTo(Strategy.DEPENDENCIES);
        assertThat(rules(api)).contains(DIFFER);
    }
}
