package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Presets;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.lock.LockFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Replaces a global lock file, which would affect every component, by what it resolves to for each component that uses
 * it. A component uses it through the projects whose manifests are among its files, or through the one it lies in; what
 * the root project resolves to concerns all of them. A lock file that is itself a file of a component (an image copies
 * it) stays one, byte for byte; one that the user's own {@code global:} names stays global.
 */
final class SharedLocks {
    private final Project project;
    private final TreeFiles files;
    private final FilesOf inputs;
    private final Map<String, Map<String, String>> byComponent = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();
    private final Map<String, Map<String, Set<String>>> projects = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Set<String>> manifestFolders = new HashMap<>();

    private SharedLocks(Project project, TreeFiles files, FilesOf inputs) {
        this.project = project;
        this.files = files;
        this.inputs = inputs;
    }

    static SharedLocks of(Project project, TreeFiles files, FilesOf inputs) throws IOException {
        SharedLocks locks = new SharedLocks(project, files, inputs);
        List<String> own = new ArrayList<>(project.global());
        Presets.global().forEach(own::remove);
        Patterns global = Patterns.of(own);
        for (Entry entry : inputs.global()) {
            Optional<LockFile> kind = LockFile.of(name(entry.path()));
            if (kind.isPresent() && entry.regular() && !global.matches(entry.path())) {
                locks.split(kind.get(), entry);
            }
        }
        return locks;
    }

    /**
     * What was found out.
     *
     * @param byComponent by the lock file's path: a checksum, or mode and id of a file that could not be understood
     * @param replaced paths of the global files that are looked into instead
     * @param projects by the lock file's path, then by component: the folders, relative to the lock file's, of the
     *     projects through which it uses the lock file, unless that is just the component's own folder
     */
    record Found(
            Map<String, Map<String, String>> byComponent,
            Set<String> replaced,
            Map<String, Map<String, Set<String>>> projects) {
        Map<String, String> of(String component) {
            return byComponent.getOrDefault(component, Map.of());
        }

        boolean replaces(String path) {
            return replaced.contains(path);
        }
    }

    Found found() {
        return new Found(byComponent, replaced, projects);
    }

    /** Typed, like those of a {@link Scan}. */
    List<String> warnings() {
        return warnings;
    }

    private void split(LockFile kind, Entry lock) throws IOException {
        String folder = folder(lock.path());
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Component component : project.components()) {
            Set<String> used = projects(component, kind, folder);
            if (!used.isEmpty()) {
                uses.put(component.name(), used);
                if (!used.equals(standard(component, lock.path()))) {
                    projects.computeIfAbsent(lock.path(), path -> new HashMap<>()).put(component.name(), used);
                }
            }
        }
        replaced.add(lock.path());
        Map<String, String> slices;
        try {
            slices = uses.isEmpty() ? Map.of() : kind.slices(content(lock), manifests(kind, folder));
        } catch (IOException e) {
            warnings.add("UNREADABLE: " + PathText.shown(lock.path()) + " affects all that use it as a whole: "
                    + e.getMessage());
            uses.keySet().forEach(name -> put(name, lock.path(), whole(lock)));
            return;
        }
        // a project that the lock file does not know may resolve to anything in it
        uses.forEach((name, used) -> put(name, lock.path(), share(lock, used, slices)));
    }

    /** What a component uses of a lock file, through these projects. */
    static String share(Entry lock, Set<String> projects, Map<String, String> slices) {
        return slices.keySet().containsAll(projects) ? combined(projects, slices) : whole(lock);
    }

    /** The projects through which a component mostly uses a lock file: the one in its own folder. */
    static Set<String> standard(Component component, String lock) {
        Optional<String> own = relative(component.path(), folder(lock));
        return own.isPresent() ? Set.of(own.get()) : Set.of();
    }

    private static String whole(Entry lock) {
        return Integer.toOctalString(lock.mode()) + " " + lock.id();
    }

    private void put(String component, String path, String value) {
        byComponent.computeIfAbsent(component, name -> new TreeMap<>()).put(path, value);
    }

    private static String combined(Set<String> projects, Map<String, String> slices) {
        AsciiText text = new AsciiText();
        Set<String> all = new TreeSet<>(projects);
        all.add("");
        for (String one : all) {
            if (slices.containsKey(one)) {
                text.add(slices.get(one)).add(" ").addJson(one).add("\n");
            }
        }
        return text.digest();
    }

    /** Folders, relative to the lock file's, of the projects through which the component uses it; empty: it does not. */
    private Set<String> projects(Component component, LockFile kind, String folder) {
        Set<String> found = new TreeSet<>();
        boolean otherKind = false;
        for (Entry entry : inputs.of(component.name())) {
            String name = name(entry.path());
            if (kind.isManifest(name)) {
                relative(folder(entry.path()), folder).ifPresent(found::add);
            } else if (DockerPath.within(entry.path(), component.path())) {
                otherKind |= LockFile.anyManifest(name);
            }
        }
        if (found.isEmpty() && !otherKind) {
            around(component.path(), kind).flatMap(at -> relative(at, folder)).ifPresent(found::add);
        }
        return found;
    }

    /** The nearest folder with manifests in which the component lies, if one of them is of this kind. */
    private Optional<String> around(String path, LockFile kind) {
        for (String at = path; ; at = folder(at)) {
            if (folders(kind).contains(at)) {
                return Optional.of(at);
            }
            String here = at;
            boolean ofAnother = Arrays.stream(LockFile.values()).anyMatch(other -> folders(other).contains(here));
            if (at.isEmpty() || ofAnother) {
                return Optional.empty();
            }
        }
    }

    private Set<String> folders(LockFile kind) {
        return manifestFolders.computeIfAbsent(kind.manifest(), same -> {
            Set<String> folders = new HashSet<>();
            for (Entry entry : files.tree().entries()) {
                if (kind.isManifest(name(entry.path()))) {
                    folders.add(folder(entry.path()));
                }
            }
            return folders;
        });
    }

    /** Those beside and below the lock file, where its format does not hold what they state. */
    private Map<String, byte[]> manifests(LockFile kind, String folder) throws IOException {
        Map<String, byte[]> manifests = new HashMap<>();
        if (!kind.needsManifests()) {
            return manifests;
        }
        Map<String, String> paths = new TreeMap<>();
        for (String at : folders(kind)) {
            relative(at, folder).ifPresent(relative -> paths.put(relative, DockerPath.join(at, kind.manifest())));
        }
        files.fetch(paths.values());
        for (Map.Entry<String, String> path : paths.entrySet()) {
            Optional<byte[]> content = files.read(path.getValue());
            if (content.isPresent()) {
                manifests.put(path.getKey(), content.get());
            }
        }
        return manifests;
    }

    private byte[] content(Entry lock) throws IOException {
        return files.readJudged(lock.path()).orElseThrow(() -> new IOException("its content cannot be read"));
    }

    private static Optional<String> relative(String path, String folder) {
        if (folder.isEmpty() || path.equals(folder)) {
            return Optional.of(path.substring(folder.length()));
        }
        return path.startsWith(folder + "/") ? Optional.of(path.substring(folder.length() + 1)) : Optional.empty();
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
