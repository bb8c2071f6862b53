package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes refused attempts down. One that is repeated at once is written once: nobody fills a disk by asking. */
final class Refused {
    private static final Duration AT_ONCE = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    private final Map<Fact.Promotion, Instant> lately = new LinkedHashMap<>();
    private final Clock clock;

    Refused(Clock clock) {
        this.clock = clock;
    }

    /** Writes. */
    @FunctionalInterface
    interface Book {
        void append(Fact.Promotion fact) throws IOException;
    }

    synchronized void write(Fact.Promotion wish, List<String> refusals, Book book) throws IOException {
        Instant now = clock.instant();
        lately.values().removeIf(at -> at.plus(AT_ONCE).isBefore(now));
        Fact.Promotion refused = of(wish, refusals, wish.asked(), wish.id());
        // when it was asked differs from one attempt to the next
        Fact.Promotion known = of(wish, refusals, "", "");
        if (lately.size() < MOST && lately.putIfAbsent(known, now) == null) {
            book.append(refused);
        }
    }

    private static Fact.Promotion of(Fact.Promotion wish, List<String> refusals, String asked, String id) {
        return new Fact.Promotion(
                Promotions.REFUSED,
                id,
                wish.environment(),
                wish.project(),
                wish.version(),
                wish.release(),
                wish.created(),
                asked,
                wish.source(),
                wish.job(),
                wish.run(),
                wish.who(),
                wish.reason(),
                refusals,
                "",
                "",
                wish.retry());
    }
}
