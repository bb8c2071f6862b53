package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.docker.ContainerFiles;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Brings changed files into running containers where they cannot be mounted, and removes there what is gone. */
record Sync(Ports ports, String root) {
    void run(Part part, List<Change> changes, Map<String, List<Engine.Container>> containers)
            throws IOException, InterruptedException {
        ContainerFiles files = ContainerFiles.find(ports);
        for (String service : part.services()) {
            for (Engine.Container container : containers.getOrDefault(service, List.of())) {
                if (container.running()) {
                    for (Change change : changes) {
                        one(part, change, container.id(), files);
                    }
                }
            }
        }
    }

    private void one(Part part, Change change, String container, ContainerFiles files) throws InterruptedException {
        for (Placement placement : part.placements()) {
            if (!placement.holds(change.path()) || placement.mounted()) {
                continue;
            }
            String target = placement.targetOf(change.path());
            if (change.status() == Change.Status.DELETED) {
                files.remove(container, target);
            } else {
                files.put(container, Path.of(root, change.path()).toString(), target);
            }
        }
    }
}
