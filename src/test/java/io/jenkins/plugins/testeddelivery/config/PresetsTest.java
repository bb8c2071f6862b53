package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the presets ask for, file by file. */
class PresetsTest {
    private static Optional<Rule> first(String preset, String path) {
        return Presets.rules(preset).stream()
                .filter(rule -> Patterns.of(rule.match()).matches(path))
                .findFirst();
    }

    @ParameterizedTest(name = "{0}: {1}, by {2}")
    @CsvSource({
        "services/api/Dockerfile, FULL, dockerfile",
        "docker/api.Dockerfile, FULL, dockerfile",
        "Dockerfile.prod, FULL, dockerfile",
        "Dockerfile.dockerignore, INCREMENTAL, dockerignore",
        ".dockerignore, INCREMENTAL, dockerignore",
        "docs/Dockerfile, FULL, dockerfile",
        "apt.txt, FULL, system-packages",
        "requirements.txt, DEPENDENCIES, python-dependencies",
        "api/requirements-dev.txt, DEPENDENCIES, python-dependencies",
        "api/requirements/base.txt, DEPENDENCIES, python-dependencies",
        "docs/requirements.txt, DEPENDENCIES, python-dependencies",
        "api/uv.lock, DEPENDENCIES, python-dependencies",
        "web/package.json, DEPENDENCIES, node-dependencies",
        "web/pnpm-lock.yaml, DEPENDENCIES, node-dependencies",
        ".yarn/releases/yarn-4.cjs, DEPENDENCIES, node-dependencies",
        "crates/a/Cargo.toml, DEPENDENCIES, rust-dependencies",
        "go.sum, DEPENDENCIES, go-dependencies",
        "app/build.gradle.kts, DEPENDENCIES, java-dependencies",
        "gradle/libs.versions.toml, DEPENDENCIES, java-dependencies",
        "app/App.csproj, DEPENDENCIES, dotnet-dependencies",
        "NuGet.Config, DEPENDENCIES, dotnet-dependencies",
        "Gemfile.lock, DEPENDENCIES, ruby-dependencies",
        "composer.lock, DEPENDENCIES, php-dependencies",
        "README.md, CACHED, documentation",
        "services/api/README, CACHED, documentation",
        "docs/guide/index.html, CACHED, documentation",
        "docs/build.py, CACHED, documentation",
        "api/LICENSE, CACHED, documentation",
        "CHANGELOG.rst, CACHED, documentation",
        "debug.log, CACHED, logs",
        "api/templates/mail.md, INCREMENTAL, content",
        "site/content/post.md, INCREMENTAL, content",
        "api/robots.txt, INCREMENTAL, texts",
        "api/index.html, INCREMENTAL, texts",
        "api/tests/test_app.py, INCREMENTAL, tests",
        "pkg/a_test.go, INCREMENTAL, tests",
        "api/config/settings.yaml, INCREMENTAL, configuration",
        "web/logo.svg, INCREMENTAL, static-files",
        "api/app.py, INCREMENTAL, source",
        "api/.env, RESTART, environment-files",
        "deploy/live.env, RESTART, environment-files",
        ".env.local, RESTART, environment-files",
        "api/.env.example, CACHED, documentation",
        ".github/workflows/ci.yml, CACHED, ci",
        "Jenkinsfile, CACHED, ci",
        "azure-pipelines-nightly.yml, CACHED, ci",
        "models/a.onnx, INCREMENTAL, models",
        "app/models/user.py, INCREMENTAL, source",
        "scripts/download_models.sh, FULL, model-downloads",
        "data/model.onnx.dvc, FULL, model-downloads",
        "src/Main.java, INCREMENTAL, source",
    })
    void shouldAskForTheLeastThatIsSafe(String path, Strategy strategy, String rule) {
        assertThat(first("layered", path)).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("layered/" + rule);
            assertThat(found.strategy()).isEqualTo(strategy);
            assertThat(found.because()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.bin", "api/weights", "a/b/c.xyz", "docsx/a.bin"})
    void shouldLeaveWhatItDoesNotKnowToThePlan(String path) {
        assertThat(first("layered", path)).isEmpty();
    }

    @Test
    void shouldDifferInDependenciesOnly() {
        List<Rule> layered = Presets.rules("layered");
        List<Rule> conservative = Presets.rules("conservative");

        assertThat(conservative).hasSameSizeAs(layered).noneMatch(rule -> rule.strategy() == Strategy.DEPENDENCIES);
        for (int i = 0; i < layered.size(); i++) {
            Rule before = layered.get(i);
            Rule after = conservative.get(i);
            assertThat(after.match()).isEqualTo(before.match());
            assertThat(after.name()).isEqualTo(before.name().replace("layered/", "conservative/"));
            assertThat(after.strategy())
                    .isEqualTo(before.strategy() == Strategy.DEPENDENCIES ? Strategy.FULL : before.strategy());
        }
    }

    @Test
    void shouldNameEveryRuleOnceAndHoldOnlyPatternsThatCanMatch() {
        assertThat(Presets.rules("layered")).extracting(Rule::name).doesNotHaveDuplicates();
        assertThat(Presets.rules("layered")).allSatisfy(rule -> assertThat(rule.match())
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(Glob.of(pattern)).as(pattern).isNotNull()));
    }

    @ParameterizedTest
    @CsvSource({
        "package.json, true",
        "web/package.json, false",
        "rust-toolchain.toml, true",
        "gradle/wrapper/gradle-wrapper.properties, true",
        "settings.gradle.kts, true",
        "requirements-dev.txt, true",
        ".tool-versions, true",
        "README.md, false",
        "docs/package.json, false",
    })
    void shouldKnowWhatConcernsEveryComponent(String path, boolean global) {
        assertThat(Patterns.of(Presets.global()).matches(path)).isEqualTo(global);
    }

    @Test
    void shouldLetTheUserTakeBackAGlobalPattern() throws Exception {
        Project project = new FilesInMemory()
                .with("delivery.yaml", "version: 1\nglobal: ['!/package.json']\n")
                .read();

        assertThat(Patterns.of(project.global()).matches("package.json")).isFalse();
        assertThat(Patterns.of(project.global()).matches("yarn.lock")).isTrue();
    }

    @Test
    void shouldKnowDependencyManifestsWhateverThePreset() {
        Patterns manifests = Patterns.of(Presets.dependencyManifests());

        assertThat(manifests.matches("a/requirements.txt")).isTrue();
        assertThat(manifests.matches("pom.xml")).isTrue();
        assertThat(manifests.matches("a/app.py")).isFalse();
        assertThat(manifests.matches("Dockerfile")).isFalse();
    }
}
