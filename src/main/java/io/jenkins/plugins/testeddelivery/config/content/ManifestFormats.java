package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.util.Optional;
import java.util.regex.Pattern;

/** Knows the format of a manifest by its name. A lock file has none here: a machine wrote it, and its bytes say all. */
final class ManifestFormats {
    private static final Pattern REQUIREMENTS =
            Pattern.compile("requirements[^/]*\\.(txt|in)|[^/]*[-_]requirements\\.txt|constraints[^/]*\\.txt");
    private static final Pattern IN_REQUIREMENTS = Pattern.compile("(.*/)?requirements/[^/]*\\.(txt|in)");
    private static final Pattern WITH_COMMENTS =
            Pattern.compile("tsconfig.*\\.json|jsconfig.*\\.json|.*\\.jsonc|deno\\.json");
    private static final Pattern XML = Pattern.compile(
            ".*\\.(xml|csproj|fsproj|vbproj|props|targets|slnx)|packages\\.config|(?i:nuget\\.config)");
    private static final Pattern LOCK =
            Pattern.compile(".*-lock\\.(json|ya?ml)|npm-shrinkwrap\\.json|packages\\.lock\\.json");

    private ManifestFormats() {}

    /** How a format is read. */
    @FunctionalInterface
    interface Reader {
        Manifest read(byte[] content) throws Unreadable;
    }

    static Optional<Reader> of(String path) {
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
