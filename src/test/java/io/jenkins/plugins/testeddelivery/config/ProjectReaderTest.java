package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Component.Archive;
import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.Component.Kind;
import io.jenkins.plugins.testeddelivery.config.Component.Library;
import io.jenkins.plugins.testeddelivery.config.Environment.Probe;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a {@code delivery.yaml} means. */
class ProjectReaderTest {
    /** The page of DESIGN. */
    static final String DESIGN =
            """
            version: 1
            project: shop                       # default: name of the folder
            rules: layered
            global: [".nvmrc", "build/**"]
            ignore: ["docs/**", "*.md"]
            components:
              proto:    { path: packages/proto }
              api:
                path: services/api
                dependsOn: [proto]
                image:
                  dockerfile: Dockerfile
                  context: .
                  target: runtime
                  args: { PIP_INDEX: internal, VERSION: 1.10 }
                  include: [generated/**]
                  platform: linux/amd64
                services: [backend]
                maxAge: 7d
                timeout: 30m
                rules:
                  - { match: ["models/**"], strategy: FULL, because: "the Dockerfile downloads the model" }
                dev:
                  run: [flask, run, --reload]
                  mount: { src: /app/src, /shared: /app/shared/ }
                  requires: [ffmpeg, "tcp:1234", "tcp:db.local:5432"]
                  prepare: { unless: .venv, run: ./setup.sh }
              site:
                path: frontend
                archive:
                  run: [npm, run, build]
                  outputs: ["dist/**"]
            trial:
              env: staging
              testDb: { POSTGRES_DB: shop_test }
              data: ./scripts/load-snapshot.sh
              run: ./scripts/smoke.sh
              junit: ["reports/**/*.xml"]
              scope: set
              allow: [host-network, "network:shared"]
            environments:
              staging:
                compose: { files: [deploy/compose.yaml], project: shop-staging, envFile: config/.env.staging }
                health: [ { url: "http://127.0.0.1:${API_PORT}/health", within: 60s, stable: 5s } ]
                check: ./scripts/after-deploy.sh
              production:
                after: staging
                directory: /srv/shop
                retain: 7
                restart: [systemctl, restart, shop]
                before: [./scripts/backup.sh, [sync, 1]]
                health: [ { command: [test, -f, ok], stable: 500ms } ]
            """;

    private static Project read(String yaml) throws Exception {
        return new FilesInMemory().with("delivery.yaml", yaml).read();
    }

    @Test
    void shouldReadWhatAnEnvironmentAsksOfARelease() throws Exception {
        Project project = read("""
                version: 1
                environments:
                  open: { directory: a }
                  some: { directory: b, policy: { deviations: [] } }
                  all:
                    directory: c
                    policy: { set: true, byHand: false, deviations: [no-data], branches: [main, "release/*"], builders: ["*@ci"], maxAge: 7d }
                """);

        assertThat(project.environments().get("open").demands()).isEqualTo(Demands.NONE);
        assertThat(project.environments().get("some").demands())
                .isEqualTo(new Demands(false, true, true, List.of(), List.of(), List.of(), Duration.ZERO));
        assertThat(project.environments().get("all").demands())
                .isEqualTo(new Demands(true, false, true, List.of("no-data"), List.of("main", "release/*"),
                        List.of("*@ci"), Duration.ofDays(7)));
    }

    @Test
    void shouldReadEveryKeyOfTheDesign() throws Exception {
        Project project = read(DESIGN);

        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.ignore()).containsExactly("docs/**", "*.md");
        assertThat(project.global()).contains("/package.json").endsWith(".nvmrc", "build/**");
        assertThat(project.components()).extracting(Component::name).containsExactly("api", "proto", "site");
        assertThat(project.component("api"))
                .hasValue(new Component(
                        "api",
                        "services/api",
                        List.of("proto"),
                        List.of("backend"),
                        new Image(
                                "services/api/Dockerfile",
                                "services/api",
                                "runtime",
                                Map.of("PIP_INDEX", "internal", "VERSION", "1.10"),
                                List.of("generated/**"),
                                "linux/amd64"),
                        List.of("backend"),
                        Duration.ofDays(7),
                        Duration.ofMinutes(30),
                        List.of(new Rule(
                                "api/1", List.of("models/**"), Strategy.FULL, "the Dockerfile downloads the model")),
                        "delivery.yaml:8",
                        List.of(),
                        Component.Facts.NONE,
                        new Development(
                                List.of("flask", "run", "--reload"),
                                Map.of("services/api/src", "/app/src", "shared", "/app/shared"),
                                List.of("ffmpeg", "tcp:1234", "tcp:db.local:5432"),
                                new Development.Prepare(
                                        "services/api/.venv", List.of("sh", "-c", "./setup.sh")))));
        assertThat(project.component("backend")).isEqualTo(project.component("api"));
        assertThat(project.component("proto").orElseThrow().product()).isEqualTo(new Library());
        assertThat(project.component("site").orElseThrow().product())
                .isEqualTo(new Archive(List.of("npm", "run", "build"), List.of("dist/**")));
        assertThat(project.trial())
                .isEqualTo(new Trial(
                        "staging",
                        Compose.NONE,
                        Map.of("POSTGRES_DB", "shop_test"),
                        List.of("sh", "-c", "./scripts/load-snapshot.sh"),
                        List.of("sh", "-c", "./scripts/smoke.sh"),
                        List.of("reports/**/*.xml"),
                        Trial.Scope.SET,
                        List.of("host-network", "network:shared")));
        assertThat(project.environments())
                .containsExactly(
                        Map.entry(
                                "staging",
                                new Environment(
                                        "staging",
                                        "",
                                        new Compose(
                                                List.of("deploy/compose.yaml"), "shop-staging", "config/.env.staging"),
                                        "",
                                        5,
                                        List.of(),
                                        List.of(),
                                        List.of("sh", "-c", "./scripts/after-deploy.sh"),
                                        List.of(new Probe(
                                                "http://127.0.0.1:${API_PORT}/health",
                                                List.of(),
                                                Duration.ofSeconds(60),
                                                Duration.ofSeconds(5))))),
                        Map.entry(
                                "production",
                                new Environment(
                                        "production",
                                        "staging",
                                        Compose.NONE,
                                        "/srv/shop",
                                        7,
                                        List.of("systemctl", "restart", "shop"),
                                        List.of(List.of("sh", "-c", "./scripts/backup.sh"), List.of("sync", "1")),
                                        List.of(),
                                        List.of(new Probe(
                                                "",
                                                List.of("test", "-f", "ok"),
                                                Probe.DEFAULT_WITHIN,
                                                Duration.ofMillis(500))))));
        assertThat(project.trialCompose().project()).isEqualTo("shop-staging");
    }

    @Test
    void shouldTakeHooksWithTheirOwnTime() throws Exception {
        String text = """
                version: 1
                environments:
                  e:
                    directory: /srv
                    before: [./backup.sh, { run: [sync, 1], timeout: 90s }]
                    afterwards:
                      - { run: ./tell.sh }
                rebuild: { before: [./dump.sh, { run: [dump], timeout: 10m }] }
                """;

        Environment environment = read(text).environments().get("e");

        assertThat(environment.before())
                .containsExactly(
                        new Hook(List.of("sh", "-c", "./backup.sh"), Hook.DEFAULT_TIMEOUT),
                        new Hook(List.of("sync", "1"), Duration.ofSeconds(90)));
        assertThat(environment.afterwards())
                .containsExactly(new Hook(List.of("sh", "-c", "./tell.sh"), Hook.DEFAULT_TIMEOUT));
        assertThat(read(text).beforeRebuild())
                .containsExactly(
                        new Hook(List.of("sh", "-c", "./dump.sh"), Hook.DEFAULT_TIMEOUT),
                        new Hook(List.of("dump"), Duration.ofMinutes(10)));
        assertThat(read(ProjectWriter.write(read(text))).environments().get("e")).isEqualTo(environment);
        assertThat(read(ProjectWriter.write(read(text))).beforeRebuild()).isEqualTo(read(text).beforeRebuild());
    }

    @Test
    void shouldTakeAnEmptyImageForTheDefaults() throws Exception {
        Project project =
                read("version: 1\ncomponents:\n  a: { path: x/a/, image: {} }\n  b:\n    path: ./\n    image:\n");

        assertThat(project.name()).as("the folder's").isEqualTo("my-shop");
        assertThat(project.component("a").orElseThrow().path()).isEqualTo("x/a");
        assertThat(project.component("a").orElseThrow().product())
                .isEqualTo(new Image("x/a/Dockerfile", "x/a", "", Map.of(), List.of(), ""));
        assertThat(project.component("b").orElseThrow().product())
                .isEqualTo(new Image("Dockerfile", "", "", Map.of(), List.of(), ""));
    }

    @Test
    void shouldSeeContextAndDockerfileFromThePathOrTheRoot() throws Exception {
        Project project = read(
                """
                version: 1
                components:
                  a: { path: x/a, image: { context: /, dockerfile: ../a.Dockerfile } }
                  b: { path: x/b, image: { context: .., dockerfile: /docker/b } }
                """);

        assertThat(project.component("a").orElseThrow().product())
                .isEqualTo(new Image("x/a.Dockerfile", "", "", Map.of(), List.of(), ""));
        assertThat(project.component("b").orElseThrow().product())
                .isEqualTo(new Image("docker/b", "x", "", Map.of(), List.of(), ""));
    }

    @Test
    void shouldPutTheUsersRulesBeforeThePreset() throws Exception {
        Project project = read("version: 1\n"
                + "rules:\n"
                + "- { match: [a], strategy: CACHED }\n"
                + "- conservative\n"
                + "components: { a: { path: a } }\n");

        assertThat(project.rules().get(0))
                .isEqualTo(new Rule("rules/1", List.of("a"), Strategy.CACHED, "asked for by delivery.yaml:3"));
        assertThat(project.rules().subList(1, project.rules().size())).isEqualTo(Presets.rules("conservative"));
    }

    @Test
    void shouldFindDependenciesByNameOrAlias() throws Exception {
        Project project = read(
                """
                version: 1
                components:
                  a: { path: a, dependsOn: [lib, b, backend, lib] }
                  b: { path: b, services: [backend, shared] }
                  c: { path: c, services: [shared] }
                  lib: { path: lib }
                """);

        assertThat(project.component("a").orElseThrow().dependsOn()).containsExactly("b", "lib");
        assertThat(project.component("shared")).as("of two").isEmpty();
    }

    @Test
    void shouldAllowAnchors() throws Exception {
        Project project = read(
                """
                version: 1
                components:
                  a: { path: a, rules: &rules [ { match: [m], strategy: FULL, because: big } ] }
                  b: { path: b, rules: *rules }
                """);

        assertThat(project.component("b").orElseThrow().rules())
                .containsExactly(new Rule("b/1", List.of("m"), Strategy.FULL, "big"));
    }

    @Test
    void shouldReadAByteOrderMarkAndWindowsLineEnds() throws Exception {
        Project project = read("\uFEFFversion: 1\r\nproject: übung\r\n".replace("übung", "uebung"));

        assertThat(project.name()).isEqualTo("uebung");
    }

    @Test
    void shouldAddWhatIsInferredOnlyWhenAsked() throws Exception {
        FilesInMemory files = new FilesInMemory()
                .with("services/api/Dockerfile", "FROM x\nCOPY . .\n")
                .with("services/web/Dockerfile", "FROM x\nCOPY ../api/x /x\n")
                .with("compose.yaml", "services: { front: { build: services/web } }");
        String yaml = "version: 1\ncomponents:\n  back: { path: services/api, image: {}, dependsOn: [front] }\n";

        assertThatThrownBy(files.with("delivery.yaml", yaml)::read).hasMessageContaining("'front'");
        Project with = files.with("delivery.yaml", yaml + "infer: true\n").read();

        assertThat(with.components()).extracting(Component::name).containsExactly("back", "web");
        assertThat(with.component("back").orElseThrow().dependsOn()).containsExactly("web");
        assertThat(with.trial().compose().files()).containsExactly("compose.yaml");
    }

    @Test
    void shouldWarnOfPathsThatDoNotExist() throws Exception {
        FilesInMemory files = new FilesInMemory()
                .with("services/api/app.py", "")
                .with(
                        "delivery.yaml",
                        "version: 1\ncomponents:\n  a: { path: servces/api }\n  b: { path: services/api, image: {} }\n"
                                + "  c: { path: services }\n");

        assertThat(files.read().warnings())
                .containsExactly(
                        "delivery.yaml:3: component a: there is no file in its path servces/api",
                        "delivery.yaml:4: component b: there is no Dockerfile at services/api/Dockerfile");
    }

    @Test
    void shouldWarnOfAFileWithoutComponents() throws Exception {
        assertThat(read("version: 1\n").warnings()).singleElement().asString().contains("infer: true");
    }

    @Test
    void shouldRefuseAMissingFileThatWasAskedFor() {
        assertThatThrownBy(() -> ProjectReader.read(new FilesInMemory(), "ci/delivery.yaml", true, "x"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessage("ci/delivery.yaml: there is no such file in the repository; 'delivery init' writes one");
    }

    @Test
    void shouldSayWhichArtifactsShip() throws Exception {
        Project project = read(DESIGN);

        assertThat(project.components())
                .extracting(Component::kind)
                .containsExactly(Kind.IMAGE, Kind.LIBRARY, Kind.ARCHIVE);
        assertThat(project.component("proto").orElseThrow().shippable()).isFalse();
    }
}
