package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maven: the modules of every reactor, starting at POMs with none above them. A POM at the repository's root that only
 * lists modules is no package: it holds what they share.
 */
final class MavenModules implements Ecosystem {
    private static final String FILE = "pom.xml";
    private static final String SCOPE = "maven";
    private static final int MOST_STEPS = 20;
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]*)\\}");

    private Parsed<Pom> parsed;

    @Override
    public void find(ManifestFiles files, Packages packages) {
        NavigableSet<String> manifests = files.of(ManifestKind.POM);
        parsed = new Parsed<>(files, ManifestKind.POM, Pom::read);
        Set<String> folders = ManifestFiles.foldersOf(manifests);
        Set<String> found = new LinkedHashSet<>();
        for (String path : manifests) {
            String folder = RepositoryPath.parent(path);
            boolean top = !files.example(path) && !ManifestFiles.anyAbove(folders, path);
            if (top || files.beside(folder)) {
                found.add(path);
            }
        }
        List<String> next = new ArrayList<>(found);
        for (int i = 0; i < next.size(); i++) {
            for (String other : reach(next.get(i), files, manifests)) {
                if (found.add(other)) {
                    next.add(other);
                }
            }
        }
        List<String> modules = new ArrayList<>();
        for (String path : next) {
            Optional<Pom> pom = parsed.of(path);
            boolean aggregator = pom.isEmpty()
                    || pom.get().own("packaging").equals("pom") && !pom.get().modules().isEmpty();
            if (!RepositoryPath.parent(path).isEmpty() || !aggregator) {
                modules.add(path);
            }
            // those that are not built are named, too, so that nothing is taken for another's
            pom.ifPresent(one -> packages.look(SCOPE, coordinates(path, one, files), RepositoryPath.parent(path)));
        }
        for (String path : modules) {
            add(path, files, packages);
        }
    }

    /** The modules that a POM lists, and its parent. */
    private List<String> reach(String path, ManifestFiles files, NavigableSet<String> manifests) {
        Optional<Pom> pom = parsed.of(path);
        String folder = RepositoryPath.parent(path);
        if (pom.isEmpty()) {
            // whatever lies below may be a module
            return ManifestFiles.below(manifests, folder).stream()
                    .filter(other -> !files.example(other))
                    .toList();
        }
        List<String> reached = new ArrayList<>();
        for (String module : pom.get().modules()) {
            String text = fill(module, path, pom.get(), files);
            if (text.contains("${")) {
                files.warn(path, 0, "module '" + text + "' depends on a property that is not in the POMs");
                continue;
            }
            Optional<String> target = files.resolve(folder, text.replace('\\', '/'), path);
            if (target.isPresent()) {
                String manifest = text.endsWith(".xml") ? target.get() : join(target.get(), FILE);
                if (manifests.contains(manifest) || text.endsWith(".xml") && files.exists(manifest)) {
                    reached.add(manifest);
                } else {
                    files.warn("MISSING: " + ManifestFiles.at(path, 0) + " lists module " + ManifestFiles.at(text, 0)
                            + ", which has no pom.xml: add it, or take the module out");
                }
            }
        }
        parent(path, pom.get(), files).ifPresent(reached::add);
        return reached;
    }

    private void add(String path, ManifestFiles files, Packages packages) {
        String folder = RepositoryPath.parent(path);
        PackageFolder one = packages.add(folder, path);
        Optional<Pom> pom = parsed.of(path);
        if (pom.isEmpty()) {
            one.unreadableIn(SCOPE);
            packages.look(SCOPE, folder, folder);
            return;
        }
        packages.name(one, SCOPE, coordinates(path, pom.get(), files));
        Optional<String> parent = parent(path, pom.get(), files);
        if (parent.isPresent()) {
            String parents = RepositoryPath.parent(parent.get());
            one.references().add(Reference.toPath(Reference.PARENT, parents, path));
        }
        // a parent at the repository's root is no package, so that its POM is an input itself
        Set<String> seen = new LinkedHashSet<>(Set.of(path));
        while (parent.isPresent() && seen.add(parent.get())) {
            if (RepositoryPath.parent(parent.get()).isEmpty() && !folder.isEmpty()) {
                one.inputs().add(parent.get());
            }
            String above = parent.get();
            parent = parsed.of(above).flatMap(found -> parent(above, found, files));
        }
        for (Pom.Need need : pom.get().needs()) {
            String group = fill(need.group(), path, pom.get(), files);
            String artifact = fill(need.artifact(), path, pom.get(), files);
            String name = (group.isEmpty() ? "org.apache.maven.plugins" : group) + ":" + artifact;
            one.references().add(Reference.toName(
                    need.kind(), SCOPE, name, ManifestFiles.at(path, need.line())));
        }
    }

    private String coordinates(String path, Pom pom, ManifestFiles files) {
        String group = pom.own("groupId").isEmpty() ? pom.own("parent/groupId") : pom.own("groupId");
        return fill(group, path, pom, files) + ":" + fill(pom.own("artifactId"), path, pom, files);
    }

    /** The parent's POM if the repository holds it where the child says. */
    private Optional<String> parent(String path, Pom pom, ManifestFiles files) {
        if (pom.own("parent/artifactId").isEmpty()) {
            return Optional.empty();
        }
        String relative = pom.own("parent/relativePath");
        boolean stated = pom.stated("parent/relativePath");
        if (stated && relative.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> target =
                RepositoryPath.resolve(RepositoryPath.parent(path), stated ? relative : "../" + FILE);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        String manifest = files.of(ManifestKind.POM).contains(target.get())
                ? target.get()
                : target.get().endsWith(".xml") ? target.get() : join(target.get(), FILE);
        if (manifest.equals(path) || !files.exists(manifest)) {
            return Optional.empty();
        }
        // Maven itself passes over a POM in that place that is another's
        Optional<Pom> found = parsed.of(manifest);
        boolean same = found.isEmpty() || found.get().own("artifactId").equals(pom.own("parent/artifactId"));
        return same ? Optional.of(manifest) : Optional.empty();
    }

    /** Puts the POM's own properties, and those of its parents in the repository, where they are used. */
    private String fill(String text, String path, Pom pom, ManifestFiles files) {
        String filled = text;
        for (int step = 0; step < MOST_STEPS && filled.contains("${") && filled.length() < 1000; step++) {
            Matcher property = PROPERTY.matcher(filled);
            StringBuilder next = new StringBuilder();
            boolean changed = false;
            while (property.find()) {
                String value = property(property.group(1), path, pom, files);
                changed |= value != null;
                property.appendReplacement(
                        next, Matcher.quoteReplacement(value == null ? property.group() : value));
            }
            property.appendTail(next);
            filled = next.toString();
            if (!changed) {
                break;
            }
        }
        return filled.strip();
    }

    /** Null if it stands nowhere here. */
    private String property(String name, String path, Pom pom, ManifestFiles files) {
        String bare = name.replaceFirst("^(project|pom)\\.", "");
        boolean own = !bare.equals(name) || name.equals("groupId") || name.equals("artifactId");
        if (own) {
            String value = pom.own(bare.replace("parent.", "parent/"));
            if (value.isEmpty() && (bare.equals("groupId") || bare.equals("version"))) {
                value = pom.own("parent/" + bare);
            }
            return value.isEmpty() ? null : value;
        }
        Set<String> seen = new LinkedHashSet<>();
        Pom step = pom;
        String at = path;
        while (seen.add(at)) {
            String value = step.properties().get(name);
            if (value != null) {
                return value;
            }
            Optional<String> above = parent(at, step, files);
            Optional<Pom> parent = above.flatMap(found -> parsed.of(found));
            if (parent.isEmpty()) {
                return null;
            }
            step = parent.get();
            at = above.get();
        }
        return null;
    }

    private static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
