package io.jenkins.plugins.testeddelivery.ledger;

import static io.jenkins.plugins.testeddelivery.ledger.Facts.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-01-20T14:30:22.007Z"), ZoneOffset.ofHours(5));

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
    void shouldGiveBackWhatWasAppendedInOrder() throws IOException {
        Ledger.Entry first = ledger().append(candidate("api", "a"));
        Ledger.Entry second = ledger().append(candidate("api", "b"));

        assertThat(first)
                .isEqualTo(new Ledger.Entry(1, "2025-01-20T14:30:22.007Z", "ada@host", candidate("api", "a")));
        assertThat(ledger().entries()).containsExactly(first, second);
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldKeepTheDocumentedLineFormat() throws IOException {
        ledger().append(candidate("api", "ä"));

        String line = Files.readString(segment);
        String[] parts = line.split(" ", 3);
        byte[] json = parts[2].strip().getBytes(StandardCharsets.UTF_8);
        assertThat(Integer.parseInt(parts[0])).isEqualTo(json.length);
        assertThat(parts[1]).matches("[0-9a-f]{8}");
        assertThat(parts[2])
                .startsWith("{\"seq\":1,\"at\":\"2025-01-20T14:30:22.007Z\",\"by\":\"ada@host\",")
                .contains("\"by\":\"ada@host\",\"type\":\"candidate\",\"component\":\"api\",")
                .endsWith("}\n");
    }

    @Test
    void shouldWriteNothingWhenReading() throws IOException {
        assertThat(ledger().entries()).isEmpty();
        assertThat(ledger().store().has("sha256:" + "0".repeat(64))).isFalse();

        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldSeeWhatAnotherAppendedSince() throws IOException {
        FileLedger reader = ledger();
        FileLedger writer = ledger();
        writer.append(candidate("api", "a"));
        assertThat(reader.entries()).hasSize(1);

        writer.append(candidate("api", "b"));
        reader.append(candidate("api", "c"));

        assertThat(reader.entries()).hasSize(3).isEqualTo(writer.entries());
        assertThat(reader.entries()).extracting(Ledger.Entry::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldRollOverToNewSegments() throws IOException {
        FileLedger writer = new FileLedger(folder, "ada@host", CLOCK, log, 1000);
        FileLedger reader = new FileLedger(folder, "ada@host", CLOCK, log, 1000);
        for (int i = 0; i < 20; i++) {
            writer.append(candidate("api", "content " + i));
            assertThat(reader.entries()).hasSize(i + 1);
        }

        try (Stream<Path> segments = Files.list(folder.resolve("records"))) {
            assertThat(segments.filter(file -> file.toString().endsWith(".log"))).hasSizeBetween(5, 20);
        }
        assertThat(ledger().entries()).isEqualTo(writer.entries());
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldReportDamageInAnEarlierSegmentThatLostItsEnd() throws IOException {
        FileLedger writer = new FileLedger(folder, "ada@host", CLOCK, log, 1000);
        for (int i = 0; i < 5; i++) {
            writer.append(candidate("api", "content " + i));
        }
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 5));

        FileLedger again = new FileLedger(folder, "ada@host", CLOCK, log, 1000);
        assertThat(again.append(candidate("api", "more")).sequence()).isEqualTo(6);

        assertThat(again.entries()).hasSize(5);
        assertThat(log.all()).singleElement().asString().contains("LEDGER_DAMAGED").contains("00000001.log");
        assertThat(Files.size(segment)).isEqualTo(bytes.length - 5);
    }

    @Test
    void shouldKeepAndSkipRecordsOfANewerVersion() throws IOException {
        ledger().append(candidate("api", "a"));
        Files.write(
                segment, Lines.line("{\"seq\":2,\"type\":\"eclipse\",\"to\":\"moon\"}"), StandardOpenOption.APPEND);

        assertThat(ledger().append(candidate("api", "b")).sequence()).isEqualTo(3);

        assertThat(ledger().entries()).extracting(Ledger.Entry::sequence).containsExactly(1L, 3L);
        assertThat(Files.readString(segment)).contains("eclipse");
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldSkipAWholeRecordThatCannotBeUnderstood() throws IOException {
        ledger().append(candidate("api", "a"));
        Files.write(segment, Lines.line("{\"seq\":2,\"type\":\"candidate\",\"dirty\":1}"), StandardOpenOption.APPEND);

        assertThat(ledger().append(candidate("api", "b")).sequence()).isEqualTo(3);

        assertThat(log.all()).singleElement().asString().startsWith("warning: LEDGER_DAMAGED: ");
    }

    @Test
    void shouldLetThreadsAppendAtOnce() throws Exception {
        FileLedger shared = ledger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Ledger.Entry>> appended = IntStream.range(0, 80)
                    .mapToObj(i -> threads.submit(
                            () -> (i % 2 == 0 ? shared : ledger()).append(candidate("api", "content " + i))))
                    .toList();
            for (Future<Ledger.Entry> one : appended) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ledger().entries())
                .extracting(Ledger.Entry::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
        assertThat(ledger().entries().stream().map(Ledger.Entry::fact).distinct()).hasSize(80);
        assertThat(log.all()).isEmpty();
    }

    @Test
    void shouldRecordTheLastResultOfAnInterruptedThread() throws IOException {
        FileLedger ledger = ledger();
        Thread.currentThread().interrupt();
        try {
            ledger.append(candidate("api", "a"));
            assertThat(ledger.entries()).hasSize(1);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void shouldSayInOneSentenceThatNothingCouldBeRecorded() throws IOException {
        ledger().append(candidate("api", "a"));
        Path second = folder.resolve("records/00000002.log");
        Files.createDirectory(second);

        assertThatThrownBy(() -> new FileLedger(folder, "ada@host", CLOCK, log, 10).append(candidate("api", "b")))
                .isInstanceOfAny(Failure.class, IOException.class)
                .hasMessageContaining("00000002.log");
    }

    @Test
    void shouldSayThatTheFolderCannotBeMade() throws IOException {
        Files.writeString(folder, "a file");

        assertThatThrownBy(() -> ledger().append(candidate("api", "a")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("could not be recorded in " + folder);
    }

    @Test
    void shouldStopWaitingForAnotherWriterWhenInterrupted() throws Exception {
        ledger().append(candidate("api", "a"));
        Path lock = folder.resolve("records/lock");
        try (FileGuard guard = FileGuard.take(lock)) {
            assertThat(guard).isNotNull();
            assertInterrupted();
        }
        Process child = Child.start("hold", lock.toString(), "child");
        try {
            assertThat(Child.line(child)).isEqualTo("held");
            assertInterrupted();
        } finally {
            child.destroyForcibly().waitFor();
        }

        assertThat(ledger().append(candidate("api", "b")).sequence()).isEqualTo(2);
    }

    private void assertInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ledger().append(candidate("api", "b"))).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).as("whoever waits on learns of it").isTrue();
    }

    @Test
    void shouldReadDamageOnceAndKnowItsPlace() throws IOException {
        FileLedger reader = ledger();
        for (int i = 0; i < 3; i++) {
            ledger().append(candidate("api", "content " + i));
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[30] ^= 1;
        Files.write(segment, bytes);

        assertThat(reader.entries()).extracting(Ledger.Entry::sequence).containsExactly(2L, 3L);
        ledgerWithoutWords().append(candidate("api", "more"));
        assertThat(reader.entries()).extracting(Ledger.Entry::sequence).containsExactly(2L, 3L, 4L);

        assertThat(log.all()).singleElement().asString().contains(segment + " is damaged at byte 0;");
    }

    private FileLedger ledgerWithoutWords() {
        return new FileLedger(folder, "ada@host", CLOCK, new TestPorts.Lines());
    }

    @Test
    void shouldStartOverWhenTheLedgerWasReplaced() throws IOException {
        FileLedger reader = ledger();
        ledger().append(candidate("api", "a"));
        ledger().append(candidate("api", "b"));
        assertThat(reader.entries()).hasSize(2);

        Files.delete(segment);
        assertThat(reader.entries()).isEmpty();
        assertThat(reader.append(candidate("api", "c")).sequence()).isEqualTo(1);

        assertThat(log.all()).singleElement().asString().contains("LEDGER_DAMAGED");
    }

    @Test
    void shouldReadAHundredThousandRecordsInUnderASecond() throws IOException {
        writeHundredThousand();

        long fastest = Long.MAX_VALUE;
        // the machine may be busy with something else: this thread's own time, at its best, is what reading costs
        ThreadMXBean time = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3; round++) {
            long start = time.getCurrentThreadCpuTime();
            FileLedger ledger = ledger();
            Standing standing = Standing.of(ledger.entries());
            assertThat(standing.artifact("component-49", Facts.fingerprint("content 99999"), false)).isPresent();
            fastest = Math.min(fastest, time.getCurrentThreadCpuTime() - start);
            start = time.getCurrentThreadCpuTime();
            assertThat(ledger.entries()).hasSize(100_000);
            assertThat(Duration.ofNanos(time.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofMillis(50));
        }

        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofSeconds(1));
    }

    private void writeHundredThousand() throws IOException {
        Files.createDirectories(segment.getParent());
        for (int part = 0; part < 10; part++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = part * 10_000; i < (part + 1) * 10_000; i++) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("seq", i + 1L);
                map.put("at", "2025-01-20T14:30:22.007Z");
                map.put("by", "ada@host");
                map.putAll(candidate("component-" + i % 50, "content " + i).toMap());
                bytes.write(Lines.line(Json.line(map)));
            }
            Files.write(segment.resolveSibling(String.format("%08d.log", part + 1)), bytes.toByteArray());
        }
    }

    private FileLedger ledger() {
        return new FileLedger(folder, "ada@host", CLOCK, log);
    }
}
