package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
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
 * Goes once over segments that nobody is expected to have damaged: two at a time, in their order, and keeps nothing.
 * Records of other types than those asked for are not even parsed.
 */
final class Sweep {
    private static final byte[] TYPE = ",\"type\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int AT_ONCE = 2;

    private final Set<String> types;
    private final Consumer<Ledger.Entry> visitor;
    private long seen;

    Sweep(Set<String> types, Consumer<Ledger.Entry> visitor) {
        this.types = types;
        this.visitor = visitor;
    }

    /** The records of one segment. */
    private record Part(List<Ledger.Entry> entries, boolean whole) {}

    /** Sequence number of the last record that was handed over. */
    long seen() {
        return seen;
    }

    /** @return false at the first segment with something that looks damaged; nothing of it was handed over then */
    boolean over(Collection<Path> segments) throws IOException {
        Iterator<Path> left = segments.iterator();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Deque<Future<Part>> parts = new ArrayDeque<>();
        try {
            while (left.hasNext() || !parts.isEmpty()) {
                while (left.hasNext() && parts.size() < AT_ONCE) {
                    Path segment = left.next();
                    parts.add(threads.submit(() -> read(segment)));
                }
                Part part = parts.remove().get();
                if (!part.whole) {
                    return false;
                }
                for (Ledger.Entry entry : part.entries) {
                    visitor.accept(entry);
                    seen = entry.sequence();
                }
            }
            return true;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Part read(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        List<Ledger.Entry> entries = new ArrayList<>();
        Lines lines = new Lines(bytes);
        while (true) {
            switch (lines.next()) {
                case WHOLE -> {
                    try {
                        entry(bytes, lines).ifPresent(entries::add);
                    } catch (IOException e) {
                        return new Part(List.of(), false);
                    }
                }
                case END -> {
                    return new Part(entries, true);
                }
                default -> {
                    return new Part(List.of(), false);
                }
            }
        }
    }

    private Optional<Ledger.Entry> entry(byte[] bytes, Lines lines) throws IOException {
        int start = lines.jsonStart();
        if (!wanted(bytes, start, lines.jsonEnd())) {
            return Optional.empty();
        }
        Map<String, Object> map = Json.readObject(bytes, start, lines.jsonEnd() - start);
        FactReader.Fields fields = new FactReader.Fields(map);
        String at = fields.text("at");
        String by = fields.text("by");
        long sequence = fields.number("seq");
        return FactReader.read(map)
                .filter(fact -> types.contains(fact.type()))
                .map(fact -> new Ledger.Entry(sequence, at, by, fact));
    }

    /** A quotation mark inside a text has a backslash before it, so that the first such place is the record's own type. */
    private boolean wanted(byte[] bytes, int start, int end) {
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
                return types.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return true;
    }
}
