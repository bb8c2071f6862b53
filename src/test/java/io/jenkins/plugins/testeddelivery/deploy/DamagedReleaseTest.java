package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.docker.Archives;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment does with a release that is not what was exported: it refuses, and has touched nothing. */
class DamagedReleaseTest {
    private static final int PLACES = System.getProperty("thorough") == null ? 150 : 1000;
    private static final Options OPTIONS = Options.by("ada@test");

    /** All that may be done with a release before it is known to be whole. */
    private static final Set<String> READING = Set.of("ReadReleases", "CheckFolder");

    @TempDir
    private Path temp;

    private Path srv;
    private Ports ports;
    private Path release;

    @BeforeEach
    void setUp() throws Exception {
        ports = TestPorts.at(Files.createDirectory(temp.resolve("work")));
        srv = temp.resolve("srv");
        byte[] layer = new byte[4000];
        new Random(3).nextBytes(layer);
        release = ReleaseFixture.at(temp.resolve("releases"), 1)
                .image("api", "shop-api:1", Archives.legacy("shop-api:1", layer).gzip(),
                        Digests.of(Archives.config(layer)))
                .archive("site", Map.of("index.html", "hello ".repeat(400), "a/b.txt", "b"))
                .carries("deploy/compose.yaml", "services: { api: { build: ../services/api } }\n")
                .carries("check.sh", "#!/bin/sh\nexit 0\n")
                .environment(ReleaseFixture.env("production")
                        .compose(new Compose(List.of("deploy/compose.yaml"), "shop", ""))
                        .directory(srv)
                        .done())
                .write(ports)
                .path()
                .transform(Path::of);
    }

    private static Fact.Deployment deploy(Ports ports, Path folder) throws IOException, InterruptedException {
        return new Deployments(ports)
                .deploy("production", ReleaseFolder.open(ports.workspace(), folder.toString(), ""), OPTIONS);
    }

    /** Flips whatever bit; the heaviest file is no likelier than the lightest, so that every file has its turn. */
    @Test
    void shouldRefuseEveryFlippedBitAndTouchNothing() throws Exception {
        Ports reading = onlyReading();
        assertThatThrownBy(() -> deploy(reading, release))
                .as("a whole one is let through, to the first step that would change something")
                .isInstanceOf(AssertionError.class);
        List<Path> files = files(release);
        Random random = new Random(20250120);
        for (int n = 0; n < PLACES; n++) {
            Path file = files.get(n % files.size());
            byte[] whole = Files.readAllBytes(file);
            int bit = random.nextInt(whole.length * 8);
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);

            assertThatThrownBy(() -> deploy(reading, release))
                    .as("bit %d of %s", bit, release.relativize(file))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining(file.getFileName().toString().replace(".sha256", ""));

            Files.write(file, whole);
        }
        assertThat(srv).doesNotExist();
        assertThat(temp.resolve("work")).isEmptyDirectory();
    }

    @Test
    void shouldRefuseLooseFilesWithoutTheirManifest() throws Exception {
        Files.delete(release.resolve("release.json"));
        Files.delete(release.resolve("release.json.sha256"));

        assertThatThrownBy(() -> deploy(onlyReading(), release))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("expected the release's description, found nothing");
    }

    @Test
    void shouldRefuseTheArtifactOfAnotherComponentUnderTheRightName() throws Exception {
        Files.copy(
                release.resolve("api-" + ReleaseFixture.version(1) + ".tar.gz"),
                release.resolve("site-" + ReleaseFixture.version(1) + ".tar.gz"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> deploy(onlyReading(), release))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("site-" + ReleaseFixture.version(1) + ".tar.gz: expected");
    }

    /** Made so that everything in the folder agrees: the archive is that of api, and so is its checksum. */
    @Test
    void shouldRefuseAnotherImageUnderARightChecksum() throws Exception {
        byte[] other = "another layer".getBytes();
        Path folder = ReleaseFixture.at(temp.resolve("foreign"), 3)
                .image("api", "shop-api:1", Archives.legacy("shop-worker:1", other).gzip(),
                        Digests.of(Archives.config(other)))
                .environment(ReleaseFixture.env("production").directory(srv).done())
                .write(ports)
                .path()
                .transform(Path::of);

        assertThatThrownBy(() -> deploy(onlyReading(), folder))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("exactly the image shop-api:1");
    }

    /** The release and the forgery each agree with themselves; only who knows the first can tell. */
    @Test
    void shouldRefuseAForgedReleaseWhereTheEnvironmentKnowsTheTrueOne() throws Exception {
        ReleaseFolder one = site(temp.resolve("true"), "hello");
        assertThat(new Deployments(ports).deploy("production", one, OPTIONS).outcome()).isEqualTo("healthy");
        Map<String, String> before = tree(srv);
        ReleaseFolder forged = site(temp.resolve("forged"), "evil");
        assertThat(forged.verify().problems()).isEmpty();

        for (Options options : List.of(OPTIONS, OPTIONS.withRetry(), OPTIONS.withDryRun())) {
            assertThatThrownBy(() -> new Deployments(ports).deploy("production", forged, options))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("knows " + ReleaseFixture.version(1) + " as the release with release.json "
                            + Digests.of(one.manifest()))
                    .hasMessageContaining(Digests.of(forged.manifest()));
        }
        assertThat(tree(srv)).isEqualTo(before);
    }

    @Test
    void shouldRefuseAForgedReleaseWhereTheLedgerKnowsTheTrueOne() throws Exception {
        ReleaseFolder one = site(temp.resolve("true"), "hello");
        ReleaseFolder forged = site(temp.resolve("forged"), "evil");
        FileLedger ledger = new FileLedger(temp.resolve("ledger"), () -> "ada", Clock.systemUTC(), ports.log());
        ledger.append(new Fact.Release(
                ReleaseFixture.version(1), "a".repeat(40), one.release().set().digest(), Digests.of(one.manifest()),
                Map.of()));

        one.requireAsRecorded(ledger);
        assertThatThrownBy(() -> forged.requireAsRecorded(ledger))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("release.json: expected the recorded release with "
                        + Digests.of(one.manifest()));
    }

    private ReleaseFolder site(Path releases, String page) throws Exception {
        return ReleaseFixture.at(releases, 1)
                .archive("site", Map.of("index.html", page))
                .environment(ReleaseFixture.env("production").directory(srv).done())
                .write(ports);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList();
        }
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (Path file : files(folder)) {
            if (!file.endsWith("lock")) {
                all.put(file.toString(), Digests.of(file) + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }

    /** Ports through which nothing can be changed, no engine asked and no command run. */
    private Ports onlyReading() {
        Commands none = (command, out, err) -> {
            throw new AssertionError("ran " + command);
        };
        return new Ports(new ReadOnly(ports.workspace()), none, ports.log(), ports.clock());
    }

    private record ReadOnly(Workspace workspace) implements Workspace {
        @Override
        public <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException {
            assertThat(READING).contains(work.getClass().getSimpleName());
            return workspace.act(work);
        }

        @Override
        public InputStream read(String path) throws IOException, InterruptedException {
            return workspace.read(path);
        }

        @Override
        public void write(String path, InputStream content) {
            throw new AssertionError("wrote " + path);
        }

        @Override
        public Optional<Path> local(String path) {
            return Optional.empty();
        }
    }
}
