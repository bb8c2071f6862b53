package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the Dockerfiles and ignore files of one state and says with them what goes into each component. */
final class ReadInputs {
    private static final Pattern TRIGGER = Pattern.compile("(?im)^[ \\t]*ONBUILD[ \\t]");

    private final TreeFiles files;
    private final List<String> links = new ArrayList<>();
    private final Set<String> submodules = new HashSet<>();
    private final Map<String, CopySources> parsed = new HashMap<>();
    /** Images whose Dockerfile may hold {@code ONBUILD}. */
    private final Set<String> triggering = new HashSet<>();

    ReadInputs(TreeFiles files) {
        this.files = files;
        for (Entry entry : files.tree().entries()) {
            if (entry.link()) {
                links.add(entry.path());
            } else if (entry.submodule()) {
                submodules.add(entry.path());
            }
        }
    }

    /** @throws Failure of kind USAGE for an image without its Dockerfile */
    Inputs of(Project project, String configFile) throws IOException {
        List<String> soon = new ArrayList<>();
        for (Component component : project.components()) {
            if (component.product() instanceof Component.Image image) {
                soon.add(image.dockerfile());
                soon.addAll(ignoreFiles(image));
            }
        }
        files.fetch(soon);
        Map<String, ImageContext> contexts = new HashMap<>();
        for (Component component : project.components()) {
            if (component.product() instanceof Component.Image image) {
                contexts.put(component.name(), context(component, image));
            }
        }
        for (Component component : project.components()) {
            // a base image that comes from here may copy what it likes out of the context of those that start from it
            if (component.dependsOn().stream().anyMatch(triggering::contains)) {
                contexts.computeIfPresent(component.name(), (name, context) -> context.copyingEverything());
            }
        }
        return Inputs.of(project, contexts, submodules, configFile);
    }

    private ImageContext context(Component component, Component.Image image) throws IOException {
        List<String> definitions = new ArrayList<>(files.follow(image.dockerfile()));
        boolean direct = definitions.size() == 1;
        Optional<String> dockerfile = definitions.isEmpty() ? Optional.empty() : lastOf(definitions, direct);
        if (dockerfile.isEmpty()) {
            throw Failure.usage("Component '" + component.name() + "' (" + component.origin()
                    + ") has no Dockerfile at " + PathText.shown(image.dockerfile())
                    + ": create it and git add it, or correct image.dockerfile.");
        }
        DockerIgnore ignore = DockerIgnore.NONE;
        for (String file : ignoreFiles(image)) {
            List<String> hops = files.follow(file);
            if (!hops.isEmpty()) {
                definitions.addAll(hops);
                ignore = lastOf(hops, false).map(DockerIgnore::parse).orElse(DockerIgnore.NONE);
                break;
            }
        }
        CopySources sources =
                parsed.computeIfAbsent(dockerfile.get(), text -> CopySources.of(Dockerfile.parse(text)));
        if (triggers(dockerfile.get())) {
            triggering.add(component.name());
        }
        return new ImageContext(
                image.context(),
                ignore,
                leadThroughLink(image.context(), sources) ? CopySources.EVERYTHING : sources,
                List.copyOf(definitions),
                ignoreFiles(image));
    }

    /** Whether the Dockerfile may hold {@code ONBUILD}. */
    static boolean triggers(String dockerfile) {
        return TRIGGER.matcher(dockerfile).find();
    }

    /** A builder follows a link that a source names or leads through, and copies what lies elsewhere. */
    private boolean leadThroughLink(String context, CopySources sources) {
        return !links.isEmpty()
                && links.stream()
                        .filter(link -> DockerPath.within(link, context) && !link.equals(context))
                        .anyMatch(link -> sources.leadThrough(
                                link.substring(context.isEmpty() ? 0 : context.length() + 1)));
    }

    /** The first of them that is there is in use. */
    private static List<String> ignoreFiles(Component.Image image) {
        return List.of(image.dockerfile() + ".dockerignore", DockerPath.join(image.context(), ".dockerignore"));
    }

    /** @param judged whether {@link DefinitionEdits} knows what is taken of it */
    private Optional<String> lastOf(List<String> hops, boolean judged) throws IOException {
        String last = hops.get(hops.size() - 1);
        return (judged ? files.readJudged(last) : files.read(last))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
