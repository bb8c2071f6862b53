package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedTest {
    private final List<Fact.Promotion> book = new ArrayList<>();
    private final Hands clock = new Hands();
    private final Refused refused = new Refused(clock);

    /** A clock that a test moves. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void attempt(String who) throws IOException {
        Fact.Promotion wish = new Fact.Promotion(
                "asked", "id", "shop/production", "shop", "v1", "release", "", clock.now.toString(), "shop/main#12",
                "ops/deploy", "", who, "<script>", List.of(), "", "", false);
        refused.write(wish, List.of("freeze: not now."), book::add);
    }

    @Test
    void shouldWriteWhoWasRefusedAndWhy() throws IOException {
        attempt("ada");

        assertThat(book).singleElement().satisfies(fact -> {
            assertThat(fact.event()).isEqualTo("refused");
            assertThat(fact.who()).isEqualTo("ada");
            assertThat(fact.reason()).isEqualTo("<script>");
            assertThat(fact.details()).containsExactly("freeze: not now.");
        });
    }

    @Test
    void shouldWriteWhatIsRepeatedAtOnceJustOnce() throws IOException {
        attempt("ada");
        clock.now = clock.now.plus(Duration.ofSeconds(59));
        attempt("ada");
        attempt("bob");

        assertThat(book).extracting(Fact.Promotion::who).containsExactly("ada", "bob");
    }

    @Test
    void shouldWriteItAgainLater() throws IOException {
        attempt("ada");
        clock.now = clock.now.plus(Duration.ofSeconds(61));
        attempt("ada");

        assertThat(book).hasSize(2);
    }
}
