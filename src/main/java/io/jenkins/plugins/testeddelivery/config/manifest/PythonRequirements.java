package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives components what the requirements files in their folder ask for, and the files that those include. */
final class PythonRequirements {
    private final ManifestFiles files;
    private final Packages packages;
    private final String scope;
    private final Parsed<Requirements> parsed;

    PythonRequirements(ManifestFiles files, Packages packages, String scope) {
        this.files = files;
        this.packages = packages;
        this.scope = scope;
        this.parsed = new Parsed<>(files, ManifestKind.REQUIREMENTS, Requirements::read);
    }

    void add() {
        for (String path : files.of(ManifestKind.REQUIREMENTS)) {
            String folder = RepositoryPath.parent(path);
            if (RepositoryPath.name(folder).equals("requirements") && packages.at(folder).isEmpty()) {
                folder = RepositoryPath.parent(folder);
            }
            if (files.beside(folder) || packages.at(folder).isPresent()) {
                read(path, folder);
            }
        }
    }

    private void read(String path, String folder) {
        PackageFolder one = packages.add(folder, path);
        Set<String> found = new LinkedHashSet<>(Set.of(path));
        List<String> next = new ArrayList<>(found);
        for (int i = 0; i < next.size(); i++) {
            String file = next.get(i);
            String from = RepositoryPath.parent(file);
            Optional<Requirements> read = parsed.of(file);
            if (read.isEmpty()) {
                one.unreadableIn(scope);
                continue;
            }
            for (Requirements.Line name : read.get().names()) {
                one.references().add(Reference.toName(kind(file), scope, name.text(), ManifestFiles.at(file, name.number())));
            }
            for (Requirements.Line local : read.get().paths()) {
                String source = ManifestFiles.at(file, local.number());
                // pip reads paths from where it runs, people mean the file's folder: take the one that is there
                Optional<String> target = files.resolve(from, local.text(), source)
                        .filter(files::folderExists)
                        .or(() -> files.resolve(folder, local.text(), source));
                target.ifPresent(
                        found2 -> one.references().add(Reference.toPath(kind(file), found2, source)));
            }
            for (Requirements.Line other : read.get().files()) {
                Optional<String> target = files.resolve(from, other.text(), ManifestFiles.at(file, other.number()));
                if (target.isPresent() && files.exists(target.get()) && found.add(target.get())) {
                    next.add(target.get());
                    if (!RepositoryPath.contains(folder, target.get())) {
                        one.inputs().add(target.get());
                    }
                }
            }
        }
    }

    private static String kind(String path) {
        String name = RepositoryPath.name(path);
        return name.contains("test") ? Reference.TEST : name.contains("dev") ? Reference.DEV : Reference.RUNTIME;
    }
}
