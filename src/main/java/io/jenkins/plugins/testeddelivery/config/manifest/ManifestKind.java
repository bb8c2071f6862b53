package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.HashMap;
import java.util.Map;

/** Tells manifests by the name of their file. */
enum ManifestKind {
    PACKAGE_JSON("package.json"),
    PNPM_WORKSPACE("pnpm-workspace.yaml"),
    CARGO_TOML("Cargo.toml"),
    POM("pom.xml"),
    GRADLE_SETTINGS("settings.gradle", "settings.gradle.kts"),
    GRADLE_BUILD("build.gradle", "build.gradle.kts"),
    GO_MOD("go.mod"),
    GO_WORK("go.work"),
    PYPROJECT("pyproject.toml"),
    REQUIREMENTS,
    SOLUTION,
    DOTNET_PROJECT,
    /** Not read here: it belongs to the workspace beside which it lies. */
    COMPANION(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
            ".npmrc",
            ".yarnrc.yml",
            "Cargo.lock",
            "rust-toolchain",
            "rust-toolchain.toml",
            "config.toml",
            "go.sum",
            "go.work.sum",
            "uv.lock",
            "poetry.lock",
            "gradle.properties",
            "gradle.lockfile",
            "libs.versions.toml",
            "Directory.Build.props",
            "Directory.Build.targets",
            "Directory.Packages.props",
            "global.json");

    private static final Map<String, ManifestKind> BY_NAME = new HashMap<>();

    private final String[] names;

    static {
        for (ManifestKind kind : values()) {
            for (String name : kind.names) {
                BY_NAME.put(name, kind);
            }
        }
    }

    ManifestKind(String... names) {
        this.names = names;
    }

    /** Null if the file is no manifest. */
    static ManifestKind of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        ManifestKind kind = BY_NAME.get(name);
        if (kind != null) {
            return kind;
        }
        if (name.endsWith(".txt") || name.endsWith(".in")) {
            boolean inFolder = path.endsWith("requirements/" + name);
            return inFolder || name.contains("requirements") || name.startsWith("constraints") ? REQUIREMENTS : null;
        }
        if (name.endsWith("proj")) {
            return name.endsWith(".csproj") || name.endsWith(".fsproj") || name.endsWith(".vbproj")
                    ? DOTNET_PROJECT
                    : null;
        }
        return name.endsWith(".sln") || name.endsWith(".slnx") ? SOLUTION : null;
    }
}
