package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.docker.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How the development project is this moment, as the engine alone tells it: no compose file is read.
 *
 * @param services the containers there are, sorted; none: nothing of it is there
 */
public record DevStatus(String project, List<Service> services) {
    public DevStatus {
        services = List.copyOf(services);
    }

    /**
     * One container.
     *
     * @param runs version of the component that it runs; empty: it is not one of the repository
     * @param mounted path of the component whose source is mounted; empty: it runs what its image holds
     * @param container its id
     * @param usage what it uses; not known unless it was asked for
     */
    public record Service(
            String service, String component, String runs, String state, String health, int restarts, String since,
            String mounted, String container, Usage usage) {
        private Service using(Usage now) {
            return new Service(service, component, runs, state, health, restarts, since, mounted, container, now);
        }
    }

    /** The same with what the containers use, by id. */
    public DevStatus using(Map<String, Usage> usage) {
        return new DevStatus(
                project,
                services.stream()
                        .map(one -> one.using(usage.getOrDefault(one.container(), Usage.UNKNOWN)))
                        .toList());
    }

    public static DevStatus of(Engine engine, Project project) throws IOException, InterruptedException {
        String name = DevFiles.name(project);
        List<Service> all = new ArrayList<>();
        for (Engine.Container container : engine.containers(Map.of(ComposeLabels.PROJECT, name))) {
            Map<String, String> labels = container.labels();
            if (ComposeLabels.lasts(container) && labels.getOrDefault(Labels.ENVIRONMENT, "").isEmpty()) {
                all.add(new Service(
                        labels.getOrDefault(ComposeLabels.SERVICE, container.name()),
                        labels.getOrDefault(Labels.COMPONENT, ""),
                        labels.getOrDefault(Labels.VERSION, ""),
                        container.state(),
                        container.health(),
                        container.restarts(),
                        container.startedAt(),
                        labels.getOrDefault(Labels.MOUNTED, ""),
                        container.id(),
                        Usage.UNKNOWN));
            }
        }
        all.sort(Comparator.comparing(Service::service));
        return new DevStatus(name, all);
    }
}
