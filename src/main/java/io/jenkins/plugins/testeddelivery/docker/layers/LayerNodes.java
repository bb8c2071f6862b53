package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.docker.layers.Node.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns one layer's tar into nodes in order; what counts as nothing is left out. */
final class LayerNodes {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String STORE_OWN = ".wh..wh.";
    private static final int HELD = 20_000;

    private final NodeSort sort;
    private final Noise noise;
    private final boolean whiteouts;
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, Long> linkPlaces = new HashMap<>();
    private long entries;

    private LayerNodes(Path folder, Noise noise, boolean whiteouts) {
        this.sort = new NodeSort(folder, HELD);
        this.noise = noise;
        this.whiteouts = whiteouts;
    }

    /**
     * Reads a tar to its end.
     *
     * @param folder for what does not stay in memory
     * @param whiteouts whether names that start with {@code .wh.} say what is gone; else they are names
     */
    static NodeSort read(InputStream tar, Path folder, Noise noise, boolean whiteouts) throws IOException {
        LayerNodes nodes = new LayerNodes(folder, noise, whiteouts);
        LayerTar reader = new LayerTar(tar);
        for (Optional<LayerTar.Entry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            nodes.add(entry.get(), reader.content());
        }
        nodes.resolve();
        nodes.sort.spill();
        return nodes.sort;
    }

    private void add(LayerTar.Entry entry, InputStream content) throws IOException {
        String path = plain(entry.name());
        long place = Node.place(0, entries++);
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        String folder = slash < 0 ? "" : path.substring(0, slash);
        if (whiteouts && name.equals(OPAQUE)) {
            sort.add(nothing(folder, place, Kind.OPAQUE));
        } else if (whiteouts && name.startsWith(WHITEOUT)) {
            if (!name.startsWith(STORE_OWN)) {
                String gone = name.substring(WHITEOUT.length());
                sort.add(nothing(folder.isEmpty() ? gone : folder + "/" + gone, place, Kind.WHITEOUT));
            }
        } else if (entry.type() == '1') {
            links.put(path, plain(entry.link()));
            linkPlaces.put(path, place);
        } else {
            // noise too: it may stand above or in place of what is none
            links.remove(path);
            sort.add(node(path, place, entry, content));
        }
    }

    private Node node(String path, long place, LayerTar.Entry entry, InputStream content) throws IOException {
        Kind kind =
                switch (entry.type()) {
                    case '2' -> Kind.LINK;
                    case '3', '4' -> Kind.DEVICE;
                    case '5' -> Kind.FOLDER;
                    case '6' -> Kind.PIPE;
                    default -> Kind.FILE;
                };
        String digest = kind == Kind.FILE && !noise.leavesOut(path)
                ? ContentDigest.of(content, entry.size(), noise.look(path))
                : entry.device();
        // a symbolic link's mode is nobody's choice
        int mode = kind == Kind.LINK ? 0 : entry.mode();
        String link = kind == Kind.LINK ? entry.link() : "";
        return new Node(path, place, kind, mode, entry.user(), entry.group(), digest, link, entry.attributes());
    }

    private static Node nothing(String path, long place, Kind kind) {
        return new Node(path, place, kind, 0, 0, 0, "", "", "");
    }

    /** A hard link is the file that it leads to, under another name; which name is the first matters to nobody. */
    private void resolve() throws IOException {
        if (links.isEmpty()) {
            return;
        }
        Map<String, String> ends = new HashMap<>();
        links.keySet().forEach(path -> ends.put(path, end(path)));
        Set<String> wanted = new HashSet<>(ends.values());
        Map<String, Node> found = new HashMap<>();
        try (NodeSort.Source all = sort.read(0)) {
            for (Optional<Node> node = all.next(); node.isPresent(); node = all.next()) {
                if (wanted.contains(node.get().path())) {
                    found.put(node.get().path(), node.get());
                }
            }
        }
        List<String> paths = new ArrayList<>(ends.keySet());
        for (String path : paths) {
            Node target = found.get(ends.get(path));
            long place = linkPlaces.get(path);
            sort.add(target == null
                    ? new Node(path, place, Kind.HARD_LINK, 0, 0, 0, "", ends.get(path), "")
                    : target.at(path, place));
        }
    }

    private String end(String path) {
        String at = path;
        for (int i = 0; i < links.size() && links.containsKey(at); i++) {
            at = links.get(at);
        }
        return at;
    }

    private static String plain(String name) {
        return name.replaceAll("^(\\./|/)+|/+$", "").replaceAll("^\\.$", "");
    }
}
