package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What one process has read of a ledger's segments, {@code 00000001.log} and on: it reads only what was appended
 * since, steps over what is damaged, and sets a torn end aside. Not safe for several threads.
 */
final class Segments {
    private static final int DIGITS = 8;
    private static final String SUFFIX = ".log";

    private final Path folder;
    private final Log log;
    private final List<Ledger.Entry> entries = new ArrayList<>();
    private List<Ledger.Entry> snapshot = List.of();
    private int segment = 1;
    private long position;
    private long lastSequence;
    /** Damaged lines behind the last good one: their sequence numbers are taken, though they cannot be read. */
    private long lost;

    Segments(Path folder, Log log) {
        this.folder = folder;
        this.log = log;
    }

    List<Ledger.Entry> entries() {
        if (snapshot == null) {
            snapshot = List.copyOf(entries);
        }
        return snapshot;
    }

    long nextSequence() {
        return lastSequence + lost + 1;
    }

    /**
     * Reads what was appended since the last time.
     *
     * @param sure nobody is writing, so what looks damaged is
     * @return false if there was something that looks damaged and it was left for when it is sure
     */
    boolean readOn(boolean sure) throws IOException {
        NavigableSet<Integer> numbers = numbers();
        if (position > 0 && (!numbers.contains(segment) || Files.size(file(segment)) < position)) {
            log.warning("LEDGER_DAMAGED: " + file(segment)
                    + " is shorter than it was before; the ledger is read from its beginning again.");
            startOver();
        }
        for (int number : numbers.tailSet(segment)) {
            if (number != segment) {
                segment = number;
                position = 0;
            }
            if (!readOn(file(number), number == numbers.last(), sure)) {
                return false;
            }
        }
        return true;
    }

    /** Where the next line goes. */
    Path toAppendTo(long segmentBytes) {
        if (position >= segmentBytes) {
            segment++;
            position = 0;
        }
        return file(segment);
    }

    void appended(Ledger.Entry entry, int bytes) {
        add(entry);
        lastSequence = entry.sequence();
        lost = 0;
        position += bytes;
    }

    /** Sets aside what a crash left behind the last whole line. Only for who is sure to be the one writer. */
    void mend() throws IOException {
        Path file = file(segment);
        if (!Files.exists(file) || Files.size(file) == position) {
            return;
        }
        byte[] rest = bytes(file);
        if (new Lines(rest).lacksNewlineOnly()) {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.seek(position + rest.length);
                out.write('\n');
                out.getFD().sync();
            }
            readOn(true);
            return;
        }
        Path aside = aside(file);
        WholeFile.writeBytes(aside, rest);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(position);
            out.getFD().sync();
        }
        log.warning("LEDGER_TORN: a record that was being written when its process was killed was set aside as " + aside
                + "; every earlier record is kept, and the step that wrote it must be run again.");
    }

    private boolean readOn(Path file, boolean last, boolean sure) throws IOException {
        long base = position;
        byte[] bytes = bytes(file);
        Lines lines = new Lines(bytes);
        Damage damage = new Damage(file);
        boolean more = true;
        while (more) {
            Lines.Found found = lines.next();
            if (found == Lines.Found.DAMAGED && !sure) {
                damage.report(log);
                return false;
            }
            if (found == Lines.Found.WHOLE && !keep(bytes, lines) || found == Lines.Found.DAMAGED) {
                damage.at(position);
                lost++;
            }
            if (found == Lines.Found.UNFINISHED && !last) {
                // a later segment is begun only when this one is whole, so nobody is writing here any more
                if (!lines.lacksNewlineOnly() || !keep(bytes, lines)) {
                    damage.at(position);
                    lost++;
                }
                position = base + bytes.length;
                break;
            }
            more = found == Lines.Found.WHOLE || found == Lines.Found.DAMAGED;
            position = base + lines.position();
        }
        damage.report(log);
        return true;
    }

    /** @return whether the record could be understood */
    private boolean keep(byte[] bytes, Lines lines) {
        try {
            Map<String, Object> map =
                    Json.readObject(bytes, lines.jsonStart(), lines.jsonEnd() - lines.jsonStart());
            FactReader.Fields fields = new FactReader.Fields(map);
            Optional<Fact> fact = FactReader.read(map);
            long sequence = fields.number("seq");
            String at = fields.text("at");
            String by = fields.text("by");
            fact.ifPresent(known -> add(new Ledger.Entry(sequence, at, by, known)));
            lastSequence = sequence;
            lost = 0;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void add(Ledger.Entry entry) {
        entries.add(entry);
        snapshot = null;
    }

    private void startOver() {
        entries.clear();
        snapshot = null;
        segment = 1;
        position = 0;
        lastSequence = 0;
        lost = 0;
    }

    /** What the file holds from the position on. Through no interruptible channel: reading is not what to give up. */
    private byte[] bytes(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            byte[] bytes = new byte[Math.toIntExact(in.length() - position)];
            int read = 0;
            for (int n = 0; n >= 0 && read < bytes.length; read += Math.max(n, 0)) {
                n = in.read(bytes, read, bytes.length - read);
            }
            return Arrays.copyOf(bytes, read);
        }
    }

    /** All that are there, in their order. */
    List<Path> files() throws IOException {
        return numbers().stream().map(this::file).toList();
    }

    private NavigableSet<Integer> numbers() throws IOException {
        NavigableSet<Integer> numbers = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isSegment(name)) {
                    numbers.add(Integer.valueOf(name.substring(0, DIGITS)));
                }
            }
        } catch (NoSuchFileException e) {
            return numbers;
        }
        return numbers;
    }

    /** Read without a regular expression, which would be built at every start of the command. */
    private static boolean isSegment(String name) {
        if (name.length() != DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private Path file(int number) {
        String digits = Integer.toString(number);
        return folder.resolve("0".repeat(DIGITS - digits.length()) + digits + SUFFIX);
    }

    private static Path aside(Path file) {
        int n = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".torn-" + n))) {
            n++;
        }
        return file.resolveSibling(file.getFileName() + ".torn-" + n);
    }

    /** Counts the damage of one file, to say it in one sentence. */
    private static final class Damage {
        private final Path file;
        private long first;
        private int count;

        Damage(Path file) {
            this.file = file;
        }

        void at(long position) {
            if (count++ == 0) {
                first = position;
            }
        }

        void report(Log log) {
            if (count > 0) {
                log.warning("LEDGER_DAMAGED: " + file + " is damaged at byte " + first
                        + (count == 1 ? "" : " and in " + (count - 1) + " other places")
                        + "; what was recorded there is skipped and must be built or tested again, all else is kept.");
            }
        }
    }
}
