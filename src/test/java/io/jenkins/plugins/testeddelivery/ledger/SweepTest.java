package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Set<String> ALL =
            Set.of("environment", "version", "outcome", "previous", "running", "trigger", "components", "reason", "millis",
                    "commit", "set", "manifest", "artifacts", "committed");

    @TempDir
    private Path folder;

    private FileLedger writer;

    @BeforeEach
    void openLedger() {
        writer = ledger();
    }

    private FileLedger ledger() {
        // segments of a few records each
        return new FileLedger(folder, "\",\"type\":\"account\",", Clock.systemUTC(), new TestPorts.Lines(), 900);
    }

    private static Fact release(int n) {
        return new Fact.Release("v" + n, "commit", "set", "manifest", Map.of());
    }

    private static Fact deployment(int n) {
        return new Fact.Deployment("live", "v" + n, "healthy", "", "v" + n, "deploy", Map.of(), "\"type\":\"release\"", n);
    }

    private void fill() throws IOException {
        for (int n = 0; n < 40; n++) {
            writer.append(n % 2 == 0 ? release(n) : deployment(n));
        }
    }

    private List<Ledger.Entry> swept(String... types) throws IOException {
        Map<String, Set<String>> members = new HashMap<>();
        List.of(types).forEach(type -> members.put(type, ALL));
        List<Ledger.Entry> seen = new ArrayList<>();
        ledger().visit(members, seen::add);
        return seen;
    }

    private List<Ledger.Entry> entries(Class<?> type) throws IOException {
        List<Ledger.Entry> all = new ArrayList<>(ledger().entries());
        all.removeIf(entry -> !type.isInstance(entry.fact()));
        return all;
    }

    @Test
    void shouldHandOverWhatWasAskedForInOrder() throws IOException {
        fill();

        assertThat(swept("release")).hasSize(20).isEqualTo(entries(Fact.Release.class));
        assertThat(swept("deployment")).hasSize(20).isEqualTo(entries(Fact.Deployment.class));
        assertThat(swept("release", "deployment")).isEqualTo(ledger().entries());
        assertThat(swept("account")).isEmpty();
    }

    @Test
    void shouldFindNothingWhereThereIsNoLedger() throws IOException {
        assertThat(swept("release")).isEmpty();
    }

    @Test
    void shouldHandOverEachWholeRecordOnceWhereOneIsDamaged() throws IOException {
        fill();
        Path third = folder.resolve("records/00000003.log");
        try (RandomAccessFile file = new RandomAccessFile(third.toFile(), "rw")) {
            file.seek(40);
            file.write('#');
        }

        assertThat(swept("release", "deployment")).hasSize(39).doesNotHaveDuplicates().isEqualTo(ledger().entries());
    }

    @Test
    void shouldLeaveOutWhatIsBeingWritten() throws IOException {
        fill();
        try (var files = Files.list(folder.resolve("records"))) {
            Path last = files.filter(file -> file.toString().endsWith(".log")).sorted().reduce((a, b) -> b).orElseThrow();
            Files.writeString(last, "120 0000", StandardOpenOption.APPEND);
        }

        assertThat(swept("release", "deployment")).hasSize(40).isEqualTo(ledger().entries());
    }

    @Test
    void shouldReadNoMoreOfARecordThanWasAskedFor() throws IOException {
        fill();
        List<Ledger.Entry> seen = new ArrayList<>();

        ledger().visit(Map.of("deployment", Set.of("version", "millis")), seen::add);

        assertThat(seen).hasSize(20).extracting(Ledger.Entry::sequence).startsWith(2L, 4L);
        assertThat(seen.get(0).fact())
                .isEqualTo(new Fact.Deployment("", "v1", "", "", "", "", Map.of(), "", 1));
    }

    @Test
    void shouldReadARecordThatIsLongerThanAPiece() throws IOException {
        writer.append(release(0));
        writer.append(new Fact.Release("long".repeat(2000), "commit", "set", "manifest", Map.of()));
        writer.append(release(2));

        assertThat(swept("release")).hasSize(3).isEqualTo(ledger().entries());
    }
}
