package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles.Needless;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Weighs a context's folder: what a plain build sends of it, what its ignore file saves, and what it could save. */
final class ContextWeight {
    /** Folders that tools fill and no image needs, whatever is beside them. */
    private static final Set<String> NEEDLESS_FOLDERS = Set.of(
            ".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".pytest_cache", ".mypy_cache",
            ".ruff_cache", ".tox", ".nox", ".gradle", ".idea", ".vscode", ".terraform", ".cache", "coverage",
            ".nyc_output", ".next", ".nuxt", ".parcel-cache", "_build", ".delivery", "bower_components");

    /** Folders that are needless only beside one of these files. */
    private static final Map<String, List<String>> NEEDLESS_BESIDE = Map.of(
            "target", List.of("Cargo.toml", "pom.xml"),
            "build", List.of("build.gradle", "build.gradle.kts", "pyproject.toml", "setup.py"),
            "obj", List.of("*.csproj", "*.fsproj"),
            "bin", List.of("*.csproj", "*.fsproj"));

    private static final Pattern NEEDLESS_FILES =
            Pattern.compile(".*\\.(?:log|pyc|pyo|swp|swo|tmp|bak|orig|class|iml)|\\.DS_Store|Thumbs\\.db|npm-debug\\.log.*");
    private static final Pattern SECRETS = Pattern.compile("\\.env(?:\\.(?!example$|sample$|template$|dist$|defaults?$)"
            + "[\\w-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|.*\\.(?:pem|p12|pfx|jks|keystore)|.*[_.-]key\\.json|\\.netrc"
            + "|\\.pgpass|\\.htpasswd|credentials\\.json|service-account.*\\.json");

    /** A folder with more is given up on: the answer then is "at least". */
    private static final int MOST_FILES = 400_000;

    private static final int MOST_SECRETS = 20;

    private final DockerIgnore ignore;
    private final CopySources sources;
    private final Map<String, Sum> patterns = new TreeMap<>();
    private final Map<String, Sum> uncopied = new TreeMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> top = new ArrayList<>();
    private long sent;
    private long saved;
    private int visited;

    private static final class Sum {
        private long files;
        private long bytes;

        void add(long size) {
            files++;
            bytes += size;
        }
    }

    ContextWeight(DockerIgnore ignore, CopySources sources) {
        this.ignore = ignore;
        this.sources = sources;
    }

    /** Links are not followed, and count for nothing: a context holds them as links. */
    void weigh(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(folder, new Visitor(folder));
        }
    }

    /** Names of the files in the context's own folder that are not left out. */
    List<String> top() {
        return top;
    }

    List<Needless> needless() {
        List<Needless> all = new ArrayList<>();
        patterns.forEach((pattern, sum) -> all.add(new Needless(pattern, PathText.shown(pattern), sum.files, sum.bytes)));
        uncopied.forEach((name, sum) -> all.add(
                new Needless("", PathText.shown(name) + ", which no instruction copies,", sum.files, sum.bytes)));
        all.sort(Comparator.comparingLong(Needless::bytes).reversed().thenComparing(Needless::shown));
        return all;
    }

    List<String> secrets() {
        return secrets;
    }

    long sent() {
        return sent;
    }

    long saved() {
        return saved;
    }

    boolean whole() {
        return visited < MOST_FILES;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<Path, String> needlessFolders = new HashMap<>();

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path parent = folder.getParent();
            if (needlessFolders.containsKey(parent)) {
                needlessFolders.put(folder, needlessFolders.get(parent));
            } else if (!folder.equals(root) && needless(folder)) {
                needlessFolders.put(folder, pattern(folder));
            }
            return whole() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            visited++;
            if (attributes.isRegularFile()) {
                file(relative(file), file, attributes.size());
            }
            return whole() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            // what this process may not look at, its builder may not send either
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException problem) {
            return FileVisitResult.CONTINUE;
        }

        private void file(String path, Path file, long size) {
            if (ignore.excludes(path)) {
                saved += size;
                return;
            }
            sent += size;
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.length() == path.length()) {
                top.add(path);
            }
            String folder = needlessFolders.get(file.getParent());
            boolean wanted = named(path) || ignore.letsThrough(path);
            if (folder != null && !wanted) {
                patterns.computeIfAbsent(folder, key -> new Sum()).add(size);
            } else if (SECRETS.matcher(name).matches() && !wanted) {
                if (sources.covers(path) && secrets.size() < MOST_SECRETS) {
                    secrets.add(path);
                }
            } else if (NEEDLESS_FILES.matcher(name).matches() && !wanted) {
                patterns.computeIfAbsent(patternOf(name), key -> new Sum()).add(size);
            } else if (!sources.covers(path) && !name.equals(".dockerignore") && !name.contains("Dockerfile")) {
                int slash = path.indexOf('/');
                uncopied.computeIfAbsent(slash < 0 ? path : path.substring(0, slash + 1), key -> new Sum()).add(size);
            }
        }

        private boolean needless(Path folder) {
            String name = folder.getFileName().toString();
            if (named(relative(folder))) {
                return false;
            }
            if (NEEDLESS_FOLDERS.contains(name)) {
                return true;
            }
            for (String beside : NEEDLESS_BESIDE.getOrDefault(name, List.of())) {
                if (beside.startsWith("*") ? endsBeside(folder, beside.substring(1))
                        : Files.isRegularFile(folder.resolveSibling(beside), LinkOption.NOFOLLOW_LINKS)) {
                    return true;
                }
            }
            return false;
        }

        private boolean endsBeside(Path folder, String end) {
            String[] names = folder.getParent().toFile().list((parent, name) -> name.endsWith(end));
            return names != null && names.length > 0;
        }

        /** At the top the folder alone; the same name further down is usually in many places. */
        private String pattern(Path folder) {
            String path = relative(folder);
            return path.indexOf('/') < 0 ? path : "**/" + folder.getFileName();
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }
    }

    private static String patternOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? "**/*" + name.substring(dot) : "**/" + name;
    }

    /** Whether an instruction names this path itself, or something in it: then it is wanted. */
    private boolean named(String path) {
        return sources.sources().stream()
                .anyMatch(source -> !source.folder().isEmpty()
                        && (DockerPath.within(source.folder(), path) || source.folder().equals(path)));
    }
}
