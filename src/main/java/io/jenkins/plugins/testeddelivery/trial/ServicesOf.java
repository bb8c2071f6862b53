package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Json;
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
record ServicesOf(Map<String, String> components, List<String> warnings) {
    static ServicesOf of(Map<String, Object> resolved, Project project, Path root) {
        Map<String, Object> services = Json.map(resolved, "services");
        List<Component> images = project.components().stream()
                .filter(component -> component.kind() == Component.Kind.IMAGE)
                .toList();
        Map<String, String> components = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        for (Component component : images) {
            for (String service : component.services()) {
                if (services.containsKey(service)) {
                    components.putIfAbsent(service, component.name());
                } else {
                    warnings.add("component " + component.name() + ": service " + service
                            + " is not in the trial's compose files");
                }
            }
        }
        for (Component component : images) {
            if (component.services().isEmpty()) {
                unstated(component, services, project, root)
                        .forEach(service -> components.putIfAbsent(service, component.name()));
            }
            if (!components.containsValue(component.name())) {
                warnings.add("component " + component.name() + " is not tried: no service of the trial's compose files"
                        + " runs it; name one in its `services`");
            }
        }
        return new ServicesOf(components, warnings);
    }

    /** The services whose build names the component's context, else the one with its name. */
    private static List<String> unstated(
            Component component, Map<String, Object> services, Project project, Path root) {
        List<String> sameContext = services.keySet().stream()
                .filter(name -> context(Json.map(services, name), root)
                        .equals(root.resolve(image(component).context()).normalize()))
                .toList();
        boolean shared = project.components().stream()
                        .filter(other -> other.kind() == Component.Kind.IMAGE)
                        .filter(other -> image(other).context().equals(image(component).context()))
                        .count()
                > 1;
        if (shared) {
            sameContext = sameContext.stream()
                    .filter(name -> sameBuild(Json.map(services, name), image(component), root))
                    .toList();
        }
        return sameContext.isEmpty()
                ? services.keySet().stream()
                        .filter(name -> name.equals(component.name())
                                || component.aliases().contains(name))
                        .toList()
                : sameContext;
    }

    private static boolean sameBuild(Map<String, Object> service, Component.Image image, Path root) {
        Map<String, Object> build = Json.map(service, "build");
        String stated = Json.text(build, "dockerfile");
        Path dockerfile = context(service, root).resolve(stated.isEmpty() ? "Dockerfile" : stated);
        return dockerfile.normalize().equals(root.resolve(image.dockerfile()).normalize())
                && Json.text(build, "target").equals(image.target());
    }

    /** A path that no context has, where the service is not built. */
    private static Path context(Map<String, Object> service, Path root) {
        String context = service.get("build") instanceof String text
                ? text
                : Json.text(Json.map(service, "build"), "context");
        return context.isEmpty() ? Path.of("") : root.resolve(context).normalize();
    }

    private static Component.Image image(Component component) {
        return (Component.Image) component.product();
    }
}
