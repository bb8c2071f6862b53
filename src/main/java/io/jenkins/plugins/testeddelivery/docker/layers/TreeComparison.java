package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.docker.layers.Comparison.Difference;
import io.jenkins.plugins.testeddelivery.docker.layers.Node.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Compares what two images hold, or two archives, with memory for a few names only. */
public final class TreeComparison {
    private static final int SHOWN = 50;

    private final Noise noise;
    private final List<Difference> differences = new ArrayList<>();
    private long compared;
    private long left;
    private long count;

    private TreeComparison(Noise noise) {
        this.noise = noise;
    }

    /**
     * Two images.
     *
     * @param cheap what the plan gave
     * @param dear what was built from nothing
     * @param origin labels that say where an image comes from, and are others for each build
     */
    public static Comparison images(
            SavedLayers.Image cheap, SavedLayers.Image dear, Noise noise, Predicate<String> origin) throws IOException {
        TreeComparison comparison = new TreeComparison(noise);
        new ConfigComparison(origin)
                .differences(cheap.config(), dear.config())
                .forEach(what -> comparison.add(new Difference("config", what, "")));
        try (NodeSort.Source one = new MergedTree(cheap.layers());
                NodeSort.Source other = new MergedTree(dear.layers())) {
            comparison.walk(one, other, node -> layer(node, cheap), node -> layer(node, dear));
        }
        return comparison.result();
    }

    /**
     * Two archives.
     *
     * @param folder for what does not stay in memory; who made it removes it
     */
    public static Comparison archives(InputStream cheap, InputStream dear, Path folder, Noise noise) throws IOException {
        TreeComparison comparison = new TreeComparison(noise);
        NodeSort first = archive(cheap, folder, noise);
        NodeSort second = archive(dear, folder, noise);
        try (NodeSort.Source one = new MergedTree(List.of(first));
                NodeSort.Source other = new MergedTree(List.of(second))) {
            comparison.walk(one, other, node -> "", node -> "");
        }
        return comparison.result();
    }

    private static NodeSort archive(InputStream gzip, Path folder, Noise noise) throws IOException {
        InputStream tar = GzipCompressorInputStream.builder()
                .setInputStream(new BufferedInputStream(gzip, 1 << 16))
                .setDecompressConcatenated(true)
                .get();
        return LayerNodes.read(new BufferedInputStream(tar, 1 << 16), folder, noise, false);
    }

    private void walk(
            NodeSort.Source cheap, NodeSort.Source dear, Function<Node, String> inCheap, Function<Node, String> inDear)
            throws IOException {
        Optional<Node> one = cheap.next();
        Optional<Node> other = dear.next();
        while (one.isPresent() || other.isPresent()) {
            int order = one.isEmpty() ? 1 : other.isEmpty() ? -1 : Node.compare(one.get().path(), other.get().path());
            Node node = order <= 0 ? one.get() : other.get();
            compared++;
            if (noise.leavesOut(node.path())) {
                left++;
            } else if (order < 0) {
                add(new Difference(shown(node), "not there when built from nothing", inCheap.apply(node)));
            } else if (order > 0) {
                add(new Difference(shown(node), "there only when built from nothing", inDear.apply(node)));
            } else {
                String what = what(one.get(), other.get());
                if (!what.isEmpty()) {
                    add(new Difference(shown(node), what, inDear.apply(other.get())));
                }
            }
            one = order <= 0 ? cheap.next() : one;
            other = order >= 0 ? dear.next() : other;
        }
    }

    private static String what(Node cheap, Node dear) {
        List<String> all = new ArrayList<>();
        if (cheap.kind() != dear.kind()) {
            return "is a " + word(cheap.kind()) + ", from nothing a " + word(dear.kind());
        }
        if (!cheap.content().equals(dear.content()) || !cheap.link().equals(dear.link())) {
            all.add(cheap.kind() == Kind.LINK ? "leads to " + cheap.link() + ", from nothing to " + dear.link() : "other content");
        }
        if (cheap.mode() != dear.mode()) {
            all.add("mode " + Integer.toOctalString(cheap.mode()) + ", from nothing " + Integer.toOctalString(dear.mode()));
        }
        if (cheap.user() != dear.user() || cheap.group() != dear.group()) {
            all.add("owner " + cheap.user() + ":" + cheap.group() + ", from nothing " + dear.user() + ":" + dear.group());
        }
        if (!cheap.attributes().equals(dear.attributes())) {
            all.add("other extended attributes");
        }
        return String.join("; ", all);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case FILE, HARD_LINK -> "file";
            case FOLDER -> "folder";
            case LINK -> "symbolic link";
            case DEVICE -> "device";
            case PIPE -> "pipe";
            case WHITEOUT, OPAQUE -> "gap";
        };
    }

    private static String shown(Node node) {
        return "/" + node.path();
    }

    private static String layer(Node node, SavedLayers.Image image) {
        String origin = image.origins().get(node.layer());
        return "layer " + (node.layer() + 1) + " of " + image.layers().size() + (origin.isEmpty() ? "" : ": " + origin);
    }

    private void add(Difference difference) {
        count++;
        if (differences.size() < SHOWN) {
            differences.add(difference);
        }
    }

    private Comparison result() {
        return new Comparison(compared, left, count, differences);
    }
}
