package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.docker.layers.Node.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a container sees of an image's layers: for each path the highest layer's, unless one above took it away. */
final class MergedTree implements NodeSort.Source {
    /** Below this path only layers from this number on count. */
    private record Cover(String path, int from) {}

    private final NodeSort.Source layers;
    private final Deque<Cover> covers = new ArrayDeque<>();
    private Optional<Node> ahead;

    /** @param layers lowest first */
    MergedTree(List<NodeSort> layers) throws IOException {
        List<NodeSort.Source> sources = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            sources.add(layers.get(i).read(i));
        }
        this.layers = NodeSort.merged(sources);
        this.ahead = this.layers.next();
    }

    @Override
    public Optional<Node> next() throws IOException {
        while (ahead.isPresent()) {
            Optional<Node> seen = seen(ahead.get().path());
            if (seen.isPresent()) {
                return seen;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        layers.close();
    }

    /** Takes all that is said of one path, lowest layer first. */
    private Optional<Node> seen(String path) throws IOException {
        while (!covers.isEmpty() && !below(path, covers.peek().path())) {
            covers.pop();
        }
        int inherited = covers.isEmpty() ? 0 : covers.peek().from();
        int from = inherited;
        Node top = null;
        while (ahead.isPresent() && ahead.get().path().equals(path)) {
            Node node = ahead.get();
            int layer = node.layer();
            if (node.kind() == Kind.WHITEOUT) {
                top = top != null && top.layer() < layer ? null : top;
                from = Math.max(from, layer);
            } else if (node.kind() == Kind.OPAQUE) {
                from = Math.max(from, layer);
            } else if (layer >= inherited) {
                top = node;
                from = node.kind() == Kind.FOLDER ? from : Math.max(from, layer);
            }
            ahead = layers.next();
        }
        if (from > inherited) {
            covers.push(new Cover(path, from));
        }
        return Optional.ofNullable(top);
    }

    private static boolean below(String path, String folder) {
        return folder.isEmpty()
                || path.startsWith(folder) && path.length() > folder.length() && path.charAt(folder.length()) == '/';
    }
}
