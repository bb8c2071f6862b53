package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Goes once over segments that nobody is expected to have damaged, and keeps nothing: pieces of some thousand records are
 * understood side by side and handed over in their order. Of records that nobody asked for nothing is parsed, and of the
 * others only the members that were asked for.
 */
final class Sweep {
    private static final byte[] TYPE = ",\"type\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> OF_EVERY = Set.of("seq", "at", "by", "type");
    private static final int AT_ONCE = 2;
    /** One more than can be worked at, so that nobody waits for the next. */
    private static final int AHEAD = AT_ONCE + 1;

    private final Map<String, Set<String>> members;
    private final Consumer<Ledger.Entry> visitor;
    private final int pieceBytes;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Deque<Future<Part>> parts = new ArrayDeque<>();
    private final Deque<byte[]> free = new ArrayDeque<>();
    private long seen;

    /** @param members that are read, by type of record; see {@link Ledger#visit} */
    Sweep(Map<String, Set<String>> members, Consumer<Ledger.Entry> visitor, int pieceBytes) {
        this.members = members;
        this.visitor = visitor;
        this.pieceBytes = pieceBytes;
    }

    /** The records of one piece, and the room that it took, to be taken again. */
    private record Part(List<Ledger.Entry> entries, boolean whole, byte[] room) {}

    /** Sequence number of the last record that was handed over. */
    long seen() {
        return seen;
    }

    /** @return false at the first piece with something that looks damaged; nothing of it was handed over then */
    boolean over(Collection<Path> segments) throws IOException {
        try {
            for (Path segment : segments) {
                if (!over(segment)) {
                    return false;
                }
            }
            return handOver(0);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** No record holds a newline, so that behind each is a place to cut. */
    private boolean over(Path segment) throws IOException, ExecutionException, InterruptedException {
        try (InputStream in = new FileInputStream(segment.toFile())) {
            byte[] room = room(0);
            int kept = 0;
            while (true) {
                int length = kept + in.readNBytes(room, kept, room.length - kept);
                boolean last = length < room.length;
                int cut = last ? length : behindNewline(room);
                if (cut == 0 && !last) {
                    room = Arrays.copyOf(room, 2 * room.length);
                    kept = length;
                    continue;
                }
                byte[] next = room(length - cut);
                kept = length - cut;
                System.arraycopy(room, cut, next, 0, kept);
                byte[] piece = room;
                parts.add(threads.submit(() -> read(piece, cut)));
                if (!handOver(AHEAD - 1)) {
                    return false;
                }
                room = next;
                if (last) {
                    free.add(room);
                    return true;
                }
            }
        }
    }

    private byte[] room(int least) {
        byte[] room = free.poll();
        return room != null && room.length > least ? room : new byte[Math.max(pieceBytes, 2 * least)];
    }

    private static int behindNewline(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Until so many are left. */
    private boolean handOver(int left) throws ExecutionException, InterruptedException {
        while (parts.size() > left) {
            Part part = parts.remove().get();
            if (!part.whole) {
                return false;
            }
            for (Ledger.Entry entry : part.entries) {
                visitor.accept(entry);
                seen = entry.sequence();
            }
            free.add(part.room);
        }
        return true;
    }

    private Part read(byte[] bytes, int length) {
        List<Ledger.Entry> entries = new ArrayList<>();
        Lines lines = new Lines(bytes, length);
        while (true) {
            switch (lines.next()) {
                case WHOLE -> {
                    try {
                        entry(bytes, lines).ifPresent(entries::add);
                    } catch (IOException e) {
                        return new Part(List.of(), false, bytes);
                    }
                }
                case END -> {
                    return new Part(entries, true, bytes);
                }
                default -> {
                    return new Part(List.of(), false, bytes);
                }
            }
        }
    }

    private Optional<Ledger.Entry> entry(byte[] bytes, Lines lines) throws IOException {
        int start = lines.jsonStart();
        Optional<String> type = type(bytes, start, lines.jsonEnd());
        Set<String> wanted = type.map(members::get).orElse(null);
        if (type.isPresent() && wanted == null) {
            return Optional.empty();
        }
        Map<String, Object> map = Json.readObject(
                bytes,
                start,
                lines.jsonEnd() - start,
                name -> wanted == null || wanted.contains(name) || OF_EVERY.contains(name));
        FactReader.Fields fields = new FactReader.Fields(map);
        String at = fields.text("at");
        String by = fields.text("by");
        long sequence = fields.number("seq");
        return FactReader.read(map)
                .filter(fact -> members.containsKey(fact.type()))
                .map(fact -> new Ledger.Entry(sequence, at, by, fact));
    }

    /** A quotation mark inside a text has a backslash before it, so that the first such place is the record's own type. */
    private static Optional<String> type(byte[] bytes, int start, int end) {
        for (int at = start; at < end - TYPE.length; at++) {
            int n = 0;
            while (n < TYPE.length && bytes[at + n] == TYPE[n]) {
                n++;
            }
            if (n == TYPE.length) {
                int from = at + n;
                int to = from;
                while (to < end && bytes[to] != '"') {
                    to++;
                }
                return Optional.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
