package io.jenkins.plugins.testeddelivery.docker.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.docker.layers.Node.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSortTest {
    @TempDir
    Path folder;

    private static Node node(String path, long place) {
        return new Node(path, place, Kind.FILE, 0644, 1, 2, "content", "link", "attributes");
    }

    private static List<Node> all(NodeSort.Source source) throws IOException {
        List<Node> all = new ArrayList<>();
        try (source) {
            for (Optional<Node> next = source.next(); next.isPresent(); next = source.next()) {
                all.add(next.get());
            }
        }
        return all;
    }

    @Test
    void shouldOrderManyWithTheMemoryOfAFew() throws Exception {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            nodes.add(node("folder" + i % 50 + "/file-é" + i, i));
        }
        Collections.shuffle(nodes, new Random(7));
        NodeSort sort = new NodeSort(folder, 30);
        for (Node node : nodes) {
            sort.add(node);
        }

        List<Node> read = all(sort.read(0));

        assertThat(read).hasSize(1000).isSortedAccordingTo(Node.ORDER).containsExactlyInAnyOrderElementsOf(nodes);
        try (Stream<Path> runs = Files.list(folder)) {
            assertThat(runs).hasSize(34);
        }
    }

    @Test
    void shouldPutAFolderDirectlyBeforeWhatIsInIt() throws Exception {
        NodeSort sort = new NodeSort(folder, 2);
        for (String path : List.of("a.b", "a/x", "a-b", "a", "", "a/x/y", "a!/z")) {
            sort.add(node(path, 0));
        }

        assertThat(all(sort.read(3))).extracting(Node::path).containsExactly("", "a", "a/x", "a/x/y", "a!/z", "a-b", "a.b");
        assertThat(all(sort.read(3))).extracting(Node::layer).containsOnly(3);
    }
}
