package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Knows which components must be built before which. The members of a cycle that manifests state
 * are one group: they come in one wave. */
final class Order {
    private final Project project;
    private final Map<String, Set<String>> below = new HashMap<>();

    Order(Project project) {
        this.project = project;
    }

    /** Everything the component depends on, directly or not, without itself. */
    Set<String> dependenciesOf(String component) {
        Set<String> known = below.get(component);
        if (known == null) {
            known = new TreeSet<>();
            collect(component, known);
            known.remove(component);
            below.put(component, known);
        }
        return known;
    }

    /** The components in waves: each after those of them that it depends on. */
    List<List<String>> waves(Collection<String> components) {
        Set<String> left = new TreeSet<>(components);
        List<List<String>> waves = new ArrayList<>();
        while (!left.isEmpty()) {
            List<String> wave = left.stream()
                    .filter(name -> dependenciesOf(name).stream()
                            .noneMatch(other -> left.contains(other)
                                    && !dependenciesOf(other).contains(name)))
                    .toList();
            waves.add(wave);
            wave.forEach(left::remove);
        }
        return waves;
    }

    private void collect(String component, Set<String> into) {
        List<String> direct =
                project.component(component).map(Component::dependsOn).orElse(List.of());
        for (String name : direct) {
            if (into.add(name)) {
                collect(name, into);
            }
        }
    }
}
