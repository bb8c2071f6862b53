package io.jenkins.plugins.testeddelivery.config.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that installs what manifests name and needs no sources for that.
 *
 * @param tool what it is a command of
 * @param command as it is written
 * @param manifests names of the files it reads, those that need not be there too
 */
record Installer(String tool, String command, List<String> manifests) {
    private record Known(String tool, Pattern command, List<String> manifests) {}

    private static final List<Known> ALL = List.of(
            known("npm", "npm\\s+(?:ci|install|i)(?![\\w-])(?!\\s+(?:-g|--global))", "package.json",
                    "package-lock.json", "npm-shrinkwrap.json", ".npmrc"),
            known("yarn", "yarn(?:\\s+install|(?=\\s*(?:$|[;&|])|\\s+--))", "package.json", "yarn.lock", ".yarnrc",
                    ".yarnrc.yml"),
            known("pnpm", "pnpm\\s+(?:install|i)(?![\\w-])", "package.json", "pnpm-lock.yaml",
                    "pnpm-workspace.yaml", ".npmrc"),
            known("pip", "pip3?\\s+install\\s[^\\n;&|]{0,300}?(?:-r|--requirement)[= ]?\\s?([\\w./-]+)"),
            known("poetry", "poetry\\s+install", "pyproject.toml", "poetry.lock"),
            known("uv", "uv\\s+sync", "pyproject.toml", "uv.lock"),
            known("pipenv", "pipenv\\s+(?:install|sync)", "Pipfile", "Pipfile.lock"),
            known("bundle", "bundle\\s+install", "Gemfile", "Gemfile.lock"),
            known("composer", "composer\\s+install", "composer.json", "composer.lock"),
            known("go", "go\\s+mod\\s+download", "go.mod", "go.sum"),
            known("dotnet", "dotnet\\s+restore"),
            known("cargo", "cargo\\s+fetch", "Cargo.toml", "Cargo.lock"),
            known("maven", "mvnw?\\s[^\\n;&|]{0,300}?dependency:(?:go-offline|resolve)", "pom.xml"),
            known("gradle", "gradlew?\\s[^\\n;&|]{0,300}?dependencies", "build.gradle", "settings.gradle"));

    private static Known known(String tool, String command, String... manifests) {
        return new Known(tool, Pattern.compile("(?<![\\w./-])(?:\\./)?" + command), List.of(manifests));
    }

    /** The first there is in a script. */
    static Optional<Installer> of(String script) {
        for (Known known : ALL) {
            Matcher command = known.command.matcher(script);
            if (command.find()) {
                List<String> manifests = new ArrayList<>(known.manifests);
                if (command.groupCount() == 1) {
                    manifests.add(command.group(1).replaceFirst("^\\./", ""));
                }
                return Optional.of(new Installer(known.tool, command.group().strip(), List.copyOf(manifests)));
            }
        }
        return Optional.empty();
    }

    /** Those of its manifests that are there; none if the first, without which it cannot run, is not. */
    List<String> manifestsIn(List<String> files) {
        if (manifests.isEmpty() || !files.contains(manifests.get(0))) {
            return List.of();
        }
        return manifests.stream().filter(files::contains).toList();
    }
}
