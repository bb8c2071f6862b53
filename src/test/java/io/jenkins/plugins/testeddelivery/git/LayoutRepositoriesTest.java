package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Layout;
import io.jenkins.plugins.testeddelivery.config.ProjectReader;
import io.jenkins.plugins.testeddelivery.config.ProjectWriter;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One real repository per ecosystem: what is inferred from it, what a change reaches, what {@code init} leaves as it is. */
class LayoutRepositoriesTest {
    @TempDir
    Path folder;

    static List<Layout> layouts() throws Exception {
        return Layout.all();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldReachTheDependentsAndStayTheSameAfterInit(Layout layout) throws Exception {
        GitRepo repo = GitRepo.init(folder.resolve("my-shop"));
        layout.write(repo);
        repo.commit("one");
        Scan inferred = Look.tree(repo);
        assertThat(inferred.fingerprints().keySet()).isEqualTo(new TreeSet<>(layout.components().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList()));

        Map<String, Set<String>> reached = new TreeMap<>();
        for (Component library : libraries(inferred)) {
            repo.write(library.path() + "/changed.txt", "changed");
            reached.put(library.name(), differing(inferred, Look.tree(repo)));
            repo.delete(library.path() + "/changed.txt");
        }
        for (Map.Entry<String, Set<String>> change : reached.entrySet()) {
            Set<String> images = new TreeSet<>(change.getValue());
            images.removeAll(withDependents(inferred, change.getKey()));
            assertThat(change.getValue()).as(change.getKey()).containsAll(withDependents(inferred, change.getKey()));
            assertThat(images).as("may copy the file too").allMatch(name ->
                    inferred.project().component(name).orElseThrow().shippable());
        }

        repo.write(ProjectReader.DEFAULT_FILE, ProjectWriter.write(inferred.project()));
        Scan stated = Look.tree(repo);
        assertThat(stated.fingerprints()).isEqualTo(inferred.fingerprints());
        assertThat(edges(stated)).isEqualTo(edges(inferred));
    }

    /** Few, for each is looked at in full; an image may leave a file out that lies in its folder. */
    private static Collection<Component> libraries(Scan scan) {
        return scan.project().components().stream()
                .filter(component -> !component.shippable() && !component.path().isEmpty())
                .limit(3)
                .toList();
    }

    private static Set<String> differing(Scan before, Scan after) {
        Set<String> names = new TreeSet<>(before.fingerprints().keySet());
        names.removeIf(name -> before.fingerprints().get(name).equals(after.fingerprints().get(name)));
        return names;
    }

    private static Set<String> withDependents(Scan scan, String name) {
        Set<String> reached = new TreeSet<>(Set.of(name));
        while (reached.addAll(scan.project().components().stream()
                .filter(component -> component.dependsOn().stream().anyMatch(reached::contains))
                .map(Component::name)
                .toList())) {
            // until no more are reached
            assertThat(reached).hasSizeLessThanOrEqualTo(scan.project().components().size());
        }
        return reached;
    }

    private static Map<String, List<String>> edges(Scan scan) {
        Map<String, List<String>> edges = new TreeMap<>();
        scan.project().components().forEach(component ->
                edges.put(component.name(), component.dependsOn().stream().sorted().toList()));
        return edges;
    }
}
