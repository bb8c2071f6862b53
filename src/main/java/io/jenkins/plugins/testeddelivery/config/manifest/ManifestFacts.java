package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.Set;

/** Says all that the ecosystems take of a manifest, so that two states of it can be compared. */
final class ManifestFacts {
    private static final Set<String> UNREAD_OF_CARGO = Set.of(
            "package.version", "package.edition", "package.rust-version", "package.authors", "package.description",
            "package.license", "package.keywords", "package.categories", "package.repository", "package.homepage",
            "package.readme", "package.publish", "features", "lib", "bin", "test", "bench", "example", "profile", "lints",
            "badges", "workspace.lints", "workspace.package");

    private static final Set<String> UNREAD_OF_PYTHON = Set.of(
            "project.version", "project.description", "project.authors", "project.readme", "project.license",
            "project.keywords", "project.classifiers", "project.urls", "project.scripts", "project.requires-python",
            "tool.ruff", "tool.black", "tool.isort", "tool.mypy", "tool.pyright", "tool.pytest", "tool.coverage",
            "tool.poetry.version", "tool.poetry.description", "tool.poetry.authors", "tool.poetry.scripts");

    private ManifestFacts() {}

    static boolean known(ManifestKind kind) {
        return switch (kind) {
            case CARGO_TOML, PYPROJECT, POM, GRADLE_SETTINGS, GRADLE_BUILD, GO_MOD, GO_WORK, REQUIREMENTS, SOLUTION,
                    DOTNET_PROJECT -> true;
            default -> false;
        };
    }

    /** What has an equal that says the same on the same lines. */
    static Object of(ManifestKind kind, byte[] bytes) throws Unreadable {
        return switch (kind) {
            case CARGO_TOML -> TomlDocument.read(bytes).facts(UNREAD_OF_CARGO);
            case PYPROJECT -> TomlDocument.read(bytes).facts(UNREAD_OF_PYTHON);
            case POM -> Pom.read(bytes).facts();
            case GRADLE_SETTINGS -> GradleSettings.read(bytes).facts();
            case GRADLE_BUILD -> GradleBuild.read(bytes).facts();
            case GO_MOD, GO_WORK -> GoMod.read(bytes).facts();
            case REQUIREMENTS -> Requirements.read(bytes);
            case SOLUTION -> Solution.read(bytes);
            case DOTNET_PROJECT -> DotnetProject.read(bytes);
            default -> throw new Unreadable(0, "nothing is known of " + kind);
        };
    }
}
