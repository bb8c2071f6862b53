package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.dev.CleanOut;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is shown above the question whether all of it may go. */
class CleanOutReportTest {
    private static final String STAMP = ":v1234567-20261122-05000";

    private static CleanOut.Proposal proposal(int components, int images, List<String> volumes) {
        Map<String, String> names = new TreeMap<>();
        Map<String, String> kept = new TreeMap<>();
        for (int i = 0; i < images; i++) {
            names.put("shop-api" + STAMP + i, "sha256:" + i);
            kept.put("shop-web" + STAMP + i, "live needs it");
        }
        return new CleanOut.Proposal(
                IntStream.range(0, components).mapToObj(i -> "part" + i).collect(Collectors.toSet()),
                IntStream.range(0, components).mapToObj(i -> container("shop-dev_part" + i + "_1")).toList(),
                names,
                kept,
                volumes);
    }

    private static Engine.Container container(String name) {
        return new Engine.Container(name, name, "", "running", "", 0, 0, "", Map.of(), Map.of());
    }

    @Test
    void shouldShowOneToALine() {
        assertThat(new CleanOutReport(proposal(1, 2, List.of())).text(new Ink(false))).containsExactly(
                "containers shop-dev_part0_1",
                "images     shop-api" + STAMP + "0",
                "           shop-api" + STAMP + "1",
                "           dependency folders and caches of part0",
                "keeps      shop-web" + STAMP + "0: live needs it",
                "           shop-web" + STAMP + "1: live needs it",
                "keeps      every data volume");
    }

    @Test
    void shouldLeaveRoomForTheQuestionOnASmallScreen() {
        List<String> lines = new CleanOutReport(proposal(16, 48, List.of("rows"))).text(new Ink(false));

        assertThat(lines).hasSizeLessThan(22).allMatch(line -> line.length() <= 80).contains(
                "           and 11 more",
                "           and 43 more",
                "data       rows  all of it is lost",
                "           dependency folders and caches of 16 components");
    }

    @Test
    void shouldShowNothingThatATerminalActsOn() {
        CleanOut.Proposal hostile = new CleanOut.Proposal(
                Set.of("api"), List.of(), Map.of("a\u001b[2J", "1"), Map.of("b", "\u001b[2Jc"), List.of("d\u001b[2J"));

        assertThat(String.join("\n", new CleanOutReport(hostile).text(new Ink(false)))).doesNotContain("\u001b");
    }
}
