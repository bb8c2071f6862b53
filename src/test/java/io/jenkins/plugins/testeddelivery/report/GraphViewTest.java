package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphViewTest {
    @Test
    void shouldPutEachRightOfWhatItDependsOn() {
        GraphView graph = GraphView.of(List.of(
                row("api", "FULL", "proto"), row("proto", "FULL"), row("site", "FULL", "api", "proto")));

        assertThat(graph.getBoxes()).extracting(GraphView.Box::getName).containsExactly("proto", "api", "site");
        assertThat(graph.getBoxes()).extracting(GraphView.Box::getX).isSorted().doesNotHaveDuplicates();
        assertThat(graph.getLines()).hasSize(3);
        assertThat(graph.isWorthDrawing()).isTrue();
    }

    @Test
    void shouldShowWhatIsTouchedAndWhatThatDependsOn() {
        GraphView graph = GraphView.of(List.of(
                row("api", "FULL", "proto"), row("proto", "NONE", "deep"), row("deep", "NONE"), row("other", "NONE")));

        assertThat(graph.getBoxes()).extracting(GraphView.Box::getName).containsExactlyInAnyOrder("api", "proto");
    }

    @Test
    void shouldLayOutACycle() {
        GraphView graph = GraphView.of(List.of(
                row("a", "FULL", "b"), row("b", "FULL", "c"), row("c", "FULL", "a", "c")));

        assertThat(graph.getBoxes()).hasSize(3);
        assertThat(graph.getLines()).hasSize(3);
    }

    @Test
    void shouldStayReadableWithFiveHundredComponents() {
        List<ComponentRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row("c" + i, "FULL", "c" + (i + 1) % 500));
        }

        GraphView graph = GraphView.of(rows);

        assertThat(graph.getBoxes()).hasSizeLessThanOrEqualTo(60);
        assertThat(graph.getLeft()).isEqualTo(440);
    }

    @Test
    void shouldSayWhenItSaysNoMoreThanTheTable() {
        assertThat(GraphView.of(List.of(row("a", "FULL"), row("b", "FULL"))).isWorthDrawing()).isFalse();
        assertThat(GraphView.of(List.of()).isWorthDrawing()).isFalse();
    }

    @Test
    void shouldKeepBoxesApartAndInsideTheDrawing() {
        GraphView graph = GraphView.of(List.of(row("a", "FULL"), row("b", "FULL"), row("c", "FULL", "a", "b")));

        GraphView.Box a = graph.getBoxes().get(0);
        GraphView.Box b = graph.getBoxes().get(1);
        assertThat(b.getY()).isGreaterThanOrEqualTo(a.getY() + a.getHeight());
        assertThat(graph.getBoxes()).allSatisfy(box -> {
            assertThat(box.getX() + box.getWidth()).isLessThanOrEqualTo(graph.getWidth());
            assertThat(box.getY() + box.getHeight()).isLessThanOrEqualTo(graph.getHeight());
        });
    }

    @Test
    void shouldCutALongNameToTheBox() {
        GraphView.Box box = GraphView.of(List.of(row("x".repeat(60), "FULL"))).getBoxes().get(0);

        assertThat(box.getLabel()).hasSizeLessThan(24).endsWith("…");
        assertThat(box.getName()).hasSize(60);
    }

    @Test
    void shouldLeadALineFromOneBoxToTheOther() {
        GraphView graph = GraphView.of(List.of(row("a", "FULL"), row("b", "FULL", "a")));

        GraphView.Box a = graph.getBoxes().get(0);
        GraphView.Box b = graph.getBoxes().get(1);
        String start = "M" + (a.getX() + a.getWidth()) + " " + (a.getY() + a.getHeight() / 2) + "C";
        assertThat(graph.getLines().get(0).getPath())
                .startsWith(start)
                .endsWith(" " + b.getX() + " " + (b.getY() + b.getHeight() / 2));
    }

    private static ComponentRow row(String name, String strategy, String... dependsOn) {
        return new ComponentRow(
                Map.of("name", name, "strategy", strategy, "dependsOn", List.of(dependsOn)),
                Map.of(), Map.of(), Map.of());
    }
}
