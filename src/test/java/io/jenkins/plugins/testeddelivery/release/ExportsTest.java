package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
    private static final String FIRST = "vabc1234-20250120-143022";
    private static final String SECOND = "vabc1234-20250120-150000";

    @TempDir
    private Path folder;

    @Test
    void shouldExportAFolderThatSha256sumAccepts() throws Exception {
        Shop shop = Shop.tested(folder);

        Release release = shop.export(FIRST);

        Path made = shop.folder(release);
        assertThat(names(made))
                .containsExactlyInAnyOrder(
                        "deploy",
                        "deploy/delivery.json",
                        "deploy/delivery.json.sha256",
                        "deploy/deploy",
                        "deploy/deploy/compose.yaml",
                        "deploy/deploy/compose.yaml.sha256",
                        "deploy/scripts",
                        "deploy/scripts/check.sh",
                        "deploy/scripts/check.sh.sha256",
                        "deploy-info-" + FIRST + ".txt",
                        "deploy-info-" + FIRST + ".txt.sha256",
                        "docs-" + FIRST + ".tar.gz",
                        "docs-" + FIRST + ".tar.gz.sha256",
                        "provenance.intoto.jsonl",
                        "provenance.intoto.jsonl.sha256",
                        "release.json",
                        "release.json.sha256",
                        "site-" + FIRST + ".tar.gz",
                        "site-" + FIRST + ".tar.gz.sha256");
        shell(made, "sha256sum --strict -c *.sha256");
        shell(made, "find deploy -name '*.sha256' -execdir sha256sum --strict -c {} +");
        assertThat(ReleaseFolder.open(shop.ports().workspace(), made.toString(), "").verify(shop.ledger()).problems())
                .isEmpty();
        assertThat(names(shop.repo.path("_build/artifacts"))).noneMatch(name -> name.endsWith(".part"));
        assertThat(shop.repo.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void shouldWriteReleaseJsonAsTheContractSays() throws Exception {
        Shop shop = Shop.tested(folder);

        Release release = shop.export(FIRST);

        Map<String, Object> json = Json.readObject(Files.readAllBytes(shop.folder(release).resolve("release.json")));
        assertThat(json.keySet())
                .startsWith("schema", "version", "commit", "created", "builder", "set", "artifacts");
        assertThat(json)
                .containsEntry("schema", "tested-delivery/release/1")
                .containsEntry("version", FIRST)
                .containsEntry("commit", shop.repo.head())
                .containsEntry("created", "2025-01-20T14:30:22Z")
                .containsEntry("builder", "ada@laptop");
        assertThat(Json.map(Json.map(json, "set"), "evidence"))
                .containsOnlyKeys("result", "at", "kind", "conditions");
        Map<String, Object> docs = Json.maps(json, "artifacts").get(0);
        assertThat(docs.keySet())
                .containsExactly(
                        "component", "kind", "file", "bytes", "sha256", "fingerprint", "strategy", "from", "evidence");
        assertThat(docs).containsEntry("strategy", "FULL").containsEntry("from", FIRST);
        assertThat(Json.map(docs, "evidence").keySet())
                .startsWith("result", "command", "tests", "failed", "at");
        assertThat(json).isEqualTo(Json.read(Json.line(release.toMap())));
    }

    @Test
    void shouldRecordTheReleaseAndKeepItsDescription() throws Exception {
        Shop shop = Shop.tested(folder);

        Release release = shop.export(FIRST);

        Fact.Release recorded = shop.standing().release(FIRST).orElseThrow();
        assertThat(recorded.set()).isEqualTo(release.set().digest()).isEqualTo(release.computedSetDigest());
        assertThat(recorded.artifacts()).containsOnlyKeys("site", "docs");
        try (var in = shop.ledger().store().open(recorded.manifest())) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(shop.folder(release).resolve("release.json")));
        }
    }

    @Test
    void shouldLinkWhatShippedBeforeAndKeepItsName() throws Exception {
        Shop shop = Shop.tested(folder);
        Path first = shop.folder(shop.export(FIRST));
        shop.changed("site", "second").built("site", "hello again").passed();

        Release release = shop.export(SECOND);

        String docs = "docs-" + FIRST + ".tar.gz";
        assertThat(release.artifacts()).extracting(ReleaseArtifact::file)
                .containsExactly(docs, "site-" + SECOND + ".tar.gz");
        assertThat(release.artifacts()).extracting(artifact -> artifact.strategy().name())
                .containsExactly("NONE", "FULL");
        assertThat(inode(shop.folder(release).resolve(docs))).isEqualTo(inode(first.resolve(docs)));
        assertThat(release.artifact("docs").orElseThrow().from()).isEqualTo(FIRST);
    }

    @Test
    void shouldCallARevertReuse() throws Exception {
        Shop shop = Shop.tested(folder);
        shop.export(FIRST);
        shop.changed("site", "second").built("site", "hello again").passed();
        shop.export(SECOND);
        shop.changed("site", "first").built("site", "hello").passed();

        Release third = shop.export("vabc1234-20250120-160000");

        assertThat(third.artifact("site").orElseThrow())
                .returns("REUSE", artifact -> artifact.strategy().name())
                .returns(FIRST, ReleaseArtifact::from);
    }

    @Test
    void shouldDrawTheNextVersionWhereTheLedgerHoldsThePlanned() throws Exception {
        Shop shop = Shop.tested(folder);
        shop.export("vabc1234-20251231-235959");

        assertThat(shop.export("vabc1234-20251231-235959").version()).isEqualTo("vabc1234-20260101-000000");
    }

    @Test
    void shouldNotTouchAFolderItDoesNotKnow() throws Exception {
        Shop shop = Shop.tested(folder);
        Path there = Files.createDirectories(shop.repo.path("_build/artifacts").resolve(FIRST));
        Files.writeString(there.resolve("mine"), "mine");

        assertThatThrownBy(() -> shop.export(FIRST))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("exists already");

        assertThat(there.resolve("mine")).hasContent("mine");
        assertThat(shop.standing().release(FIRST)).isEmpty();
    }

    @Test
    void shouldMarkWhatIsKeptOlder() throws Exception {
        Shop shop = Shop.tested(folder);
        shop.changed("docs", "second");

        Release release = shop.exports().run(shop.plan(FIRST), "", Set.of("docs"));

        Map<String, Object> json = Json.readObject(Files.readAllBytes(shop.folder(release).resolve("release.json")));
        assertThat(Json.maps(json, "artifacts").get(0)).containsEntry("behind", true);
        assertThat(Json.maps(json, "artifacts").get(1)).doesNotContainKey("behind");
        assertThat(release.artifact("docs").orElseThrow().fingerprint()).isNotEqualTo(shop.fingerprint("docs"));
    }

    @Test
    void shouldWriteWherePeopleWantIt() throws Exception {
        Shop shop = Shop.tested(folder);
        Path elsewhere = folder.resolve("else where");

        Release release = shop.exports().run(shop.plan(FIRST), elsewhere.toString(), Set.of());

        assertThat(elsewhere.resolve(release.version()).resolve("release.json")).exists();
    }

    @Test
    void shouldExportToAnotherMachine() throws Exception {
        Shop shop = Shop.tested(folder);
        var remote = TestPorts.at(shop.repo.root());

        Release release = new Exports(remote, shop.ledger(), "https://ci/job/7").run(shop.plan(FIRST), "", Set.of());

        assertThat(release.builder()).isEqualTo("https://ci/job/7");
        assertThat(ReleaseFolder.open(remote.workspace(), "_build/artifacts", "").verify().problems()).isEmpty();
    }

    @Test
    void shouldTakeDeployFilesFromTheCommitAndNeverAnEnvironmentFile() throws Exception {
        Shop shop = Shop.tested(folder);
        // what Git ignores or assumes unchanged makes no tree dirty, and is not what was committed
        shop.repo.git("update-index", "--assume-unchanged", "deploy/compose.yaml");
        shop.repo.write("deploy/compose.yaml", "services: { evil: {} }\n");

        Path made = shop.folder(shop.export(FIRST));

        assertThat(made.resolve("deploy/deploy/compose.yaml")).hasContent("services: {}");
        assertThat(Files.isExecutable(made.resolve("deploy/scripts/check.sh"))).isTrue();
        assertThat(made.resolve("deploy/config")).doesNotExist();
    }

    @Test
    void shouldTellNoSecretInAnyFile() throws Exception {
        Shop shop = Shop.tested(folder);

        Path made = shop.folder(shop.export(FIRST));

        try (Stream<Path> files = Files.walk(made).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(Shop.SECRET);
            }
        }
        assertThat(shop.log.all()).noneMatch(line -> line.contains(Shop.SECRET));
    }

    @Test
    void shouldTellPeopleWithoutMovingTheirCursor() throws Exception {
        Shop shop = Shop.tested(folder);

        String info = Files.readString(shop.folder(shop.export(FIRST)).resolve("deploy-info-" + FIRST + ".txt"));

        assertThat(info)
                .contains("shop " + FIRST, shop.repo.head(), "sha256sum -c", "tar -xzf site-" + FIRST + ".tar.gz")
                .contains("docker compose -f deploy/deploy/compose.yaml --env-file config/.env.staging")
                .contains("./scripts/smoke.sh\\u000a\\u001b[2J, 12 tests", "a \\u202efile changed")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void shouldRefuseAComposeFileThatIsNotCommitted() throws Exception {
        Shop shop = Shop.tested(folder);
        shop.environment(environment("production", new Compose(List.of("deploy/none.yaml"), "", "")));

        assertThatThrownBy(() -> shop.export(FIRST)).isInstanceOf(Failure.class)
                .hasMessageContaining("deploy/none.yaml");

        assertNothingLeft(shop);
    }

    @Test
    void shouldRefuseDamagedOrMissingBytes() throws Exception {
        Shop shop = Shop.tested(folder);
        String digest = shop.standing().newestTested("site").orElseThrow().stored();
        Path kept = folder.resolve("ledger/sha256").resolve(Digests.hex(digest).substring(0, 2))
                .resolve(Digests.hex(digest));
        assertThat(kept.toFile().setWritable(true)).isTrue();
        byte[] bytes = Files.readAllBytes(kept);
        bytes[20] ^= 1;
        Files.write(kept, bytes);

        assertThatThrownBy(() -> shop.export(FIRST)).isInstanceOf(Failure.class)
                .hasMessageContaining("ARTIFACT_DAMAGED");
        assertNothingLeft(shop);
        assertThatThrownBy(() -> shop.export(FIRST)).isInstanceOf(Failure.class).hasMessageContaining("delivery build");
        assertNothingLeft(shop);
    }

    @Test
    void shouldLeaveNothingIfTheRecordCannotBeWritten() {
        Shop shop = Shop.tested(folder);
        Exports exports = new Exports(shop.ports(), new Unwilling(shop.ledger()));

        assertThatThrownBy(() -> exports.run(shop.plan(FIRST), "", Set.of())).hasMessageContaining("no more records");

        assertNothingLeft(shop);
    }

    @Test
    void shouldRemoveWhatAKilledExportLeft() throws Exception {
        Shop shop = Shop.tested(folder);
        Path left = shop.repo.path("_build/artifacts/.vabc1234-20240101-000000.part/deploy");
        Files.createDirectories(left);
        Files.writeString(left.resolve("half"), "");
        Path stranger = Files.createDirectories(shop.repo.path("_build/artifacts/.other"));

        shop.export(FIRST);

        assertThat(left.getParent()).doesNotExist();
        assertThat(stranger).exists();
    }

    @Test
    void shouldExportAgainWhatAnExportEndedBeforeItWasRecorded() throws Exception {
        Shop shop = Shop.tested(folder);
        Release lost = shop.export(FIRST);
        Exports forgetful = new Exports(shop.ports(), new WithoutReleases(shop.ledger()));

        Release again = forgetful.run(shop.plan(FIRST), "", Set.of());

        assertThat(again.version()).isEqualTo(FIRST);
        assertThat(again.set()).isEqualTo(lost.set());
        Files.writeString(shop.folder(again).resolve("mine"), "mine");
        assertThatThrownBy(() -> forgetful.run(shop.plan(FIRST), "", Set.of()))
                .as("what is not whole is not ours to remove")
                .hasMessageContaining("exists already");
    }

    @Test
    void shouldFailClearlyOnAFullDisk() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()) == 0, "may not mount");
        try {
            Shop shop = Shop.in(folder).archive("site");
            shop.repo.write("a", "1").commit("one");
            byte[] noise = new byte[500_000];
            new Random(7).nextBytes(noise);
            shop.built("site", Shop.archiveOf(Map.of("noise", new String(noise, StandardCharsets.ISO_8859_1))))
                    .passed();

            assertThatThrownBy(() -> shop.exports().run(shop.plan(FIRST), small.toString(), Set.of()))
                    .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining("No space left on device");

            assertThat(names(small)).isEmpty();
            assertThat(shop.standing().release(FIRST)).isEmpty();
        } finally {
            run("umount", small.toString());
        }
    }

    private void assertNothingLeft(Shop shop) {
        assertThat(names(shop.repo.path("_build/artifacts"))).isEmpty();
        assertThat(shop.standing().releases()).isEmpty();
    }

    static Environment environment(String name, Compose compose) {
        return new Environment(name, "", compose, "", 5, List.of(), List.of(), List.of(), List.of());
    }

    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    static void shell(Path directory, String line) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    /** A ledger that reads and keeps but takes no release. */
    private record Unwilling(Ledger ledger) implements Ledger {
        @Override
        public List<Entry> entries() throws IOException {
            return ledger.entries();
        }

        @Override
        public Entry append(Fact fact) throws IOException {
            throw Failure.failed("no more records");
        }

        @Override
        public ContentStore store() {
            return ledger.store();
        }
    }

    /** A ledger from which the record of every release was lost. */
    private record WithoutReleases(Ledger ledger) implements Ledger {
        @Override
        public List<Entry> entries() throws IOException {
            return ledger.entries().stream()
                    .filter(entry -> !(entry.fact() instanceof Fact.Release))
                    .toList();
        }

        @Override
        public Entry append(Fact fact) throws IOException {
            return ledger.append(fact);
        }

        @Override
        public ContentStore store() {
            return ledger.store();
        }
    }
}
