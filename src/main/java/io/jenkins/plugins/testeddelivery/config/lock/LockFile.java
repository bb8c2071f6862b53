package io.jenkins.plugins.testeddelivery.config.lock;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lock files that can be split into what each project that shares one resolves to. */
public enum LockFile {
    PACKAGE_LOCK("package-lock.json", "package.json"),
    SHRINKWRAP("npm-shrinkwrap.json", "package.json"),
    PNPM("pnpm-lock.yaml", "package.json"),
    YARN("yarn.lock", "package.json"),
    CARGO("Cargo.lock", "Cargo.toml"),
    UV("uv.lock", "pyproject.toml"),
    POETRY("poetry.lock", "pyproject.toml"),
    GO("go.sum", "go.mod"),
    GRADLE("gradle.lockfile", "build.gradle");

    /** Above this a lock file is taken as a whole: reading it would cost more than it can save. */
    static final int MOST_BYTES = 32 << 20;

    private final String file;
    private final String manifest;

    LockFile(String file, String manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    /** The kind of a file of this name; empty: it is none. */
    public static Optional<LockFile> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.file.equals(name)).findFirst();
    }

    /** Whether a file of this name makes its folder a project of some kind. */
    public static boolean anyManifest(String name) {
        return Arrays.stream(values()).anyMatch(kind -> kind.isManifest(name));
    }

    /** Whether the format leaves to the manifests what a project asks for. */
    public boolean needsManifests() {
        return this == YARN || this == CARGO;
    }

    /** Its name. */
    public String file() {
        return file;
    }

    /** What the file that makes a folder one of its projects is called. */
    public String manifest() {
        return manifest;
    }

    /** Whether a file of this name makes its folder a project: Kotlin's build files end in {@code .kts}. */
    public boolean isManifest(String name) {
        return name.equals(manifest) || this == GRADLE && name.equals("build.gradle.kts");
    }

    /**
     * Splits it.
     *
     * @param manifests of the projects, by folder relative to the lock file's ({@code ""}: beside it)
     * @return a checksum of all that a project resolves to, by folder; equal checksums mean equal dependencies
     * @throws IOException if it cannot be understood; the message says why
     */
    public Map<String, String> slices(byte[] content, Map<String, byte[]> manifests) throws IOException {
        if (content.length > MOST_BYTES) {
            throw new IOException("it has " + content.length + " bytes; at most " + MOST_BYTES + " are read");
        }
        String text = this == GO || this == GRADLE || this == YARN || this == CARGO ? text(content) : "";
        if (text.lines().anyMatch(line -> line.startsWith("<<<<<<< "))) {
            throw new IOException("it holds the markers of a merge conflict");
        }
        try {
            return switch (this) {
                case PACKAGE_LOCK, SHRINKWRAP -> NpmLock.read(content);
                case PNPM -> PnpmLock.read(content);
                case YARN -> YarnLock.read(content, manifests);
                case CARGO -> TomlLock.cargo(content, manifests);
                case UV -> TomlLock.uv(content);
                case POETRY -> TomlLock.poetry(content);
                case GO, GRADLE -> Map.of("", lines(text));
            };
        } catch (RuntimeException e) {
            // a value of another kind than every such file has
            throw new IOException("it is not built like a " + file, e);
        }
    }

    /** Order, blank lines and comments carry nothing. */
    private static String lines(String text) {
        return Digests.of(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .sorted()
                .distinct()
                .collect(Collectors.joining("\n")));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
