package io.jenkins.plugins.testeddelivery.ledger;

import static io.jenkins.plugins.testeddelivery.ledger.Facts.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LedgerCrashTest {
    @TempDir
    private Path temp;

    private final TestPorts.Lines log = new TestPorts.Lines();
    private Path folder;
    private Path segment;

    @BeforeEach
    void setUp() {
        folder = temp.resolve("delivery");
        segment = folder.resolve("records/00000001.log");
    }

    @Test
    void shouldLoseNothingBeforeATornLineWhereverItIsTorn() throws IOException {
        List<Ledger.Entry> earlier = List.of(
                ledger().append(candidate("api", "a")), ledger().append(candidate("api", "b")));
        int before = (int) Files.size(segment);
        Ledger.Entry last = ledger().append(small("v3"));
        byte[] whole = Files.readAllBytes(segment);

        for (int size = before; size < whole.length; size++) {
            Files.write(segment, Arrays.copyOf(whole, size));
            TestPorts.Lines said = new TestPorts.Lines();

            List<Ledger.Entry> read = ledger(said).entries();
            assertThat(read).as("cut at %s", size).isEqualTo(earlier);
            assertThat(Files.size(segment)).as("reading writes nothing").isEqualTo(size);
            FileLedger ledger = ledger(said);
            Ledger.Entry next = ledger.append(small("v4"));

            Path torn = segment.resolveSibling("00000001.log.torn-1");
            List<Ledger.Entry> expected = new ArrayList<>(earlier);
            if (size == whole.length - 1) {
                expected.add(last);
            }
            expected.add(next);
            assertThat(ledger.entries()).as("cut at %s", size).isEqualTo(expected).isEqualTo(ledger(said).entries());
            assertThat(next.sequence()).isEqualTo(expected.size());
            if (size == before || size == whole.length - 1) {
                assertThat(torn).doesNotExist();
                assertThat(said.all()).isEmpty();
            } else {
                assertThat(Files.readAllBytes(torn)).isEqualTo(Arrays.copyOfRange(whole, before, size));
                assertThat(said.all()).singleElement().asString().startsWith("warning: LEDGER_TORN: ");
                Files.delete(torn);
            }
        }
    }

    @Test
    void shouldSetEveryTornLineAsideUnderItsOwnName() throws IOException {
        ledger().append(candidate("api", "a"));
        for (int n = 1; n <= 3; n++) {
            Files.write(segment, ("99 torn " + n).getBytes(), StandardOpenOption.APPEND);
            ledger().append(candidate("api", "b" + n));
            assertThat(segment.resolveSibling("00000001.log.torn-" + n)).hasContent("99 torn " + n);
        }

        assertThat(ledger().entries()).hasSize(4);
    }

    @Test
    void shouldLoseOnlyTheRecordInWhichAByteWasFlipped() throws IOException {
        FileLedger writer = ledger();
        List<Long> starts = new ArrayList<>(List.of(0L));
        for (int i = 0; i < 5; i++) {
            writer.append(small("v" + i));
            starts.add(Files.size(segment));
        }
        List<Ledger.Entry> all = writer.entries();
        byte[] whole = Files.readAllBytes(segment);
        Random random = new Random(7);

        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(segment, flipped);
            int damaged = 0;
            while (starts.get(damaged + 1) <= at) {
                damaged++;
            }
            boolean newline = starts.get(damaged + 1) - 1 == at;
            TestPorts.Lines said = new TestPorts.Lines();

            List<Ledger.Entry> expected = new ArrayList<>(all);
            if (!newline) {
                expected.remove(damaged);
            }
            assertThat(ledger(said).entries()).as("flipped at %s", at).isEqualTo(expected);
            assertThat(said.all()).as("flipped at %s", at).hasSize(newline ? 0 : 1);
            assertThat(said.all()).allMatch(line -> line.startsWith("warning: LEDGER_DAMAGED: "));
        }
    }

    @Test
    void shouldKeepTheRecordBehindOneThatAlsoLostItsNewline() throws IOException {
        ledger().append(candidate("api", "a"));
        int second = (int) Files.size(segment);
        ledger().append(candidate("api", "b"));
        byte[] bytes = Files.readAllBytes(segment);
        bytes[second - 1] = 'x';
        bytes[second - 30] ^= 1;
        Files.write(segment, bytes);

        assertThat(ledger().entries()).extracting(Ledger.Entry::sequence).containsExactly(2L);
    }

    @Test
    void shouldGiveNoSequenceNumberTwiceAfterDamage() throws IOException {
        FileLedger writer = ledger();
        for (int i = 0; i < 3; i++) {
            writer.append(candidate("api", "content " + i));
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 20] ^= 1;
        Files.write(segment, bytes);

        assertThat(ledger().append(candidate("api", "more")).sequence()).isEqualTo(4);

        assertThat(ledger().entries()).extracting(Ledger.Entry::sequence).containsExactly(1L, 2L, 4L);
    }

    @Test
    void shouldKeepTheOtherRecordsWhateverIsDamaged() throws IOException {
        FileLedger writer = ledger();
        for (int i = 0; i < 40; i++) {
            writer.append(candidate("component-" + i, "content " + i));
        }
        List<Ledger.Entry> all = writer.entries();
        byte[] whole = Files.readAllBytes(segment);

        for (int round = 0; round < 60; round++) {
            Random random = new Random(round);
            byte[] damaged = whole.clone();
            Set<Long> hit = new HashSet<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                int at = random.nextInt(damaged.length);
                damaged[at] = (byte) random.nextInt(256);
                hit.add(line(whole, at));
            }
            Files.write(segment, damaged);

            FileLedger ledger = ledger();
            Ledger.Entry more = ledger.append(candidate("api", "more"));
            assertThat(ledger.entries()).as("round %s", round).contains(more).containsAll(
                    all.stream().filter(entry -> !hit.contains(entry.sequence())).toList());
            assertThat(more.sequence()).isGreaterThanOrEqualTo(
                    all.stream().mapToLong(Ledger.Entry::sequence).filter(n -> !hit.contains(n)).max().orElse(0) + 1);
            Files.deleteIfExists(segment.resolveSibling("00000001.log.torn-1"));
        }
    }

    @Test
    void shouldKeepEveryRecordOfProcessesThatAppendAtOnce() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            children.add(Child.start("append", folder.toString(), "child-" + i, "60"));
        }
        for (Process child : children) {
            String output = new String(child.getInputStream().readAllBytes());
            assertThat(child.waitFor()).isZero();
            assertThat(output.lines()).hasSize(60).noneMatch(line -> line.contains("warning"));
        }

        List<Ledger.Entry> entries = ledger().entries();
        assertThat(entries)
                .extracting(Ledger.Entry::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 240).boxed().toList());
        assertThat(entries.stream().map(Ledger.Entry::fact).distinct()).hasSize(240);
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldKeepWhatAKilledProcessHadAppended() throws Exception {
        Random random = new Random(11);
        Set<String> promised = new HashSet<>();
        for (int round = 0; round < 6; round++) {
            String name = "child-" + round;
            Process child = Child.start("append", folder.toString(), name, "1000000");
            int lines = 5 + random.nextInt(60);
            try (BufferedReader out = child.inputReader()) {
                for (int i = 0; i < lines; i++) {
                    String line = out.readLine();
                    if (!line.startsWith("warning")) {
                        promised.add(line.split(" ")[0] + " " + Facts.digest(name + "-" + line.split(" ")[1]));
                    }
                }
                child.destroyForcibly().waitFor();
            }
        }

        FileLedger ledger = ledger();
        ledger.append(candidate("api", "more"));
        List<Ledger.Entry> entries = ledger.entries();
        assertThat(entries)
                .extracting(Ledger.Entry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, entries.size()).boxed().toList());
        Set<String> kept = new HashSet<>();
        for (Ledger.Entry entry : entries) {
            kept.add(entry.sequence() + " " + ((Fact.Candidate) entry.fact()).digest());
        }
        assertThat(kept).containsAll(promised);
        assertThat(log.all()).allMatch(line -> line.startsWith("warning: LEDGER_TORN"));
    }

    private static Fact small(String version) {
        return new Fact.Release(version, "", "", "", Map.of());
    }

    private static long line(byte[] whole, int at) {
        long line = 1;
        for (int i = 0; i < at; i++) {
            line += whole[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private FileLedger ledger() {
        return ledger(log);
    }

    private FileLedger ledger(TestPorts.Lines said) {
        return new FileLedger(folder, "ada@host", Clock.systemUTC(), said);
    }
}
