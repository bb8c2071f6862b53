package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.ComponentReader.Stated;
import io.jenkins.plugins.testeddelivery.config.manifest.ManifestFiles;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the files of a repository into a {@link Project}: {@code delivery.yaml} where there is one, else inferred. */
public final class ProjectReader {
    public static final String DEFAULT_FILE = "delivery.yaml";

    private ProjectReader() {}

    /**
     * Reads the configuration.
     *
     * @param file the configuration's path in the repository
     * @param required whether a missing file is an error instead of a reason to infer
     * @param folderName the project's name if nothing states one
     * @throws Failure of kind USAGE with file, line, column, what was found and what was expected
     */
    public static Project read(SourceFiles files, String file, boolean required, String folderName)
            throws IOException, InterruptedException {
        Optional<byte[]> bytes = files.read(file);
        String folder = Names.of(folderName, "project");
        if (bytes.isPresent()) {
            return stated(files, bytes.get(), new Problems(file), folder);
        }
        if (files.paths().contains(file)) {
            throw Failure.usage(Quoted.text(file, 200)
                    + " is no regular file (a symbolic link, say), and none is followed: put the file itself there");
        }
        if (required) {
            throw Failure.usage(
                    Quoted.text(file, 200) + ": there is no such file in the repository; 'delivery init' writes one");
        }
        return inferred(files, folder);
    }

    /** Whether a file may define something by merely being there: by its name it is looked for in every folder. */
    public static boolean definesByName(String path) {
        return Inference.looksFor(RepositoryPath.name(path)) || ManifestFiles.manifest(path);
    }

    private static Project stated(SourceFiles files, byte[] bytes, Problems problems, String folder)
            throws IOException, InterruptedException {
        DeliveryFile file = DeliveryFile.read(bytes, problems);
        problems.check();
        String name = file.project().isEmpty() ? folder : file.project();
        List<Component> given =
                file.components().stream().map(Stated::component).toList();
        Set<String> silent = new HashSet<>();
        file.components().stream().filter(Stated::silent).forEach(one -> silent.add(one.component().name()));
        Inference.Found found = file.infer()
                ? new Inference(files, given, silent).infer(name)
                : new Inference.Found(List.of(), given, Compose.NONE, List.of());
        List<Component> named = withAliases(found.given(), found.components());
        List<Stated> stated = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Stated one = file.components().get(i);
            stated.add(new Stated(named.get(i), one.dependsOn(), one.silent()));
        }
        List<Component> inferred = named.subList(given.size(), named.size());
        List<Component> components = new ArrayList<>(new Dependencies(stated, inferred, problems).resolve());
        problems.check();
        List<String> warnings = new ArrayList<>(found.warnings());
        warnings.addAll(missing(files, components));
        components.addAll(inferred);
        if (components.isEmpty()) {
            warnings.add(problems.file() + " defines no component; add some under 'components', or 'infer: true'");
        }
        return new Project(
                name,
                file.rules(),
                file.global(),
                file.ignore(),
                components,
                withCompose(file.trial(), found.compose()),
                file.environments(),
                warnings,
                file.beforeRebuild());
    }

    private static Project inferred(SourceFiles files, String folder) throws IOException, InterruptedException {
        Inference.Found found = new Inference(files, List.of(), Set.of()).infer(folder);
        List<String> warnings = new ArrayList<>(found.warnings());
        if (found.components().isEmpty()) {
            warnings.add("found nothing to build: no compose service with 'build' and no folder with a Dockerfile;"
                    + " say in a delivery.yaml what is built and how ('delivery init' starts one)");
        } else if (found.components().stream().noneMatch(Component::shippable)) {
            warnings.add("nothing found here is shipped: there are packages, but no compose service with 'build' and no"
                    + " Dockerfile beside any; say in a delivery.yaml what is built and how ('delivery init' starts one)");
        }
        if (files.read("delivery.yml").isPresent()) {
            warnings.add("delivery.yml is not read; rename it to " + DEFAULT_FILE);
        }
        return new Project(
                folder,
                Presets.rules(Presets.LAYERED),
                Presets.global(),
                List.of(),
                withAliases(List.of(), found.components()),
                withCompose(Trial.NONE, found.compose()),
                Map.of(),
                warnings);
    }

    /** All components, in order; a service's or package's name is an alias of the one component that bears it. */
    private static List<Component> withAliases(List<Component> given, List<Component> inferred) {
        List<Component> all = new ArrayList<>(given);
        all.addAll(inferred);
        Set<String> names = new HashSet<>();
        Map<String, Integer> uses = new HashMap<>();
        for (Component component : all) {
            names.add(component.name());
            known(component).forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        all.replaceAll(component -> component
                .sharing(known(component).stream().filter(name -> uses.get(name) > 1).toList())
                .withAliases(known(component).stream()
                        .filter(name -> !names.contains(name) && uses.get(name) == 1)
                        .toList()));
        return all;
    }

    private static Set<String> known(Component component) {
        Set<String> known = new LinkedHashSet<>(component.services());
        known.addAll(component.aliases());
        return known;
    }

    private static Trial withCompose(Trial trial, Compose compose) {
        if (!trial.env().isEmpty() || trial.compose().present()) {
            return trial;
        }
        return new Trial(
                trial.env(),
                compose,
                trial.testDb(),
                trial.data(),
                trial.run(),
                trial.junit(),
                trial.scope(),
                trial.allow());
    }

    /** A slip in a path is no error, for a commit may come before the folder; but nobody should have to search. */
    private static List<String> missing(SourceFiles files, List<Component> components) {
        List<String> warnings = new ArrayList<>();
        for (Component component : components) {
            String where = component.origin() + ": component " + component.name() + ": ";
            if (!files.folderExists(component.path())) {
                warnings.add(where + "there is no file in its path " + Quoted.text(component.path(), 200));
            } else if (component.product() instanceof Image image
                    && image.include().isEmpty()
                    && !files.exists(image.dockerfile())) {
                warnings.add(where + "there is no Dockerfile at " + Quoted.text(image.dockerfile(), 200));
            }
        }
        return warnings;
    }
}
