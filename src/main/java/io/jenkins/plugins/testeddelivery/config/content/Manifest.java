package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.manifest.TextLines;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest says, comments and white space left out, in two parts of equal text for equal meaning.
 *
 * @param dependencies what is installed by it; of a format whose sections are not told apart, all of it
 * @param rest everything else
 */
public record Manifest(String dependencies, String rest) {
    /** Whatever ends in another way is told apart from a manifest without a closer look. */
    private static final Set<String> ENDINGS = Set.of(
            "txt", "in", "json", "jsonc", "toml", "yaml", "yml", "xml", "mod", "work", "csproj", "fsproj", "vbproj",
            "props", "targets", "slnx", "config", "Config", "dockerignore", "containerignore", "Pipfile");
    private static final Set<String> WITH_SECTIONS =
            Set.of("package.json", "pyproject.toml", "Cargo.toml", "pom.xml", "go.mod", "go.work");

    /**
     * Reads a file by the format that its name says.
     *
     * @param path of the file; only the name of it and of its folder matter
     * @return empty: no format we know, a lock file, or one that cannot be understood. Then only its bytes can say
     *     whether it is the same
     */
    public static Optional<Manifest> read(String path, byte[] content) {
        Optional<ManifestFormats.Reader> reader = content.length > Inside.MOST_BYTES ? Optional.empty() : reader(path);
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try {
            // a text inside of YAML may hold the marks of a conflict and mean nothing by them: not worth telling
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

    private static Optional<ManifestFormats.Reader> reader(String path) {
        String ending = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1);
        return ENDINGS.contains(ending) ? ManifestFormats.of(path) : Optional.empty();
    }
}
