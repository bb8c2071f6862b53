package io.jenkins.plugins.testeddelivery.config.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.jenkins.plugins.testeddelivery.config.manifest.TomlDocument;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads TOML: every value under its full key; the order of keys means nothing there. */
final class TomlManifests {
    /** Those that say what is installed, and those of tools that build or install with it. */
    private static final Set<String> PYTHON = Set.of(
            "build-system",
            "dependency-groups",
            "project.dependencies",
            "project.optional-dependencies",
            "project.requires-python",
            "project.dynamic",
            "tool.poetry.dependencies",
            "tool.poetry.dev-dependencies",
            "tool.poetry.group",
            "tool.poetry.extras",
            "tool.poetry.source",
            "tool.poetry.build",
            "tool.poetry.requires-poetry",
            "tool.uv",
            "tool.pdm",
            "tool.hatch",
            "tool.pixi",
            "tool.rye",
            "tool.conda-lock",
            "tool.setuptools",
            "tool.maturin",
            "tool.scikit-build");

    /** {@code profile} and {@code features} say how dependencies are compiled. */
    private static final Set<String> RUST = Set.of(
            "cargo-features",
            "dependencies",
            "dev-dependencies",
            "dev_dependencies",
            "build-dependencies",
            "build_dependencies",
            "target",
            "workspace",
            "patch",
            "replace",
            "features",
            "profile",
            "package.resolver",
            "package.rust-version",
            "package.links",
            "package.build");

    private TomlManifests() {}

    static Manifest any(byte[] content) throws Unreadable {
        return read(content, Set.of(""));
    }

    static Manifest pyproject(byte[] content) throws Unreadable {
        return read(content, PYTHON);
    }

    static Manifest cargo(byte[] content) throws Unreadable {
        return read(content, RUST);
    }

    private static Manifest read(byte[] content, Set<String> sections) throws Unreadable {
        TomlDocument.checkDepth(content);
        try (JsonParser parser = new TomlFactory().createParser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(0, "expected a TOML document");
            }
            Map<String, String> dependencies = new TreeMap<>();
            Map<String, String> rest = new TreeMap<>();
            split(parser, "", sections, sections.contains(""), dependencies, rest);
            return new Manifest(dependencies.toString(), rest.toString());
        } catch (IOException e) {
            throw new Unreadable(0, "this is not TOML: " + e.getMessage());
        }
    }

    /** Every section of the dependencies lies at most three keys deep. */
    private static void split(
            JsonParser parser,
            String path,
            Set<String> sections,
            boolean inside,
            Map<String, String> dependencies,
            Map<String, String> rest)
            throws IOException, Unreadable {
        int keys = path.isEmpty() ? 0 : path.split("\\.").length;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            String full = path.isEmpty() ? key : path + "." + key;
            boolean dependency = inside || sections.contains(full);
            if (parser.nextToken() == JsonToken.START_OBJECT && keys < 3 && !key.contains(".")) {
                (dependency ? dependencies : rest).merge(full + " is a table", "", String::concat);
                split(parser, full, sections, dependency, dependencies, rest);
            } else {
                (dependency ? dependencies : rest).merge(full, Tokens.value(parser), String::concat);
            }
        }
    }
}
