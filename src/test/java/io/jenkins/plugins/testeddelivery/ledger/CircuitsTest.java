package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Circuit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitsTest {
    private static final Instant NOW = Instant.parse("2025-01-20T14:30:22Z");

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatWasNotReachedUntilItIs() throws Exception {
        circuits().note(List.of(state("registry.example", 3, "open"), state("unix:///engine", 0, "closed")));

        assertThat(circuits().seen()).singleElement().satisfies(seen -> {
            assertThat(seen.circuit()).isEqualTo(state("registry.example", 3, "open"));
            assertThat(seen.at()).isEqualTo(NOW.toString());
        });

        circuits().note(List.of(state("registry.example", 0, "closed")));

        assertThat(circuits().seen()).isEmpty();
    }

    @Test
    void shouldWriteNothingWhereAllIsWell() throws Exception {
        circuits().note(List.of(state("unix:///engine", 0, "closed")));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldTakeADamagedNoteForNone() throws Exception {
        Files.writeString(folder.resolve(Circuits.FILE), "{ cut");

        assertThat(circuits().seen()).isEmpty();
        circuits().note(List.of(state("registry.example", 1, "failing")));
        assertThat(circuits().seen()).hasSize(1);
    }

    private Circuits circuits() {
        return new Circuits(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Circuit.State state(String endpoint, int failures, String state) {
        return new Circuit.State("registry", endpoint, state, failures, "2025-01-20T14:30:00Z", "no answer");
    }
}
