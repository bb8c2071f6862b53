package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says which service of a compose configuration runs which component's image.
 *
 * @param components by service
 * @param warnings components that no service runs, services that are named and are not there
 */
public record ServicesOf(Map<String, String> components, List<String> warnings) {
    /**
     * Looks at what the configuration is built from, and matches.
     *
     * @param root absolute
     * @param files what the compose files are called in messages
     */
    public static ServicesOf of(
            Workspace workspace, Map<String, Object> resolved, Project project, String root, String files)
            throws IOException, InterruptedException {
        TreeMap<String, HostPath> paths = workspace.act(new ResolveHostPaths(Mounts.hostPaths(resolved)));
        return new Matching(Json.map(resolved, "services"), project, Path.of(root), paths, files).match();
    }

    /** @param paths what stands at host paths, by path as written */
    static ServicesOf of(
            Map<String, Object> resolved, Project project, Path root, Map<String, HostPath> paths) {
        return new Matching(Json.map(resolved, "services"), project, root, paths, "the trial's compose files").match();
    }

    /** The folder a service is built from, as written; empty: it is not built. */
    static String context(Map<String, Object> service) {
        return service.get("build") instanceof String text ? text : Json.text(Json.map(service, "build"), "context");
    }

    /** Matches components and services. */
    private record Matching(
            Map<String, Object> services, Project project, Path root, Map<String, HostPath> paths, String files) {
        ServicesOf match() {
            Map<String, String> components = new TreeMap<>();
            List<String> warnings = new ArrayList<>();
            for (Component component : images()) {
                for (String service : component.services()) {
                    if (services.containsKey(service)) {
                        components.putIfAbsent(service, component.name());
                    } else {
                        warnings.add("component " + component.name() + ": service " + service
                                + " is not in " + files);
                    }
                }
            }
            for (Component component : images()) {
                if (component.services().isEmpty()) {
                    unstated(component).forEach(service -> components.putIfAbsent(service, component.name()));
                }
                if (!components.containsValue(component.name())) {
                    warnings.add("component " + component.name() + " is left out: no service of " + files
                            + " runs it; name one in its `services`");
                }
            }
            return new ServicesOf(components, warnings);
        }

        private List<Component> images() {
            return project.components().stream()
                    .filter(component -> component.kind() == Component.Kind.IMAGE)
                    .toList();
        }

        /** The services whose build names the component's context, else the one with its name. */
        private List<String> unstated(Component component) {
            Component.Image image = image(component);
            boolean shared = images().stream()
                            .filter(other -> image(other).context().equals(image.context()))
                            .count()
                    > 1;
            List<String> built = services.keySet().stream()
                    .filter(name -> folder(Json.map(services, name))
                            .equals(root.resolve(image.context()).normalize()))
                    .filter(name -> !shared || sameBuild(Json.map(services, name), image))
                    .toList();
            return built.isEmpty()
                    ? services.keySet().stream()
                            .filter(name -> name.equals(component.name())
                                    || component.aliases().contains(name))
                            .toList()
                    : built;
        }

        private boolean sameBuild(Map<String, Object> service, Component.Image image) {
            Map<String, Object> build = Json.map(service, "build");
            String stated = Json.text(build, "dockerfile");
            Path dockerfile = folder(service).resolve(stated.isEmpty() ? "Dockerfile" : stated);
            return dockerfile.normalize().equals(root.resolve(image.dockerfile()).normalize())
                    && Json.text(build, "target").equals(image.target());
        }

        /** A path that no context has, where the service is not built. */
        private Path folder(Map<String, Object> service) {
            String context = context(service);
            if (context.isEmpty()) {
                return Path.of("");
            }
            HostPath known = paths.get(context);
            return known == null ? root.resolve(context).normalize() : Path.of(known.real());
        }

        private static Component.Image image(Component component) {
            return (Component.Image) component.product();
        }
    }
}
