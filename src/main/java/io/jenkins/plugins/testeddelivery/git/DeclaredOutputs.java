package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which paths the archives of a project make: a build deletes and writes them, so Git must not track them. */
final class DeclaredOutputs {
    private final Map<String, List<Output>> byFolder = new HashMap<>();
    private final Map<String, List<Output>> scopes = new HashMap<>();

    private record Output(Component component, Patterns patterns) {
        boolean matches(String path) {
            int start = component.path().isEmpty() ? 0 : component.path().length() + 1;
            return patterns.matches(path.substring(start));
        }
    }

    DeclaredOutputs(Project project) {
        for (Component component : project.components()) {
            if (component.product() instanceof Component.Archive archive && !archive.outputs().isEmpty()) {
                byFolder.computeIfAbsent(component.path(), path -> new ArrayList<>())
                        .add(new Output(component, Patterns.of(archive.outputs())));
            }
        }
    }

    /** Whether there are none. */
    boolean none() {
        return byFolder.isEmpty();
    }

    boolean contain(String path) {
        return !byFolder.isEmpty() && output(path).isPresent();
    }

    /** @throws Failure of kind USAGE if Git tracks an output */
    void mustNotBeTracked(Iterable<String> tracked) {
        if (byFolder.isEmpty()) {
            return;
        }
        for (String path : tracked) {
            output(path).ifPresent(output -> {
                throw Failure.usage("Git tracks " + PathText.shown(path) + ", which is an output of component '"
                        + output.component.name() + "' (" + output.component.origin()
                        + ") that every build deletes: take it out with git rm --cached, or change the outputs.");
            });
        }
    }

    private Optional<Output> output(String path) {
        return outputs(parent(path)).stream()
                .filter(output -> output.matches(path))
                .findFirst();
    }

    /** Those of the folder's components and of all above it. */
    private List<Output> outputs(String folder) {
        List<Output> known = scopes.get(folder);
        if (known == null) {
            known = new ArrayList<>(byFolder.getOrDefault(folder, List.of()));
            if (!folder.isEmpty()) {
                known.addAll(outputs(parent(folder)));
            }
            scopes.put(folder, known);
        }
        return known;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
