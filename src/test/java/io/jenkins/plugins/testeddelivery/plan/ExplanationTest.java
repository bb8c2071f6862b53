package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    @Test
    void shouldNameOwnerRuleStrategyAndTime() throws IOException {
        Explanation.Meaning meaning = explain("services/api/requirements.txt");

        assertThat(meaning.owner()).isEqualTo("api");
        assertThat(meaning.effects()).singleElement().satisfies(effect -> {
            assertThat(effect.component()).isEqualTo("api");
            assertThat(effect.direct()).isTrue();
            assertThat(effect.rule()).isEqualTo("layered/python-dependencies");
            assertThat(effect.strategy()).isEqualTo(Strategy.DEPENDENCIES);
            assertThat(effect.expected()).as("the stated prior").isEqualTo(Duration.ofSeconds(120));
        });
    }

    @Test
    void shouldExpectWhatTheNewestBuildsTook() throws IOException {
        shop.shipped();

        assertThat(new Estimates(shop.ledger.entries()).build("api", Strategy.FULL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(new Estimates(shop.ledger.entries()).build("api", Strategy.NONE)).isZero();
    }

    @Test
    void shouldReachDependents() throws IOException {
        Explanation.Meaning meaning = explain("packages/proto/new.py");

        assertThat(meaning.effects())
                .extracting(Explanation.Effect::component, Explanation.Effect::direct, Explanation.Effect::strategy)
                .containsExactly(
                        tuple("api", false, Strategy.INCREMENTAL),
                        tuple("proto", true, Strategy.INCREMENTAL));
    }

    @Test
    void shouldReachEveryComponentThroughAGlobalFile() throws IOException {
        Explanation.Meaning meaning = explain(".nvmrc");

        assertThat(meaning.global()).isTrue();
        assertThat(meaning.effects()).hasSize(3);
    }

    @Test
    void shouldSayWhyNothingIsAffected() throws IOException {
        assertThat(explain("NOTES.txt").note()).contains("belongs to no component");
        assertThat(explain("notes/a.txt").note()).contains("ignore:");
        assertThat(explain("delivery.yaml").note()).contains("definition");
    }

    @Test
    void shouldSayWhatALookIntoTheChangeMayShow() throws IOException {
        shop.repo.write("services/api/package.json", "{}").commit("two kinds");

        assertThat(explain("services/api/package.json").effects().get(0).less())
                .containsExactly(
                        new Explanation.Less(
                                Strategy.INCREMENTAL,
                                "its dependency sections are the same, others changed",
                                Duration.ofSeconds(45)),
                        new Explanation.Less(
                                Strategy.CACHED, "only comments or white space changed", Duration.ofSeconds(30)));
        assertThat(explain("services/api/requirements.txt").effects().get(0).less())
                .extracting(Explanation.Less::strategy)
                .containsExactly(Strategy.CACHED);
        assertThat(explain("services/api/app.py").effects().get(0).less()).isEmpty();
    }

    @Test
    void shouldExpectADeploymentWhereSomethingIsBuilt() throws IOException {
        assertThat(explain("services/api/app.py").deployments()).containsExactly(entry("", Duration.ofSeconds(60)));
        assertThat(explain("packages/proto/none/x").deployments()).as("its dependent is built").isNotEmpty();
        assertThat(explain("NOTES.txt").deployments()).isEmpty();

        shop.repo.write("delivery.yaml", Shop.CONFIGURATION
                + "environments: { live: { directory: /srv/l }, next: { directory: /srv/n } }\n");
        assertThat(explain("services/api/app.py").deployments()).containsOnlyKeys("live", "next");
    }

    @Test
    void shouldTellWhatAFileMeansThatReachesNoImage() throws IOException {
        shop.repo.write("delivery.yaml", "version: 1\ncomponents: { web: { path: web, image: {} } }\n")
                .write("web/Dockerfile", "FROM a\nRUN b\nCOPY src /\n")
                .write("web/src/a.c", "1");

        assertThat(explain("web/.env").effects()).singleElement().satisfies(effect -> {
            assertThat(effect.strategy()).isEqualTo(Strategy.RESTART);
            assertThat(effect.rule()).isEqualTo("layered/environment-files");
            assertThat(effect.expected()).isEqualTo(Duration.ofSeconds(30));
        });
        assertThat(explain("web/tests/test_a.py").note()).contains("tried again");
        assertThat(explain("web/other.c").note()).contains("belongs to web", "cannot reach the image");
        assertThat(explain("web/Dockerfile").effects().get(0).less())
                .extracting(Explanation.Less::strategy)
                .containsExactly(Strategy.INCREMENTAL, Strategy.CACHED);
    }

    private Explanation.Meaning explain(String path) throws IOException {
        return new Explanation(shop.plan().scan(), shop.ledger.entries()).of(path);
    }
}
