package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code pyproject.toml} depends on, as PEP 621, PEP 735, Poetry and uv write it. */
final class PythonDependencies {
    private final TomlDocument toml;
    private final List<Dependency> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param path as written; empty: it is asked for by its name
     */
    record Dependency(String kind, String name, String path) {}

    PythonDependencies(TomlDocument toml) {
        this.toml = toml;
    }

    List<Dependency> all() {
        add(Reference.RUNTIME, toml.texts("project", "dependencies"));
        toml.table("project", "optional-dependencies")
                .values()
                .forEach(group -> add(Reference.OPTIONAL, TomlDocument.texts(group)));
        toml.table("dependency-groups").values().forEach(group -> add(Reference.DEV, TomlDocument.texts(group)));
        add(Reference.DEV, toml.texts("tool", "uv", "dev-dependencies"));
        toml.table("tool", "pdm", "dev-dependencies")
                .values()
                .forEach(group -> add(Reference.DEV, TomlDocument.texts(group)));
        add(Reference.BUILD, toml.texts("build-system", "requires"));
        poetry(Reference.RUNTIME, toml.table("tool", "poetry", "dependencies"));
        poetry(Reference.DEV, toml.table("tool", "poetry", "dev-dependencies"));
        toml.table("tool", "poetry", "group")
                .values()
                .forEach(group -> poetry(Reference.DEV, TomlDocument.table(TomlDocument.table(group).get("dependencies"))));
        return all;
    }

    private void add(String kind, List<String> requirements) {
        Requirements read = new Requirements(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        requirements.forEach(text -> read.requirement(text.replace("{root:uri}/", "file:./").replace("file:///${PROJECT_ROOT}/", "file:./"), 0));
        read.paths().forEach(line -> all.add(new Dependency(kind, "", line.text())));
        read.names().forEach(line -> {
            List<String> paths = sources(line.text());
            if (paths.isEmpty()) {
                all.add(new Dependency(kind, line.text(), ""));
            }
            paths.forEach(path -> all.add(new Dependency(kind, line.text(), path)));
        });
    }

    /** Paths of {@code tool.uv.sources}, which takes a table or, with markers, a list of them. */
    private List<String> sources(String name) {
        List<String> paths = new ArrayList<>();
        toml.table("tool", "uv", "sources").forEach((key, value) -> {
            if (Requirements.normal(key).equals(name)) {
                List<?> tables = value instanceof List<?> list ? list : List.of(value);
                tables.forEach(table -> TomlDocument.member(table, "path").ifPresent(paths::add));
            }
        });
        return paths;
    }

    private void poetry(String kind, Map<String, Object> dependencies) {
        dependencies.forEach((name, value) -> {
            List<?> tables = value instanceof List<?> list ? list : List.of(value);
            for (Object table : tables) {
                Optional<String> path = TomlDocument.member(table, "path");
                all.add(new Dependency(kind, Requirements.normal(name), path.orElse("")));
            }
        });
    }
}
