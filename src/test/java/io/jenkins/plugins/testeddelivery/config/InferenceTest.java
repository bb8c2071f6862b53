package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component.Image;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found where nobody wrote a {@code delivery.yaml}. */
class InferenceTest {
    private final FilesInMemory files = new FilesInMemory();

    private List<String> names() throws Exception {
        return files.read().components().stream().map(Component::name).toList();
    }

    private Component component(String name) throws Exception {
        return files.read().component(name).orElseThrow();
    }

    private static Image image(Component component) {
        return (Image) component.product();
    }

    @Test
    void shouldMakeAComponentOfEveryBuiltService() throws Exception {
        files.with("services/api/Dockerfile", "FROM x")
                .with("Frontend App/prod.Dockerfile", "FROM x")
                .with(
                        "compose.yaml",
                        """
                        services:
                          db: { image: postgres }
                          backend: { build: ./services/api }
                          web:
                            platform: linux/arm64
                            build:
                              context: Frontend App
                              dockerfile: prod.Dockerfile
                              target: run
                              args: [A=1, B=$$x]
                        """);

        Project project = files.read();

        assertThat(project.name()).isEqualTo("my-shop");
        assertThat(project.components())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("facts")
                .containsExactly(
                        new Component(
                                "api",
                                "services/api",
                                List.of(),
                                List.of("backend"),
                                new Image("services/api/Dockerfile", "services/api", "", Map.of(), List.of(), ""),
                                List.of("backend"),
                                Duration.ZERO,
                                Duration.ZERO,
                                List.of(),
                                "compose.yaml:3, service backend"),
                        new Component(
                                "frontend-app",
                                "Frontend App",
                                List.of(),
                                List.of("web"),
                                new Image(
                                        "Frontend App/prod.Dockerfile",
                                        "Frontend App",
                                        "run",
                                        Map.of("A", "1", "B", "$x"),
                                        List.of(),
                                        "linux/arm64"),
                                List.of("web"),
                                Duration.ZERO,
                                Duration.ZERO,
                                List.of(),
                                "compose.yaml:7, service web"));
        assertThat(project.trial().compose()).isEqualTo(new Compose(List.of("compose.yaml"), "", ""));
        assertThat(project.rules()).isEqualTo(Presets.rules("layered"));
        assertThat(project.warnings()).isEmpty();
    }

    @Test
    void shouldShareAComponentAmongServicesBuiltAlike() throws Exception {
        files.with("app/Dockerfile", "FROM x")
                .with(
                        "docker-compose.yml",
                        "services: { web: { build: app }, worker: { build: { context: ./app/ } } }");

        assertThat(names()).containsExactly("app");
        assertThat(component("app").services()).containsExactly("web", "worker");
        assertThat(component("worker").name()).isEqualTo("app");
    }

    @Test
    void shouldNameComponentsOfOneContextAfterTheirServices() throws Exception {
        files.with("app/Dockerfile", "FROM x")
                .with(
                        "docker-compose.yml",
                        """
                        services:
                          web: { build: { context: app, target: web } }
                          Worker: { build: { context: app, target: worker } }
                          job: { build: { context: app, target: worker, args: { A: 1 } } }
                        """);

        assertThat(names()).containsExactly("job", "web", "worker");
        assertThat(component("web").path()).isEqualTo("app");
        assertThat(image(component("worker")).target()).isEqualTo("worker");
    }

    @Test
    void shouldGiveServicesOfTheWholeRepositoryTheFolderOfTheirDockerfile() throws Exception {
        files.with("services/api/Dockerfile", "FROM x\nCOPY services/api packages/proto /x/\n")
                .with("services/web/Dockerfile", "FROM x\nCOPY services/web /x\nCOPY services/api/openapi.json /x\n")
                .with("packages/proto/Dockerfile", "FROM x\n")
                .with("docker/job.Dockerfile", "FROM x\nCOPY . .\n")
                .with(
                        "docker-compose.yml",
                        """
                        services:
                          api: { build: { context: ., dockerfile: services/api/Dockerfile } }
                          web: { build: { context: ., dockerfile: services/web/Dockerfile } }
                          job: { build: { context: ., dockerfile: docker/job.Dockerfile } }
                        """);

        assertThat(names()).containsExactly("api", "job", "proto", "web");
        assertThat(component("api").path()).isEqualTo("services/api");
        assertThat(image(component("api")).context()).isEmpty();
        assertThat(component("api").dependsOn()).containsExactly("proto");
        assertThat(component("web").dependsOn()).containsExactly("api");
        assertThat(component("job").path()).isEmpty();
        assertThat(component("job").dependsOn()).isEmpty();
    }

    @Test
    void shouldGiveTheOnlyServiceOfTheWholeRepositoryTheFolderOfItsDockerfile() throws Exception {
        files.with("services/api/Dockerfile", "FROM x")
                .with("compose.yaml", "services: { backend: { build: { context: ., dockerfile: services/api/Dockerfile } } }");

        Component api = component("api");

        assertThat(names()).containsExactly("api");
        assertThat(api.path()).isEqualTo("services/api");
        assertThat(image(api).context()).isEmpty();
        assertThat(api.services()).containsExactly("backend");
    }

    @Test
    void shouldNameTheRepositorysOwnFolderAfterTheProject() throws Exception {
        files.with("Dockerfile", "FROM x");

        assertThat(names()).containsExactly("my-shop");
        assertThat(component("my-shop").path()).isEmpty();

        files.with("compose.yaml", "services: { app: { build: . } }");

        assertThat(names()).containsExactly("my-shop");
        assertThat(component("app").name()).isEqualTo("my-shop");
    }

    @Test
    void shouldFindFoldersWithADockerfile() throws Exception {
        for (String folder :
                List.of("a", "b/c", "node_modules/x", "x/vendor/y", "x/testdata/y", "fixtures", ".devcontainer")) {
            files.with(folder + "/Dockerfile", "FROM x");
        }
        files.with("d/Dockerfile.prod", "FROM x")
                .with("d/prod.Dockerfile", "FROM x")
                .with("e/Dockerfile/readme", "");

        assertThat(names()).containsExactly("a", "c");
        assertThat(component("c").origin()).isEqualTo("b/c/Dockerfile");
    }

    @Test
    void shouldAddParentsUntilNamesAreUnique() throws Exception {
        for (String folder :
                List.of("new/svc/api", "old/svc/api", "tools/api", "web", "übung", "日本", "my.shop", "my_Shop")) {
            files.with(folder + "/Dockerfile", "FROM x");
        }

        assertThat(names())
                .containsExactly(
                        "component", "my.shop", "my_shop", "new-svc-api", "old-svc-api", "tools-api", "ubung", "web");
    }

    @Test
    void shouldNumberNamesThatStayTheSame() throws Exception {
        files.with("a b/Dockerfile", "FROM x").with("a+b/Dockerfile", "FROM x").with("a-b/Dockerfile", "FROM x");

        assertThat(names()).containsExactly("a-b", "a-b-2", "a-b-3");
    }

    @Test
    void shouldDependOnComponentsWhoseFilesAreCopied() throws Exception {
        files.with("libs/one/Dockerfile", "FROM x")
                .with("libs/two/Dockerfile", "FROM x")
                .with("libs/three/Dockerfile", "FROM x")
                .with("libs/four/Dockerfile", "FROM x")
                .with("libs/five/Dockerfile", "FROM x")
                .with(
                        "app/Dockerfile",
                        """
                        FROM x AS build
                        COPY --from=other libs/one /x
                        COPY ["libs/two/a b", "/x"]
                        ADD /libs/three/*.txt ./app/x ${WHICH}/y https://example.org/libs/one /x/
                        RUN --mount=type=bind,source=libs/four,target=/x --mount=type=cache,source=libs/five,target=/y x
                        COPY libs/fi* <<EOF /x
                        COPY libs/one /x
                        EOF
                        """)
                .with("compose.yaml", "services: { app: { build: { context: ., dockerfile: app/Dockerfile } } }");

        assertThat(component("app").dependsOn()).containsExactly("four", "three", "two");
    }

    @Test
    void shouldAllowCircles() throws Exception {
        files.with("a/Dockerfile", "FROM x\nCOPY b/x /\n")
                .with("b/Dockerfile", "FROM x\nCOPY a/x /\n")
                .with(
                        "compose.yaml",
                        "services: { a: { build: { context: ., dockerfile: a/Dockerfile } },"
                                + " b: { build: { context: ., dockerfile: b/Dockerfile } } }");

        assertThat(component("a").dependsOn()).containsExactly("b");
        assertThat(component("b").dependsOn()).containsExactly("a");
    }

    @Test
    void shouldDependOnAdditionalContexts() throws Exception {
        files.with("a/Dockerfile", "FROM x")
                .with("b/Dockerfile", "FROM x")
                .with("c/Dockerfile", "FROM x")
                .with(
                        "compose.yaml",
                        "services: { c: { build: { context: c, additional_contexts: { lib: ./a, base: 'service:b' } }"
                                + " }, b: { build: b } }");

        Project project = files.read();

        assertThat(project.component("c").orElseThrow().dependsOn()).containsExactly("a", "b");
        assertThat(project.warnings()).singleElement().asString().contains("additional_contexts are not passed on");
    }

    @Test
    void shouldReadMergeKeysAndAnchorsOfComposeFiles() throws Exception {
        files.with("a/Dockerfile", "FROM x")
                .with(
                        "compose.yaml",
                        """
                        x-common: &common { build: { context: a, args: { X: y } } }
                        services:
                          one: { <<: *common, ports: [80] }
                          two:
                            <<: [*common]
                        """);

        assertThat(names()).containsExactly("a");
        assertThat(component("a").services()).containsExactly("one", "two");
        assertThat(image(component("a")).args()).containsExactly(Map.entry("X", "y"));
    }

    @ParameterizedTest
    @CsvSource({
        "deploy/compose.yaml, ../a, true",
        "docker/docker-compose.yml, ../a, true",
        "a/compose.yml, ., true",
        "x/y/compose.yaml, ../../a, false",
        "node_modules/compose.yaml, ../a, false",
        ".github/compose.yaml, ../a, false",
    })
    void shouldLookForComposeFilesOneLevelDown(String file, String context, boolean found) throws Exception {
        files.with("a/Dockerfile", "FROM x").with(file, "services: { s: { build: " + context + " } }");

        assertThat(files.read().component("s").isPresent()).isEqualTo(found);
        assertThat(files.read().trial().compose().files()).isEqualTo(found ? List.of(file) : List.of());
    }

    @Test
    void shouldPreferTheComposeFileThatComposePrefers() throws Exception {
        files.with("docker-compose.yml", "services: {}").with("compose.yaml", "services: {}");

        assertThat(files.read().trial().compose().files()).containsExactly("compose.yaml");
    }

    @Test
    void shouldNotChooseAmongSeveralComposeFiles() throws Exception {
        files.with("compose.yaml", "services: {}")
                .with("deploy/compose.yaml", "services: {}")
                .with("a/Dockerfile", "");

        assertThat(files.read().trial().compose()).isEqualTo(Compose.NONE);
        assertThat(files.read().warnings()).singleElement().asString().contains("compose.yaml, deploy/compose.yaml");
    }

    @Test
    void shouldWarnOfAComposeFileThatCannotBeRead() throws Exception {
        files.with("a/Dockerfile", "FROM x").with("compose.yaml", "services: [\n");

        assertThat(names()).containsExactly("a");
        assertThat(files.read().trial().compose()).isEqualTo(Compose.NONE);
        assertThat(files.read().warnings())
                .singleElement()
                .asString()
                .startsWith("UNREADABLE: compose.yaml:2:1: this is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${DIR} | its build depends on the environment",
                "../x | it is built from outside the repository",
                "/etc | it is built from outside the repository",
                "{ context: a, dockerfile: '$F' } | its build depends on the environment",
                "{ context: a, dockerfile_inline: FROM x } | its Dockerfile stands in the compose file",
                "{ context: missing } | there is no Dockerfile at missing/Dockerfile",
                "{ context: a, args: [TOKEN] } | build argument 'TOKEN' comes from the environment and is left out",
                "{ context: a, args: { TOKEN: '${T}' } } | build argument 'TOKEN' comes from the environment and is"
                        + " left out",
            })
    void shouldWarnOfWhatItCannotKnow(String build, String warning) throws Exception {
        files.with("a/Dockerfile", "FROM x").with("compose.yaml", "services:\n  s:\n    build: " + build + "\n");

        assertThat(files.read().warnings())
                .singleElement()
                .asString()
                .startsWith("compose.yaml:")
                .contains(warning);
        assertThat(names()).contains("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "services:",
                "services: [a]",
                "services: { a: }",
                "services: { a: [build] }",
                "services: { a: { build: [x] } }",
                "services: { a: { build: https://example.org/x.git } }",
                "services: { [a]: { build: x } }",
                "services: { a: { build: } }",
            })
    void shouldGetOverStrangeComposeFiles(String yaml) throws Exception {
        files.with("compose.yaml", yaml).with("a/Dockerfile", "\0\\");

        assertThat(names()).contains("a");
    }

    @Test
    void shouldSayWhatToWriteWhereNothingIsFound() throws Exception {
        Project project =
                files.with("README.md", "").with("delivery.yml", "version: 1").read();

        assertThat(project.components()).isEmpty();
        assertThat(project.warnings())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("found nothing to build")
                                .contains("delivery init"),
                        second -> assertThat(second).contains("delivery.yml is not read"));
    }
}
