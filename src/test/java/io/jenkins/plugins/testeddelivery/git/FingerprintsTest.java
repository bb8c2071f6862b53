package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static Component library(String name, String... dependsOn) {
        return component(name, new Component.Library(), dependsOn);
    }

    private static Component component(String name, Component.Product product, String... dependsOn) {
        return new Component(
                name, name, List.of(dependsOn), List.of(), product, List.of(), Duration.ZERO, Duration.ZERO, List.of(),
                "test");
    }

    private static Map<String, String> fingerprints(String listing, Component... components) {
        Project project = new Project(
                "p", List.of(), List.of(), List.of(), List.of(components), Trial.NONE, Map.of(), List.of());
        Tree tree = Tree.parse(listing.replace('|', '\0').getBytes(StandardCharsets.UTF_8));
        Inputs inputs = Inputs.of(project, Map.of(), Set.of(), "");
        FilesOf files = FilesOf.tree(tree, Set.of(), inputs);
        try {
            SharedLocks noLocks = SharedLocks.of(project, TreeFiles.ofCommit(tree, null), files);
            return Fingerprints.of(project, files, noLocks.found(), false).fingerprints();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String file(String path, int content) {
        return "100644 blob " + String.format("%040d", content) + "\t" + path + "|";
    }

    @Test
    void shouldReachEveryMemberOfACycleAndItsDependents() {
        Component[] cycle = {
            library("a", "b"), library("b", "a", "d"), library("c", "a"), library("d"), library("e")
        };
        String rest = file("b/x", 1) + file("c/x", 1) + file("d/x", 1) + file("e/x", 1);
        Map<String, String> before = fingerprints(file("a/x", 1) + rest, cycle);
        Map<String, String> after = fingerprints(file("a/x", 2) + rest, cycle);

        assertThat(before.values()).doesNotHaveDuplicates();
        for (String name : List.of("a", "b", "c")) {
            assertThat(after.get(name)).as(name).isNotEqualTo(before.get(name));
        }
        assertThat(after).containsEntry("d", before.get("d")).containsEntry("e", before.get("e"));
        Map<String, String> below = fingerprints(
                file("a/x", 1) + file("b/x", 1) + file("c/x", 1) + file("d/x", 2) + file("e/x", 1), cycle);
        assertThat(below.get("a")).isNotEqualTo(before.get("a"));
    }

    @Test
    void shouldDependOnEveryPartOfTheDefinition() {
        String listing = file("a/x", 1);
        Component.Image image =
                new Component.Image("a/Dockerfile", "a", "t", Map.of("K", "v", "L", "v"), List.of(), "linux/amd64");
        List<Component.Product> products = List.of(
                image,
                new Component.Image("b/Dockerfile", "a", "t", image.args(), List.of(), "linux/amd64"),
                new Component.Image("a/Dockerfile", "b", "t", image.args(), List.of(), "linux/amd64"),
                new Component.Image("a/Dockerfile", "a", "u", image.args(), List.of(), "linux/amd64"),
                new Component.Image("a/Dockerfile", "a", "t", Map.of("K", "v", "L", "w"), List.of(), "linux/amd64"),
                new Component.Image("a/Dockerfile", "a", "t", Map.of("K", "v"), List.of(), "linux/amd64"),
                new Component.Image("a/Dockerfile", "a", "t", image.args(), List.of(), ""),
                new Component.Archive(List.of("make"), List.of("out/**")),
                new Component.Archive(List.of("make", "all"), List.of("out/**")),
                new Component.Archive(List.of("make"), List.of("dist/**")),
                new Component.Library());

        assertThat(products.stream().map(product -> fingerprints(listing, component("a", product)).get("a")))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldBeTheSameForever() {
        // a stored record is compared with what a later version of this program computes
        assertThat(fingerprints(file("a/é\n", 7), library("a")).get("a"))
                .isEqualTo("sha256:8f7a01bacb969e7d05a12d185b016960924d07aa83ad272490564ee48fe53da2");
    }
}
