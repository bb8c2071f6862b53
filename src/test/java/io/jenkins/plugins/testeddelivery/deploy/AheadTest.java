package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AheadTest {
    @Test
    void shouldGiveWhatWasAskedOnceAndOfItsVersionAlone() throws Exception {
        try (Ahead ahead = new Ahead()) {
            ahead.ask("v1", () -> Map.of("services", Map.of()));

            assertThat(ahead.take("v2")).isEmpty();
            assertThat(ahead.take("v1")).contains(Map.of("services", Map.of()));
            assertThat(ahead.take("v1")).isEmpty();
        }
    }

    @Test
    void shouldSayNothingOfWhatWentWrong() throws Exception {
        try (Ahead ahead = new Ahead()) {
            ahead.ask("v1", () -> {
                throw Failure.usage("compose does not accept it");
            });

            assertThat(ahead.take("v1")).isEmpty();
        }
    }
}
