package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The ledger in a folder: segments of lines that are only ever appended to. Reading writes nothing and takes no lock
 * as long as all is well; appending is one writer at a time over all processes.
 */
public final class FileLedger implements Ledger {
    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int PIECE_BYTES = 1 << 20;

    private final Path records;
    private final Supplier<String> by;
    private final Clock clock;
    private final Log log;
    private final long segmentBytes;
    private final FileContentStore store;
    private final Segments segments;

    /**
     * @param folder holds records and content; need not exist
     * @param by who appends: build URL, or user@host
     */
    public FileLedger(Path folder, String by, Clock clock, Log log) {
        this(folder, () -> by, clock, log);
    }

    /** The same, asking who it is when something is appended. */
    public FileLedger(Path folder, Supplier<String> by, Clock clock, Log log) {
        this(folder, by, clock, log, SEGMENT_BYTES);
    }

    FileLedger(Path folder, String by, Clock clock, Log log, long segmentBytes) {
        this(folder, () -> by, clock, log, segmentBytes);
    }

    private FileLedger(Path folder, Supplier<String> by, Clock clock, Log log, long segmentBytes) {
        this.records = folder.toAbsolutePath().resolve("records");
        this.by = by;
        this.clock = clock;
        this.log = log;
        this.segmentBytes = segmentBytes;
        this.store = new FileContentStore(folder);
        this.segments = new Segments(records, log);
    }

    private FileLedger(FileLedger same, String by) {
        this.records = same.records;
        this.by = () -> by;
        this.clock = same.clock;
        this.log = same.log;
        this.segmentBytes = same.segmentBytes;
        this.store = same.store;
        this.segments = same.segments;
    }

    /** This very ledger for another who appends; both share what was read of it, which may be much. */
    public FileLedger as(String other) {
        return new FileLedger(this, other);
    }

    @Override
    public List<Entry> entries() throws IOException {
        synchronized (segments) {
            if (!segments.readOn(false)) {
                // a line that looks damaged may be one that another process is mending: look again while nobody writes
                readOnAlone();
            }
            return segments.entries();
        }
    }

    @Override
    public void visit(Map<String, Set<String>> members, Consumer<Entry> visitor) throws IOException {
        Sweep sweep = new Sweep(members, visitor, (int) Math.min(PIECE_BYTES, segmentBytes));
        List<Path> files;
        synchronized (segments) {
            files = segments.files();
        }
        if (!sweep.over(files)) {
            // what is damaged, or being written, takes more care
            for (Entry entry : entries()) {
                if (entry.sequence() > sweep.seen() && members.containsKey(entry.fact().type())) {
                    visitor.accept(entry);
                }
            }
        }
    }

    @Override
    public Entry append(Fact fact) throws IOException {
        synchronized (segments) {
            makeFolder();
            try (FileGuard guard = guard()) {
                segments.readOn(true);
                segments.mend();
                Entry entry = new Entry(segments.nextSequence(), Time.FORM.format(clock.instant()), by.get(), fact);
                byte[] line = Lines.line(Json.line(stored(entry)));
                write(segments.toAppendTo(segmentBytes), line);
                segments.appended(entry, line.length);
                return entry;
            }
        }
    }

    @Override
    public ContentStore store() {
        return store;
    }

    private void readOnAlone() throws IOException {
        try (FileGuard guard = guard()) {
            segments.readOn(true);
        } catch (FileSystemException e) {
            // where no lock can be taken this process cannot write either; what is damaged is damaged
            segments.readOn(true);
        }
    }

    private void makeFolder() {
        if (!Files.isDirectory(records)) {
            try {
                Files.createDirectories(records);
                WholeFile.flushFolder(records.getParent());
            } catch (IOException e) {
                throw unrecorded(records, e);
            }
        }
    }

    private static Map<String, Object> stored(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seq", entry.sequence());
        map.put("at", entry.at());
        map.put("by", entry.by());
        map.putAll(entry.fact().toMap());
        return map;
    }

    /** Through no interruptible channel: an interrupted build's last result is recorded like any other. */
    private static void write(Path file, byte[] line) {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long end = out.length();
            try {
                out.seek(end);
                out.write(line);
                out.getFD().sync();
            } catch (IOException e) {
                out.setLength(end);
                throw e;
            }
            if (end == 0) {
                WholeFile.flushFolder(file.getParent());
            }
        } catch (IOException e) {
            throw unrecorded(file, e);
        }
    }

    private static Failure unrecorded(Path file, IOException e) {
        return new Failure(
                Failure.Kind.FAILED,
                "The result could not be recorded in " + file + " (" + e
                        + "): make room or make it writable, then run again.",
                e);
    }

    private FileGuard guard() throws IOException {
        try {
            return FileGuard.take(records.resolve("lock"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the ledger");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Made when something is appended: reading needs none. */
    private static final class Time {
        private static final DateTimeFormatter FORM =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

        private Time() {}
    }
}
