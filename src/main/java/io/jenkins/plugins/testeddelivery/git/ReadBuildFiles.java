package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads, of images, what a plain {@code docker build} in the working tree would read: the Dockerfile, the ignore file,
 * and what is in the context's folder, Git's own and ignored files included. (Our own builds send less, see
 * {@link WriteContext}.)
 */
public record ReadBuildFiles(List<Component> components) implements Workspace.Work<ReadBuildFiles.All> {
    /** A larger one is no Dockerfile. */
    private static final long LARGEST = 8L << 20;

    public ReadBuildFiles {
        components = List.copyOf(components);
    }

    /** By component, in the order asked for. */
    public record All(ArrayList<BuildFiles> files) implements Serializable {}

    /** @throws Failure of kind USAGE for a Dockerfile that is not there, is no file of the repository, or too large */
    @Override
    public All in(Workspace.Place place) throws IOException, InterruptedException {
        Path top = OpenRepository.at(place).top();
        Path real = top.toRealPath();
        ArrayList<BuildFiles> all = new ArrayList<>();
        Map<List<Object>, ContextWeight> weighed = new HashMap<>();
        for (Component component : components) {
            if (component.product() instanceof Component.Image image) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                all.add(of(component.name(), image, top, real, weighed));
            }
        }
        return new All(all);
    }

    private static BuildFiles of(
            String name, Component.Image image, Path top, Path real, Map<List<Object>, ContextWeight> weighed)
            throws IOException {
        String text = text(top, real, image.dockerfile());
        if (text == null) {
            throw Failure.usage("Component '" + name + "' has no Dockerfile at " + PathText.shown(image.dockerfile())
                    + " in the working tree: create it, or correct image.dockerfile.");
        }
        String own = image.dockerfile() + ".dockerignore";
        String ignorePath = DockerPath.join(image.context(), ".dockerignore");
        String ignore = text(top, real, own);
        if (ignore != null) {
            ignorePath = own;
        } else {
            ignore = text(top, real, ignorePath);
        }
        CopySources sources = CopySources.of(Dockerfile.parse(text));
        DockerIgnore rules = ignore == null ? DockerIgnore.NONE : DockerIgnore.parse(ignore);
        List<Object> key = List.of(image.context(), ignore == null ? "" : ignore, sources);
        ContextWeight weight = weighed.get(key);
        if (weight == null) {
            weight = new ContextWeight(rules, sources);
            weight.weigh(top.resolve(image.context()));
            weighed.put(key, weight);
        }
        return new BuildFiles(
                name,
                image.dockerfile(),
                text,
                image.context(),
                ignorePath,
                ignore == null ? "" : ignore,
                ignore != null,
                ignore != null && DockerIgnore.refused(ignore),
                weight.top(),
                weight.needless(),
                weight.secrets(),
                weight.sent(),
                weight.saved(),
                weight.whole());
    }

    /** Null: there is none; one that a link leads to is read where it stays in the repository. */
    private static String text(Path top, Path real, String path) throws IOException {
        Path file = top.resolve(path);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        if (!file.toRealPath().startsWith(real)) {
            throw Failure.usage(PathText.shown(path) + " leads out of the repository: put the file itself there.");
        }
        if (Files.size(file) > LARGEST) {
            throw Failure.usage(PathText.shown(path) + " has " + Files.size(file) + " bytes: that is no Dockerfile.");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
