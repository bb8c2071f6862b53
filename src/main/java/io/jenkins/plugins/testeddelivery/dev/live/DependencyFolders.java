package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Names the folders in a mounted one that an image installs into: each gets a volume of its own, filled from the image, so
 * that neither the host's folder hides it nor another system's files are run.
 */
final class DependencyFolders {
    /** By the name of a manifest, what lies beside it. */
    private static final Map<String, List<String>> BESIDE = Map.of(
            "package.json", List.of("node_modules"),
            "pyproject.toml", List.of(".venv"),
            "requirements.txt", List.of(".venv"),
            "Pipfile", List.of(".venv"),
            "Cargo.toml", List.of("target"),
            "pom.xml", List.of("target"),
            "composer.json", List.of("vendor"),
            "Gemfile", List.of("vendor/bundle"),
            "go.mod", List.of("vendor"));
    /** These are made on any machine that has the manifest; the others only where somebody has made them. */
    private static final List<String> ALWAYS = List.of("node_modules");

    private DependencyFolders() {}

    /**
     * Paths in the container, sorted.
     *
     * @param files what goes into the component
     * @param there whether there is a folder at that path of the repository
     */
    static List<String> of(Placement mount, Collection<String> files, Predicate<String> there) {
        TreeSet<String> targets = new TreeSet<>();
        for (String file : files) {
            List<String> names = BESIDE.getOrDefault(RepositoryPath.name(file), List.of());
            if (!mount.holds(file)) {
                continue;
            }
            for (String name : names) {
                String parent = RepositoryPath.parent(file);
                String path = parent.isEmpty() ? name : parent + "/" + name;
                // what is versioned is source
                boolean source = files.stream().anyMatch(other -> other.startsWith(path + "/"));
                if (!source && (ALWAYS.contains(name) || there.test(path))) {
                    targets.add(mount.targetOf(path));
                }
            }
        }
        return new ArrayList<>(targets);
    }
}
