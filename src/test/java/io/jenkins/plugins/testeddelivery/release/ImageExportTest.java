package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ImageExportTest {
    private static final String FIRST = "vabc1234-20250120-143022";
    private static final String SECOND = "vabc1234-20250120-150000";

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    @TempDir
    private Path folder;

    private Shop shop;
    private String repository;
    private String digest;

    @BeforeEach
    void buildImage() throws Exception {
        repository = engine.unique("shop-api");
        shop = Shop.in(folder).image("api").archive("site");
        shop.repo.write("a", "1").commit("one");
        digest = image("built", "hello");
        shop.candidate("api", "image", digest, repository + ":built", "").built("site", "S").passed();
    }

    /** Makes an image with this content and returns its digest. */
    private String image(String tag, String content) throws Exception {
        String container = engine.docker(
                "create", "--label", TestEngine.LABEL + "=" + engine.mark(), engine.baseImage(), "cat", content);
        engine.docker("commit", "-c", "LABEL content=" + content, container, repository + ":" + tag);
        return connected().image(repository + ":" + tag).orElseThrow().digest();
    }

    private Engine connected() throws Exception {
        return Engines.connect(shop.ports(engine.environment()));
    }

    private Exports exports() {
        return new Exports(shop.ports(engine.environment()), shop.ledger());
    }

    private Release export(String version) throws Exception {
        return exports().run(shop.plan(version), "", Set.of());
    }

    private List<Problem> problems(Release release) throws Exception {
        return ReleaseFolder.open(shop.ports().workspace(), shop.folder(release).toString(), "")
                .verify(shop.ledger())
                .problems();
    }

    @Test
    void shouldExportAnImageThatDockerLoadsAsTheRecordedOne() throws Exception {
        Release release = export(FIRST);

        ReleaseArtifact api = release.artifact("api").orElseThrow();
        assertThat(api.image()).isEqualTo(repository + ":" + FIRST);
        assertThat(api.imageId()).isEqualTo(digest);
        assertThat(problems(release)).isEmpty();
        engine.docker("rmi", "-f", repository + ":built", repository + ":" + FIRST);
        engine.docker("load", "-q", "-i", shop.folder(release).resolve(api.file()).toString());
        assertThat(connected().image(api.image()).orElseThrow().digest()).isEqualTo(digest);
    }

    @Test
    void shouldKeepWhatItSavedAndLinkItFromThenOnWithoutAnEngine() throws Exception {
        Release first = export(FIRST);
        String file = first.artifact("api").orElseThrow().file();
        Fact.Candidate kept = shop.standing().byDigest("api", digest).orElseThrow();
        assertThat(shop.ledger().store().has(kept.stored())).isTrue();
        assertThat(kept.image()).isEqualTo(repository + ":" + FIRST);
        Exports withoutEngine = new Exports(shop.ports(), shop.ledger(), "", () -> {
            throw new AssertionError("no engine is needed");
        });

        Release second = withoutEngine.run(shop.plan(SECOND), "", Set.of());

        ReleaseArtifact api = second.artifact("api").orElseThrow();
        assertThat(api.file()).isEqualTo(file);
        assertThat(api.from()).isEqualTo(FIRST);
        assertThat(api.image()).isEqualTo(repository + ":" + FIRST);
        assertThat(Files.getAttribute(shop.folder(second).resolve(file), "unix:ino"))
                .isEqualTo(Files.getAttribute(shop.folder(first).resolve(file), "unix:ino"));
        assertThat(problems(second)).isEmpty();
    }

    @Test
    void shouldSaveAgainWhatTheStoreHasLost() throws Exception {
        Release first = export(FIRST);
        Path kept = folder.resolve("ledger/sha256")
                .resolve(first.artifact("api").orElseThrow().sha256().substring(0, 2))
                .resolve(first.artifact("api").orElseThrow().sha256());
        Files.delete(kept);

        Release second = export(SECOND);

        assertThat(second.artifact("api").orElseThrow().from()).isEqualTo(FIRST);
        assertThat(kept).exists();
        assertThat(problems(second)).isEmpty();
    }

    @Test
    void shouldRefuseAnImageThatIsNoLongerTheTestedOne() throws Exception {
        image("built", "else");

        assertThatThrownBy(() -> export(FIRST))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining(digest)
                .hasMessageContaining("delivery build");

        assertThat(shop.repo.path("_build/artifacts")).isEmptyDirectory();
    }

    @Test
    void shouldExportFromAnotherMachine() throws Exception {
        Ports remote = TestPorts.at(shop.repo.root(), engine.environment(), shop.log);

        Release release = new Exports(remote, shop.ledger()).run(shop.plan(FIRST), "", Set.of());

        assertThat(problems(release)).isEmpty();
    }

    @Test
    void shouldLeaveNothingWhereTheEngineCannotBeReached() {
        Ports ports = shop.ports(Map.of("DOCKER_HOST", "unix://" + folder.resolve("nobody.sock")));

        assertThatThrownBy(() -> new Exports(ports, shop.ledger()).run(shop.plan(FIRST), "", Set.of()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE));

        assertThat(shop.repo.path("_build/artifacts")).isEmptyDirectory();
    }

    @Test
    void shouldFailClearlyWhereTheDiskIsFull() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        assumeTrue(ExportsTest.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()) == 0,
                "no mount");
        try {
            assertThatThrownBy(() -> exports().run(shop.plan(FIRST), small.toString(), Set.of()))
                    .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining("No space left on device");

            assertThat(small).isEmptyDirectory();
            assertThat(shop.standing().releases()).isEmpty();
        } finally {
            ExportsTest.run("umount", small.toString());
        }
    }

    @Test
    void shouldRefuseAnyFlippedBitOfAnImage() throws Exception {
        Release release = export(FIRST);
        Path file = shop.folder(release).resolve(release.artifact("api").orElseThrow().file());
        byte[] whole = Files.readAllBytes(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Random random = new Random(1);
        for (int n = 0; n < 25; n++) {
            // the header of a gzip has bits that no reader looks at
            int bit = n < 5 ? n * 16 : random.nextInt(whole.length * 8);
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertThat(problems(release)).as("bit %d", bit).extracting(Problem::file)
                    .containsExactly(file.getFileName().toString());
        }
    }

    @Test
    void shouldRefuseAnotherImageUnderTheRightChecksum() throws Exception {
        Release release = export(FIRST);
        ReleaseArtifact api = release.artifact("api").orElseThrow();
        String other = "sha256:" + "0".repeat(64);
        FileCheck check = new FileCheck(
                shop.folder(release), ReleaseFolderTest.with(release, artifact(api, api.image(), other)));
        FileCheck retagged = new FileCheck(
                shop.folder(release), ReleaseFolderTest.with(release, artifact(api, "other:1", digest)));

        assertThat(check.file(api.file(), api.sha256()))
                .containsExactly(new Problem(api.file(), "the image " + other, digest));
        assertThat(retagged.file(api.file(), api.sha256()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).contains("tags"));
    }

    private static ReleaseArtifact artifact(ReleaseArtifact like, String image, String imageId) {
        return new ReleaseArtifact(
                like.component(), like.kind(), like.file(), like.bytes(), like.sha256(), image, imageId,
                like.fingerprint(), like.strategy(), like.from(), like.behind(), like.evidence());
    }
}
