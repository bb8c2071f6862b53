package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a real engine with every kind of client that is on this machine. */
class ImageBuilderTest {
    @RegisterExtension
    static final TestEngine DOCKER = new TestEngine();

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeContext() throws IOException {
        Files.createDirectories(folder.resolve("context"));
        Files.writeString(folder.resolve("context/app.txt"), "hello");
    }

    @Test
    void shouldBuildADockerfileFromOutsideTheContext() throws Exception {
        buildsADockerfileFromOutsideTheContext(Map.of());
    }

    @Test
    void shouldBuildTheSameWithTheClassicBuilder() throws Exception {
        buildsADockerfileFromOutsideTheContext(classicOnly());
        assertThat(builder(classicOnly()).describe()).contains("the classic builder").contains("no docker on the PATH");
        assertThat(lines).noneMatch(line -> line.contains("DEPRECATED") || line.contains("environment-variable"));
    }

    private void buildsADockerfileFromOutsideTheContext(Map<String, String> environment) throws Exception {
        String tag = DOCKER.unique("built") + ":1";
        String dockerfile = dockerfile("ARG WORD", "ARG OTHER=o", "COPY app.txt /app.txt", "RUN echo $WORD$OTHER > /w");
        ImageBuild build = new ImageBuild(
                "context",
                dockerfile,
                "",
                Map.of("WORD", "a b"),
                Map.of(Labels.COMPONENT, "api", "sign", "x=y z"),
                tag,
                List.of(),
                false,
                "",
                Duration.ofMinutes(2));

        ImageBuilder.Built built = builder(environment).build(build, lines::add);

        assertThat(built.imageId()).isEqualTo(DOCKER.docker("inspect", "--format", "{{.Id}}", tag));
        assertThat(DOCKER.docker("run", "--rm", tag, "cat", "/app.txt", "/w")).isEqualTo("helloa bo");
        assertThat(DOCKER.docker("inspect", "--format", "{{json .Config.Labels}}", tag))
                .contains("\"sign\":\"x=y z\"")
                .contains("\"" + Labels.COMPONENT + "\":\"api\"");
        assertThat(lines).anyMatch(line -> line.contains("COPY app.txt"));
        assertThat(folder.resolve("_build")).isEmptyDirectory();
    }

    @Test
    void shouldTakeBuildKitOfALaterClientWhereTheFirstHasNone() throws Exception {
        ImageBuilder builder = builder(Map.of());

        assertThat(builder.describe()).contains(builder.buildKit() ? "BuildKit" : "classic");
        if (builder.describe().contains("/docker ")) {
            assertThat(builder.describe()).contains("comes first on the PATH");
        }
    }

    @Test
    void shouldBuildTheStageThatIsAskedFor() throws Exception {
        String dockerfile = dockerfile("RUN echo one > /one", "FROM " + DOCKER.baseImage() + " AS second", "RUN false");

        String tag = builder(Map.of())
                .build(simple(dockerfile, "first"), lines::add)
                .imageId();

        assertThat(DOCKER.docker("run", "--rm", tag, "cat", "/one")).isEqualTo("one");
    }

    @Test
    void shouldTakeLayersFromTheCacheUnlessToldNotTo() throws Exception {
        ImageBuilder builder = builder(Map.of());
        String dockerfile = dockerfile("RUN cat /proc/sys/kernel/random/uuid > /id");
        ImageBuild build = simple(dockerfile, "");

        String first = builder.build(build, lines::add).imageId();
        String second = builder.build(build, lines::add).imageId();
        String fresh = builder.build(
                        new ImageBuild(
                                "context",
                                dockerfile,
                                "",
                                Map.of(),
                                Map.of(),
                                DOCKER.unique("fresh") + ":1",
                                List.of(first),
                                true,
                                "",
                                Duration.ZERO),
                        lines::add)
                .imageId();

        assertThat(id(second)).isEqualTo(id(first));
        assertThat(id(fresh)).isNotEqualTo(id(first));
    }

    @Test
    void shouldSayWhyABuildFailed() throws Exception {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), classicOnly())) {
            ImageBuild build = simple(dockerfile("RUN echo talk; exit 7"), "");

            assertThatThrownBy(() -> builder(environment).build(build, lines::add))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining("echo talk; exit 7")
                    .hasMessageContaining("7")
                    .hasMessageContaining("failed: ");
        }
        assertThat(folder.resolve("_build")).isEmptyDirectory();
    }

    @Test
    void shouldNotTakeAnUnreachableRegistryForAnUnreachableEngine() throws Exception {
        Path dockerfile = folder.resolve("other/Dockerfile");
        Files.createDirectories(dockerfile.getParent());
        Files.writeString(dockerfile, "FROM registry.invalid/nothing:1\n");

        assertThatThrownBy(() -> builder(Map.of()).build(simple(dockerfile.toString(), ""), lines::add))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("registry.invalid");
    }

    @Test
    void shouldEndABuildThatTakesTooLong() throws Exception {
        ImageBuild build = new ImageBuild(
                "context",
                dockerfile("RUN sleep 60"),
                "",
                Map.of(),
                Map.of(),
                DOCKER.unique("slow") + ":1",
                List.of(),
                false,
                "",
                Duration.ofSeconds(2));

        assertThatThrownBy(() -> builder(Map.of()).build(build, lines::add))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("after 2 s");
    }

    @Test
    void shouldPassSecretsInTheEnvironmentAndRefuseNamesThatSteerDocker() {
        ImageBuild build = new ImageBuild(
                "c", "/d", "", Map.of("TOKEN", "s3cret"), Map.of(), "a:1", List.of(), false, "", Duration.ZERO);

        assertThat(build.toString()).contains("TOKEN").doesNotContain("s3cret");
        for (String name : List.of("PATH", "DOCKER_HOST", "A=B", "", "-x")) {
            assertThatThrownBy(() -> new ImageBuild(
                            "c", "/d", "", Map.of(name, "x"), Map.of(), "a:1", List.of(), false, "", Duration.ZERO))
                    .isInstanceOf(Failure.class);
        }
    }

    @Test
    void shouldSayWhyAnImageCouldNotBePulled() throws Exception {
        ImageBuilder.Pulled pulled = builder(Map.of()).pull("registry.invalid/nothing:1");

        assertThat(pulled.done()).isFalse();
        assertThat(pulled.reason()).contains("registry.invalid");
    }

    @Test
    void shouldSayWhatToInstallWhereThereIsNoDocker() {
        assertThatThrownBy(() -> builder(Map.of("PATH", folder.toString())))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("Install the Docker command line");
    }

    @Test
    void shouldSayThatNoEngineAnswers() {
        assertThatThrownBy(() -> builder(Map.of("DOCKER_HOST", "unix://" + folder.resolve("none.sock"))))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
    }

    private ImageBuilder builder(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(DOCKER.environment());
        environment.putAll(more);
        return ImageBuilder.find(OnPath.ports(folder, environment));
    }

    private ImageBuild simple(String dockerfile, String target) {
        return new ImageBuild(
                "context",
                dockerfile,
                target,
                Map.of(),
                Map.of(),
                DOCKER.unique("simple") + ":1",
                List.of(),
                false,
                "",
                Duration.ofMinutes(2));
    }

    private String id(String image) {
        return DOCKER.docker("run", "--rm", image, "cat", "/id");
    }

    /** A PATH on which docker is a client that knows no BuildKit. */
    private Map<String, String> classicOnly() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path docker = bin.resolve("docker");
        String real = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, "docker"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
        Files.writeString(
                docker,
                """
                #!/bin/sh
                case "$1" in
                  buildx) exit 1 ;;
                  version) %s "$@" | /bin/sed 's/"Client":{"Version":"[0-9]*/"Client":{"Version":"28/'; exit ;;
                esac
                exec %s "$@"
                """
                        .formatted(real, real));
        docker.toFile().setExecutable(true);
        String path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry, "docker")))
                .collect(Collectors.joining(File.pathSeparator));
        return Map.of("PATH", bin + File.pathSeparator + path);
    }

    private String dockerfile(String... instructions) throws IOException {
        Path file = folder.resolve("derived/Dockerfile");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "FROM " + DOCKER.baseImage() + " AS first\nLABEL " + TestEngine.LABEL + "=" + DOCKER.mark() + "\n"
                        + String.join("\n", instructions) + "\n");
        return file.toString();
    }
}
