package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.Quoted;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import io.jenkins.plugins.testeddelivery.config.SourceFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the manifests among a repository's files, in one pass over their names, and reads those that are asked for. */
public final class ManifestFiles {
    static final int MOST_BYTES = 4 << 20;
    /** What lies below is somebody else's, or was made. */
    private static final Set<String> FOREIGN = Set.of("node_modules", "bower_components", "_build", ".git");

    private static final Set<String> EXAMPLES = Set.of("vendor", "testdata", "fixtures", "__fixtures__", "third_party");

    private final SourceFiles files;
    private final Set<String> beside;
    private final Map<ManifestKind, NavigableSet<String>> byKind = new HashMap<>();
    private final Set<String> companions = new HashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<String, Boolean> foreign = new HashMap<>();

    /** @param beside folders of components that are known already: a manifest there counts wherever it lies */
    public ManifestFiles(SourceFiles files, Collection<String> beside) throws IOException, InterruptedException {
        this.files = files;
        this.beside = Set.copyOf(beside);
        Set<String> soon = new TreeSet<>();
        for (String path : files.paths()) {
            ManifestKind kind = ManifestKind.of(path);
            if (kind != null && !in(FOREIGN, path)) {
                if (kind == ManifestKind.COMPANION) {
                    companions.add(path);
                } else {
                    byKind.computeIfAbsent(kind, unused -> new TreeSet<>()).add(path);
                    soon.add(path);
                }
            }
        }
        files.fetch(soon);
    }

    /** Whether the file is one that ecosystems keep about a package, by its name. */
    public static boolean manifest(String path) {
        return ManifestKind.of(path) != null;
    }

    /** What the reader of the configuration should know, each once. */
    public Collection<String> warnings() {
        return warnings;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** A warning of something that stands in a manifest and cannot be understood without running it. */
    void warn(String path, int line, String what) {
        warn("NOT_UNDERSTOOD: " + at(path, line) + ": " + what);
    }

    /** The manifests of this kind, sorted. */
    NavigableSet<String> of(ManifestKind kind) {
        return byKind.getOrDefault(kind, new TreeSet<>());
    }

    /** Those strictly below the folder. */
    static Collection<String> below(NavigableSet<String> manifests, String folder) {
        List<String> below = new ArrayList<>();
        Collection<String> near =
                folder.isEmpty() ? manifests : manifests.subSet(folder + "/", true, folder + "0", false);
        for (String path : near) {
            if (!RepositoryPath.parent(path).equals(folder)) {
                below.add(path);
            }
        }
        return below;
    }

    /** Whether one of these manifests lies in a folder above that of the path. */
    static boolean anyAbove(Set<String> foldersWithOne, String path) {
        String folder = RepositoryPath.parent(path);
        while (!folder.isEmpty()) {
            folder = RepositoryPath.parent(folder);
            if (foldersWithOne.contains(folder)) {
                return true;
            }
        }
        return false;
    }

    static Set<String> foldersOf(Collection<String> manifests) {
        Set<String> folders = new HashSet<>();
        manifests.forEach(path -> folders.add(RepositoryPath.parent(path)));
        return folders;
    }

    /** Whether a component that is known already lies in the folder. */
    boolean beside(String folder) {
        return beside.contains(folder);
    }

    /** Whether it is an example, a test's data or somebody else's, which no workspace lists by accident. */
    boolean example(String path) {
        for (String folder : RepositoryPath.parent(path).split("/")) {
            if (EXAMPLES.contains(folder) || folder.startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Of these files in the folder, those that are there: lock files, settings. */
    List<String> companions(String folder, String... names) {
        List<String> there = new ArrayList<>();
        for (String name : names) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            if (companions.contains(path)
                    || byKind.values().stream().anyMatch(manifests -> manifests.contains(path))) {
                there.add(path);
            }
        }
        return there;
    }

    /** The manifest's text; empty, with a warning, if there is none that may be read. */
    private Optional<byte[]> content(String path, boolean judged) {
        Optional<byte[]> bytes;
        try {
            bytes = judged ? files.readJudged(path) : files.read(path);
        } catch (FileSystemException e) {
            unreadable(path, 0, "may not be read");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while " + path + " was read"));
        }
        if (bytes.isEmpty()) {
            unreadable(path, 0, "is no regular file (a symbolic link, say), and none is followed: put the file there");
        } else if (bytes.get().length > MOST_BYTES) {
            unreadable(
                    path,
                    0,
                    "has " + bytes.get().length + " bytes; a manifest of at most " + MOST_BYTES + " is read");
            return Optional.empty();
        }
        return bytes;
    }

    /** What the manifest says; empty, with a warning, if it cannot be read. */
    <T> Optional<T> read(String path, Parsed.Reader<T> reader) {
        return parsed(path, content(path, false), reader);
    }

    /** The same of one whose edits {@link ManifestEdit} judges. */
    <T> Optional<T> readJudged(String path, Parsed.Reader<T> reader) {
        return parsed(path, content(path, true), reader);
    }

    private <T> Optional<T> parsed(String path, Optional<byte[]> bytes, Parsed.Reader<T> reader) {
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(bytes.get()));
        } catch (Unreadable e) {
            unreadable(path, e.line(), e.getMessage());
            return Optional.empty();
        }
    }

    private void unreadable(String path, int line, String why) {
        warn("UNREADABLE: " + at(path, line) + ": " + Quoted.text(String.valueOf(why), 300)
                + ". What it may depend on is taken to go into it");
    }

    boolean exists(String path) {
        return files.exists(path);
    }

    boolean folderExists(String folder) {
        return files.folderExists(folder);
    }

    /** A path as a manifest in the folder names it; empty, with a warning, if it leaves the repository. */
    Optional<String> resolve(String folder, String path, String source) {
        boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:.*") || path.startsWith("~");
        Optional<String> resolved = absolute ? Optional.empty() : RepositoryPath.resolve(folder, path);
        if (resolved.isEmpty()) {
            warn("OUTSIDE: " + Quoted.text(source, 200) + " refers to " + Quoted.of(path)
                    + ", which is outside of the repository: changes there are not seen");
        }
        return resolved;
    }

    static String at(String path, int line) {
        return Quoted.text(path, 200) + (line > 0 ? ":" + line : "");
    }

    private boolean in(Set<String> names, String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return false;
        }
        String folder = path.substring(0, slash);
        Boolean known = foreign.get(folder);
        if (known == null) {
            known = names.contains(RepositoryPath.name(folder)) || in(names, folder);
            foreign.put(folder, known);
        }
        return known;
    }
}
