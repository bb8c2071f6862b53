package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.manifest.TextLines;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a manifest says, comments and white space left out, in two parts of equal text for equal meaning.
 *
 * @param dependencies what is installed by it; of a format whose sections are not told apart, all of it
 * @param rest everything else
 */
public record Manifest(String dependencies, String rest) {
    /** What is larger was written by a machine, and would cost more to read than it can save. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Set<String> WITH_SECTIONS =
            Set.of("package.json", "pyproject.toml", "Cargo.toml", "pom.xml", "go.mod", "go.work");

    private static final Pattern REQUIREMENTS =
            Pattern.compile("requirements[^/]*\\.(txt|in)|[^/]*[-_]requirements\\.txt|constraints[^/]*\\.txt");
    private static final Pattern IN_REQUIREMENTS = Pattern.compile("(.*/)?requirements/[^/]*\\.(txt|in)");
    private static final Pattern WITH_COMMENTS = Pattern.compile("tsconfig.*\\.json|jsconfig.*\\.json|.*\\.jsonc|deno\\.json");
    private static final Pattern XML = Pattern.compile(
            ".*\\.(xml|csproj|fsproj|vbproj|props|targets|slnx)|packages\\.config|(?i:nuget\\.config)");
    private static final Pattern LOCK = Pattern.compile(
            ".*\\.lock|.*-lock\\.(json|ya?ml)|npm-shrinkwrap\\.json|packages\\.lock\\.json|go\\.sum|.*\\.lockfile|bun\\.lockb");

    /** How a format is read. */
    @FunctionalInterface
    private interface Reader {
        Manifest read(byte[] content) throws Unreadable;
    }

    /**
     * Reads a file by the format that its name says.
     *
     * @param path of the file; only the name of it and of its folder matter
     * @return empty: no format we know, a lock file, or one that cannot be understood. Then only its bytes can say
     *     whether it is the same
     */
    public static Optional<Manifest> read(String path, byte[] content) {
        Optional<Reader> reader = content.length > MOST_BYTES ? Optional.empty() : reader(path);
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try {
            // a block of text in YAML may hold the marks of a conflict and mean nothing by them; it is not worth telling
            TextLines.text(content);
            return Optional.of(reader.get().read(content));
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /** Whether the name promises a format that {@link #read} reads. */
    public static boolean readable(String path) {
        return reader(path).isPresent();
    }

    /** Whether sections of a file of this name are told apart. */
    static boolean sections(String path) {
        return WITH_SECTIONS.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Of a format whose sections are not told apart. */
    static Manifest whole(String all) {
        return new Manifest(all, "");
    }

    private static Optional<Reader> reader(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (LOCK.matcher(name).matches()) {
            return Optional.empty();
        }
        if (REQUIREMENTS.matcher(name).matches() || IN_REQUIREMENTS.matcher(path).matches()) {
            return Optional.of(LineManifests::requirements);
        }
        if (XML.matcher(name).matches()) {
            return Optional.of(name.equals("pom.xml") ? XmlManifests::pom : XmlManifests::any);
        }
        return switch (name) {
            case "go.mod", "go.work" -> Optional.of(LineManifests::goMod);
            case "package.json" -> Optional.of(JsonManifests::packageJson);
            case "pyproject.toml" -> Optional.of(TomlManifests::pyproject);
            case "Cargo.toml" -> Optional.of(TomlManifests::cargo);
            case "Pipfile" -> Optional.of(TomlManifests::any);
            default -> byEnding(name);
        };
    }

    private static Optional<Reader> byEnding(String name) {
        if (name.endsWith(".toml")) {
            return Optional.of(TomlManifests::any);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Optional.of(YamlManifests::any);
        }
        if (WITH_COMMENTS.matcher(name).matches()) {
            return Optional.of(JsonManifests::withComments);
        }
        if (name.endsWith(".dockerignore") || name.equals(".containerignore")) {
            return Optional.of(LineManifests::dockerignore);
        }
        return name.endsWith(".json") ? Optional.of(JsonManifests::any) : Optional.empty();
    }
}
