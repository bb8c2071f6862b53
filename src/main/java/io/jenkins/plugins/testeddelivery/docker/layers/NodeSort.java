package io.jenkins.plugins.testeddelivery.docker.layers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Puts any number of nodes in order with the memory of a few: sorted runs on the disk, merged when they are read. */
final class NodeSort {
    private final Path folder;
    private final int most;
    private final List<Path> runs = new ArrayList<>();
    private final List<Node> waiting = new ArrayList<>();

    /**
     * @param folder for the runs; who made it removes it
     * @param most so many are held in memory
     */
    NodeSort(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    void add(Node node) throws IOException {
        waiting.add(node);
        if (waiting.size() >= most) {
            spill();
        }
    }

    /** Nothing is held in memory afterwards. */
    void spill() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.sort(Node.ORDER);
        Path run = Files.createTempFile(folder, "run", ".nodes");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
            for (Node node : waiting) {
                node.write(out);
            }
        }
        runs.add(run);
        waiting.clear();
    }

    /** All of them in order, as what the layer of this number says. */
    Source read(int layer) throws IOException {
        spill();
        List<Source> sources = new ArrayList<>();
        for (Path run : runs) {
            sources.add(new Run(run, layer));
        }
        return merged(sources);
    }

    /** Nodes in order. */
    interface Source extends Closeable {
        /** The next one; empty: that was the last. */
        Optional<Node> next() throws IOException;
    }

    /** What all of them hold, in order. */
    static Source merged(List<Source> sources) throws IOException {
        return new Merge(sources);
    }

    private static final class Run implements Source {
        private final DataInputStream in;
        private final int layer;

        Run(Path file, int layer) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
            this.layer = layer;
        }

        @Override
        public Optional<Node> next() throws IOException {
            in.mark(1);
            if (in.read() < 0) {
                return Optional.empty();
            }
            in.reset();
            try {
                return Optional.of(Node.read(in).in(layer));
            } catch (EOFException e) {
                throw new IOException("a file with what a layer holds ends in the middle", e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class Merge implements Source {
        private record Head(Node node, Source rest) {}

        private final List<Source> sources;
        private final PriorityQueue<Head> heads =
                new PriorityQueue<>((one, other) -> Node.ORDER.compare(one.node, other.node));

        Merge(List<Source> sources) throws IOException {
            this.sources = List.copyOf(sources);
            for (Source source : sources) {
                push(source);
            }
        }

        @Override
        public Optional<Node> next() throws IOException {
            Head first = heads.poll();
            if (first == null) {
                return Optional.empty();
            }
            push(first.rest);
            return Optional.of(first.node);
        }

        private void push(Source source) throws IOException {
            source.next().ifPresent(node -> heads.add(new Head(node, source)));
        }

        @Override
        public void close() throws IOException {
            for (Source source : sources) {
                source.close();
            }
        }
    }
}
