package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
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

    private Explanation.Meaning explain(String path) throws IOException {
        return new Explanation(shop.plan().scan(), shop.ledger.entries()).of(path);
    }
}
