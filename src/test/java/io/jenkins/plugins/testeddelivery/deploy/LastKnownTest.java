package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastKnownTest {
    private static final Instant NOW = Instant.parse("2025-01-20T15:00:00Z");

    private final List<Ledger.Entry> entries = List.of(
            deployed(1, "production", "v1", "2025-01-20T12:00:00.000Z"),
            deployed(2, "staging", "v2", "2025-01-20T13:00:00.000Z"),
            deployed(3, "production", "v2", "2025-01-20T14:30:00.000Z"));

    private static Ledger.Entry deployed(long sequence, String environment, String version, String at) {
        return new Ledger.Entry(sequence, at, "ada", new Fact.Deployment(
                environment, version, "healthy", "", version, "deploy", Map.of(), "", 5));
    }

    @Test
    void shouldTakeTheNewestOfEachEnvironmentWithItsAge() {
        assertThat(LastKnown.of(entries, "", NOW))
                .containsExactly(
                        new LastKnown("production", "v2", "healthy", "2025-01-20T14:30:00.000Z", Duration.ofMinutes(30)),
                        new LastKnown("staging", "v2", "healthy", "2025-01-20T13:00:00.000Z", Duration.ofHours(2)));
        assertThat(LastKnown.of(entries, "staging", NOW)).extracting(LastKnown::environment).containsExactly("staging");
        assertThat(LastKnown.of(entries, "test", NOW)).isEmpty();
    }

    @Test
    void shouldNotSayThatItIsWell() {
        assertThat(LastKnown.of(entries, "staging", NOW).get(0).toMap())
                .containsEntry("running", "v2")
                .containsEntry("well", null)
                .containsEntry(
                        "lastKnown",
                        Map.of("outcome", "healthy", "at", "2025-01-20T13:00:00.000Z", "ageSeconds", 7200L));
    }
}
