package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What holds for an engine whichever way it is reached. */
abstract class EngineContract {
    @RegisterExtension
    static final TestEngine DOCKER = new TestEngine();

    @TempDir
    Path folder;

    private final String way;
    private Engine engine;

    EngineContract(String way) {
        this.way = way;
    }

    @BeforeEach
    void connect() throws Exception {
        engine = Engines.connect(ports());
    }

    @Test
    void shouldSayWhatAnswers() throws Exception {
        assertThat(engine.describe()).contains(DOCKER.docker("version", "--format", "{{.Server.Version}}"));
    }

    @Test
    void shouldReadAnImage() throws Exception {
        String tag = image("LABEL a=b", "ENV X=1", "EXPOSE 8080", "EXPOSE 53/udp");

        Engine.Image image = engine.image(tag).orElseThrow();

        assertThat(image.id()).isEqualTo(DOCKER.docker("inspect", "--format", "{{.Id}}", tag));
        assertThat(image.tags()).containsExactly(tag);
        assertThat(image.repoDigests()).isEmpty();
        assertThat(image.layers()).hasSize(1).allMatch(Digests::isDigest);
        assertThat(image.labels()).isEqualTo(Map.of("a", "b", TestEngine.LABEL, DOCKER.mark()));
        assertThat(image.size()).isGreaterThan(100_000);
        assertThat(image.platform()).isEqualTo(DOCKER.docker("inspect", "--format", "{{.Os}}/{{.Architecture}}", tag));
        assertThat(image.exposedPorts()).containsExactly("53/udp", "8080/tcp");
        assertThat(engine.image(image.id())).contains(image);
    }

    @Test
    void shouldKnowNoImageThatIsNotThere() throws Exception {
        assertThat(engine.image(DOCKER.unique("missing") + ":1")).isEmpty();
        assertThat(engine.image("sha256:" + "0".repeat(64))).isEmpty();
    }

    @Test
    void shouldGiveTheDigestsOfThoseThatAreThere() throws Exception {
        String one = image("ENV X=1");
        String other = image("ENV X=2");
        String missing = DOCKER.unique("missing") + ":1";

        assertThat(engine.digests(List.of(one, missing, other)))
                .isEqualTo(Map.of(
                        one, engine.image(one).orElseThrow().digest(),
                        other, engine.image(other).orElseThrow().digest()));
        assertThat(engine.digests(List.of())).isEmpty();
    }

    @Test
    void shouldRefuseNamesThatAreOptionsOrPaths() {
        assertThatThrownBy(() -> engine.image("--help")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> engine.image("a/json?x=1&y")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> engine.container("../images/x")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> engine.removeContainer("-f")).isInstanceOf(Failure.class);
    }

    @Test
    void shouldLeaveOurLabelsOutOfTheIdentityAndNothingElse() throws Exception {
        Engine.Image image = engine.image(image("ENV X=1")).orElseThrow();
        Engine.Image labelled = engine.image(
                        image("ENV X=1", "LABEL " + Labels.FINGERPRINT + "=f " + Labels.OCI_REVISION + "=r"))
                .orElseThrow();
        Engine.Image other = engine.image(image("ENV X=2")).orElseThrow();
        Engine.Image foreign = engine.image(image("ENV X=1", "LABEL x=y")).orElseThrow();

        assertThat(labelled.digest()).isNotEqualTo(image.digest());
        assertThat(labelled.identity()).isEqualTo(image.identity());
        assertThat(other.identity()).isNotEqualTo(image.identity());
        assertThat(foreign.identity()).isNotEqualTo(image.identity());
    }

    @Test
    void shouldTagAndUntag() throws Exception {
        String tag = image(fresh());
        String name = DOCKER.unique("again");

        engine.tag(tag, name, "2");
        assertThat(engine.image(name + ":2").orElseThrow().tags()).containsExactlyInAnyOrder(tag, name + ":2");

        engine.untag(name + ":2");
        engine.untag(name + ":2");
        assertThat(engine.image(name + ":2")).isEmpty();
        assertThat(engine.image(tag)).isPresent();
    }

    @Test
    void shouldSaveTheSameBytesEveryTime() throws Exception {
        String tag = image(fresh());
        engine.tag(tag, DOCKER.unique("also"), "1");

        Engine.Saved saved = engine.save(tag, "out/first.tar.gz");
        Engine.Saved again = engine.save(tag, "second.tar.gz");

        Engine.Image image = engine.image(tag).orElseThrow();
        assertThat(saved.sha256()).isEqualTo(again.sha256()).isEqualTo(Digests.of(folder.resolve("out/first.tar.gz")));
        assertThat(saved.bytes()).isEqualTo(Files.size(folder.resolve("out/first.tar.gz")));
        assertThat(saved.imageDigest()).isEqualTo(image.digest());
        assertThat(saved.layers()).isEqualTo(image.layers());
        assertThat(content("out/first.tar.gz"))
                .isEqualTo(new ImageArchive.Content(
                        image.digest(), image.layers(), List.of(tag), saved.bytes(), saved.sha256()));
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).containsExactly(folder.resolve("out/first.tar.gz"));
        }
    }

    @Test
    void shouldSaveNothingWhereThereIsNoImage() {
        assertThatThrownBy(() -> engine.save(DOCKER.unique("missing") + ":1", "x.tar.gz"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not save");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLoadWhatItSaved() throws Exception {
        String tag = image(fresh());
        Engine.Image image = engine.image(tag).orElseThrow();
        engine.save(tag, "image.tar.gz");
        engine.untag(tag);
        assertThat(engine.image(image.id())).isEmpty();

        Engine.Image loaded = engine.load("image.tar.gz", content("image.tar.gz"));

        // which image it was built on is what the engine noted when it built, and no part of the image
        assertThat(loaded).usingRecursiveComparison().ignoringFields("parent").isEqualTo(image);
    }

    @Test
    void shouldBeReadableByEveryone() throws Exception {
        String tag = image(fresh());
        String id = engine.image(tag).orElseThrow().id();
        engine.save(tag, "image.tar.gz");
        engine.untag(tag);

        assertThat(DOCKER.docker("load", "-i", folder.resolve("image.tar.gz").toString())).contains(tag);
        assertThat(engine.image(tag).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void shouldGiveATagBackWhenWhatWasLoadedIsNotWhatWasExpected() throws Exception {
        String tag = image(fresh());
        engine.save(tag, "image.tar.gz");
        ImageArchive.Content content = content("image.tar.gz");
        String old = engine.image(image(fresh())).orElseThrow().id();
        Reference reference = Reference.parse(tag);
        engine.tag(old, reference.repository(), reference.tag());

        assertThatThrownBy(() -> engine.load("image.tar.gz", with("sha256:" + "0".repeat(64), content)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("instead of sha256:0000");

        assertThat(engine.image(tag).orElseThrow().id()).isEqualTo(old);
    }

    @Test
    void shouldLeaveNoTagWhereThereWasNoneWhenTheFileChangedAfterItWasRead() throws Exception {
        String tag = image(fresh());
        engine.save(tag, "image.tar.gz");
        ImageArchive.Content content = content("image.tar.gz");
        engine.untag(tag);
        ImageArchive.Content another = new ImageArchive.Content(
                content.digest(), content.layers(), content.tags(), content.bytes(), Digests.of("another file"));

        assertThatThrownBy(() -> engine.load("image.tar.gz", another)).hasMessageContaining("changed in between");

        assertThat(engine.image(tag)).isEmpty();
    }

    @Test
    void shouldMakeAMarkerOnceHoweverManyTryAtOnce() throws Exception {
        String name = DOCKER.unique("lock");
        Callable<Boolean> attempt = () -> {
            try {
                engine.createMarker(name, DOCKER.baseImage(), Map.of(Labels.HOLDER, "me, since = now"));
                return true;
            } catch (Engine.NameTaken e) {
                return false;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> attempts;
        try {
            attempts = threads.invokeAll(List.of(attempt, attempt, attempt, attempt));
        } finally {
            threads.shutdown();
        }

        long winners = 0;
        for (Future<Boolean> each : attempts) {
            winners += each.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        Engine.Container marker = engine.container(name).orElseThrow();
        assertThat(marker.state()).isEqualTo("created");
        assertThat(marker.running()).isFalse();
        assertThat(marker.startedAt()).isEmpty();
        assertThat(marker.labels()).containsEntry(Labels.HOLDER, "me, since = now");
    }

    @Test
    void shouldRenameAMarkerUnlessTheNameIsTaken() throws Exception {
        String first = marker(Map.of());
        String second = marker(Map.of());
        String free = DOCKER.unique("free");

        assertThatThrownBy(() -> engine.renameContainer(first, second)).isInstanceOf(Engine.NameTaken.class);
        engine.renameContainer(first, free);

        assertThat(engine.container(first)).isEmpty();
        assertThat(engine.container(free).orElseThrow().name()).isEqualTo(free);
        assertThatThrownBy(() -> engine.renameContainer(first, DOCKER.unique("x"))).isInstanceOf(Failure.class);
    }

    @Test
    void shouldMakeNoMarkerOfAnImageThatIsNotThere() {
        assertThatThrownBy(() -> engine.createMarker(DOCKER.unique("m"), DOCKER.unique("none") + ":1", Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not in the engine");
    }

    @Test
    void shouldFindContainersThatCarryAllLabels() throws Exception {
        String value = DOCKER.unique("v");
        String both = marker(Map.of("a", value, "b", "x y"));
        marker(Map.of("a", value));

        assertThat(engine.containers(Map.of("a", value))).hasSize(2);
        assertThat(engine.containers(Map.of("a", value, "b", "x y")))
                .extracting(Engine.Container::name)
                .containsExactly(both);
        assertThat(engine.containers(Map.of("a", value + "-other"))).isEmpty();
    }

    @Test
    void shouldReadARunningContainer() throws Exception {
        String tag = image(
                "HEALTHCHECK --interval=1s --retries=1 CMD true",
                "CMD echo one; echo two >&2; sleep 0.1; echo three; exec sleep 60");
        String name = DOCKER.unique("run");
        DOCKER.docker("run", "-d", "--name", name, "-p", "127.0.0.1::80", tag);

        Engine.Container container = engine.container(name).orElseThrow();

        assertThat(container.running()).isTrue();
        assertThat(container.health()).isIn("starting", "healthy");
        assertThat(container.image()).isEqualTo(engine.image(tag).orElseThrow().id());
        assertThat(container.ports()).containsOnlyKeys("80/tcp");
        assertThat(container.ports().get("80/tcp")).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(container.startedAt()).startsWith("20");
        DOCKER.docker("exec", name, "sleep", "0.3");
        assertThat(engine.logs(name, 10)).containsExactlyInAnyOrder("one", "two", "three").endsWith("three");
        assertThat(engine.logs(name, 1)).containsExactly("three");
    }

    @Test
    void shouldStopAndRemoveAContainerAndKeepItsVolumes() throws Exception {
        String name = DOCKER.unique("run");
        String volume = DOCKER.unique("data");
        DOCKER.docker("run", "-d", "--name", name, "-v", volume + ":/data", DOCKER.baseImage(), "sleep", "60");

        engine.stopContainer(name, Duration.ZERO);
        engine.stopContainer(name, Duration.ZERO);
        assertThat(engine.container(name).orElseThrow().state()).isEqualTo("exited");
        assertThat(engine.container(name).orElseThrow().exitCode()).isEqualTo(137);

        engine.startContainer(name);
        engine.startContainer(name);
        Engine.Container started = engine.container(name).orElseThrow();
        assertThat(started.running()).isTrue();
        engine.restartContainer(name, Duration.ZERO);
        assertThat(engine.container(name).orElseThrow().running()).isTrue();
        assertThat(engine.container(name).orElseThrow().startedAt()).isNotEqualTo(started.startedAt());

        engine.removeContainer(name);
        engine.removeContainer(name);
        assertThatThrownBy(() -> engine.startContainer(name)).isInstanceOf(Failure.class).hasMessageContaining(name);
        engine.stopContainer(name, Duration.ZERO);
        assertThat(engine.container(name)).isEmpty();
        assertThat(DOCKER.docker("volume", "ls", "-q")).contains(volume);
    }

    @Test
    void shouldRemoveLeftoversByLabelAndNoOthers() throws Exception {
        String mine = DOCKER.unique("mine");
        String other = DOCKER.unique("other");
        for (String name : List.of(mine, other)) {
            DOCKER.docker("network", "create", "--label", Labels.TRIAL + "=" + name, name);
            DOCKER.docker("volume", "create", "--label", Labels.TRIAL + "=" + name, name);
        }

        engine.removeLeftovers(Map.of(Labels.TRIAL, mine));

        assertThat(DOCKER.docker("network", "ls")).contains(other).doesNotContain(mine);
        assertThat(DOCKER.docker("volume", "ls")).contains(other).doesNotContain(mine);
        assertThatThrownBy(() -> engine.removeLeftovers(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private Ports ports() {
        Map<String, String> environment = new HashMap<>(DOCKER.environment());
        environment.put(FindRoute.FORCE, way);
        return TestPorts.at(folder, environment, new TestPorts.Lines());
    }

    private String marker(Map<String, String> labels) throws Exception {
        String name = DOCKER.unique("marker");
        engine.createMarker(name, DOCKER.baseImage(), labels);
        return name;
    }

    /** A line that makes an image no other test has, so that its last tag is its last tag. */
    private static String fresh() {
        return "ENV FRESH=" + DOCKER.unique("x");
    }

    /** An image whose config changes as the Dockerfile's lines say. */
    private String image(String... lines) {
        String tag = DOCKER.unique("image") + ":1";
        try {
            Path context = Files.createTempDirectory("context");
            Files.writeString(
                    context.resolve("Dockerfile"),
                    "FROM " + DOCKER.baseImage() + "\nLABEL " + TestEngine.LABEL + "=" + DOCKER.mark() + "\n"
                            + String.join("\n", lines));
            DOCKER.docker("build", "-q", "-t", tag, context.toString());
            Files.delete(context.resolve("Dockerfile"));
            Files.delete(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tag;
    }

    private ImageArchive.Content content(String file) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return ImageArchive.read(in, file);
        }
    }

    private static ImageArchive.Content with(String digest, ImageArchive.Content content) {
        return new ImageArchive.Content(
                digest, content.layers(), content.tags(), content.bytes(), content.sha256());
    }
}
