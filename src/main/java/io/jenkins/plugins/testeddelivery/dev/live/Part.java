package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Difference;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A component that is worked on.
 *
 * @param services that run it
 * @param files that go into it, relative to the repository
 * @param placements where they are in its containers
 * @param reloads whether the server sees changed files by itself
 */
record Part(
        Component component, List<String> services, List<String> files, List<Placement> placements, boolean reloads) {

    /** The components that these services run, as they are now. */
    static List<Part> read(Ports ports, DevProject dev, Scan scan, Collection<String> services)
            throws IOException, InterruptedException {
        SinceBuilt since = new SinceBuilt(scan);
        Map<String, Object> all = Json.map(dev.configuration(), "services");
        List<Part> parts = new ArrayList<>();
        for (Component component : scan.project().components()) {
            List<String> own = dev.components().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(component.name()) && services.contains(entry.getKey()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (own.isEmpty() || !(component.product() instanceof Component.Image image)) {
                continue;
            }
            Dockerfile dockerfile;
            try (InputStream in = ports.workspace().read(image.dockerfile())) {
                dockerfile = Dockerfile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            List<String> files = since.files(component);
            parts.add(new Part(
                    component,
                    own,
                    files,
                    Placements.of(component, dockerfile, new TreeSet<>(files)),
                    Reloading.is(component, dockerfile, Json.map(all, own.get(0)))));
        }
        return parts;
    }

    String name() {
        return component.name();
    }

    List<Placement> mounts() {
        return placements.stream()
                .filter(placement -> placement.folder() && placement.mounted())
                .toList();
    }

    /** The same where the engine does not see this machine's files. */
    Part withoutMounts() {
        return new Part(
                component,
                services,
                files,
                placements.stream().map(Placement::unmountable).toList(),
                reloads);
    }

    Remedy remedy(Scan scan, Difference difference) {
        return Remedy.of(difference, through(scan, difference), placements, reloads);
    }

    /** Of the components that go into it and differ, those whose own files it does not list. */
    private List<String> through(Scan scan, Difference difference) {
        return difference.via().stream()
                .filter(name -> scan.project()
                        .component(name)
                        .map(other -> other.shippable()
                                || files.stream().noneMatch(file -> RepositoryPath.contains(other.path(), file)))
                        .orElse(true))
                .toList();
    }
}
