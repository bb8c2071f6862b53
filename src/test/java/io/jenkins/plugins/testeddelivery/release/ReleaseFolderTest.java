package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFolderTest {
    private static final String FIRST = "vabc1234-20250120-143022";
    private static final String SECOND = "vabc1234-20250120-150000";

    @TempDir
    private Path folder;

    private Shop shop;
    private Release release;
    private Path made;
    private Workspace workspace;

    @BeforeEach
    void export() throws Exception {
        shop = Shop.tested(folder);
        release = shop.export(FIRST);
        made = shop.folder(release);
        workspace = TestPorts.at(folder).workspace();
    }

    private List<Problem> problems() throws Exception {
        return ReleaseFolder.open(workspace, made.toString(), "").verify().problems();
    }

    /** Whether opening or verifying refuses, as {@code verify} and {@code deploy} do. */
    private boolean refused() throws Exception {
        try {
            return !problems().isEmpty();
        } catch (Failure e) {
            assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED);
            return true;
        }
    }

    @Test
    void shouldAcceptWhatWasExportedAndChangeNothing() throws Exception {
        Map<String, Object> before = state();

        Verification verification = ReleaseFolder.open(workspace, made.toString(), "").verify(shop.ledger());

        assertThat(verification.problems()).isEmpty();
        assertThat(verification.known()).isTrue();
        verification.requireOk();
        assertThat(verification.toMap()).containsEntry("ok", true).containsEntry("version", FIRST);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void shouldReadTheReleaseItWrote() throws Exception {
        ReleaseFolder opened = ReleaseFolder.open(workspace, made.toString(), "");

        assertThat(opened.release()).isEqualTo(release);
        assertThat(opened.manifest()).isEqualTo(Files.readAllBytes(made.resolve("release.json")));
        assertThat(opened.deployPlan()).isEqualTo(DeployPlan.of(shop.project()));
        assertThat(new String(opened.read("deploy/deploy/compose.yaml"), StandardCharsets.UTF_8))
                .isEqualTo("services: {}\n");
    }

    @Test
    void shouldRefuseAnyFlippedBitOfAnyFile() throws Exception {
        Random random = new Random(20250120);
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            makeWritable(file);
            int all = whole.length * 8;
            for (int n = 0; n < Math.min(all, 40); n++) {
                int bit = n < 4 ? n * (all - 1) / 3 : random.nextInt(all);
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, flipped);
                assertThat(refused()).as("bit %d of %s", bit, made.relativize(file)).isTrue();
            }
            Files.write(file, whole);
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldRefuseAnyFlippedBitOfAChecksumFile() throws Exception {
        Path file = made.resolve("release.json.sha256");
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertThat(refused()).as("bit %d", bit).isTrue();
        }
    }

    @Test
    void shouldRefuseAnyFlippedBitOfAFileName() throws Exception {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            for (int i = 0; i < name.length(); i += 3) {
                char other = (char) (name.charAt(i) ^ 1);
                if (other != '/') {
                    Path renamed = file.resolveSibling(name.substring(0, i) + other + name.substring(i + 1));
                    Files.move(file, renamed);
                    assertThat(refused()).as("%s", made.relativize(renamed)).isTrue();
                    Files.move(renamed, file);
                }
            }
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldRefuseTruncatedGrownAndMissingFiles() throws Exception {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            makeWritable(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            assertThat(refused()).as("truncated %s", file).isTrue();
            Files.write(file, Arrays.copyOf(whole, whole.length + 1));
            assertThat(refused()).as("grown %s", file).isTrue();
            Files.write(file, new byte[0]);
            assertThat(refused()).as("emptied %s", file).isTrue();
            Files.delete(file);
            assertThat(refused()).as("missing %s", file).isTrue();
            Files.write(file, whole);
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldNameFileExpectedAndFound() throws Exception {
        Path docs = made.resolve("docs-" + FIRST + ".tar.gz");
        byte[] whole = Files.readAllBytes(docs);
        makeWritable(docs);
        whole[whole.length / 2] ^= 4;
        Files.write(docs, whole);

        Verification verification = ReleaseFolder.open(workspace, made.toString(), "").verify();

        String expected = release.artifact("docs").orElseThrow().sha256();
        String found = Digests.hex(Digests.of(whole));
        assertThat(verification.problems())
                .containsExactly(new Problem("docs-" + FIRST + ".tar.gz", "sha256 " + expected, "sha256 " + found));
        assertThatThrownBy(verification::requireOk)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("docs-" + FIRST + ".tar.gz: expected sha256 " + expected + ", found sha256 "
                        + found);
    }

    @Test
    void shouldRefuseWhatDoesNotBelongThere() throws Exception {
        Files.writeString(made.resolve("extra-" + FIRST + ".tar.gz"), "");
        Files.writeString(made.resolve("deploy/.env"), "EVIL=1");
        Files.createDirectory(made.resolve("more"));

        assertThat(problems())
                .containsExactly(
                        new Problem("deploy/.env", "nothing of this name", "a file"),
                        new Problem("extra-" + FIRST + ".tar.gz", "nothing of this name", "a file"),
                        new Problem("more", "nothing of this name", "a folder"));
    }

    @Test
    void shouldRefuseALinkInPlaceOfAFile() throws Exception {
        Path docs = made.resolve("docs-" + FIRST + ".tar.gz");
        Path moved = folder.resolve("same bytes");
        Files.move(docs, moved);
        Files.createSymbolicLink(docs, moved);

        assertThat(problems()).containsExactly(new Problem("docs-" + FIRST + ".tar.gz", "a file", "a symbolic link"));
    }

    @Test
    void shouldRefuseAForgeryThatAgreesWithItselfButNotWithTheRecord() throws Exception {
        forge(release.toMap(), "builder", "mallory@host");

        ReleaseFolder opened = ReleaseFolder.open(workspace, made.toString(), "");

        assertThat(opened.verify().problems()).isEmpty();
        assertThat(opened.verify(shop.ledger()).problems())
                .singleElement()
                .returns("release.json", Problem::file)
                .extracting(Problem::expected)
                .asString()
                .contains(((Fact.Release) shop.standing().releases().get(0).fact()).manifest());
    }

    @Test
    void shouldRecomputeTheSet() throws Exception {
        String other = "sha256:" + "0".repeat(64);
        Release.SetEvidence set = new Release.SetEvidence(other, "passed", "2025-01-20T14:30:22Z");
        forge(release.toMap(), "set", set.toMap());

        assertThat(problems())
                .containsExactly(new Problem(
                        "release.json", "the set " + release.set().digest(), "the set " + other));
    }

    @Test
    void shouldCompareTheProvenanceWithTheArtifacts() throws Exception {
        Path provenance = made.resolve(Release.PROVENANCE);
        String hex = release.artifact("docs").orElseThrow().sha256();
        reseal(provenance, Files.readString(provenance).replaceFirst(hex, "1".repeat(64)));

        assertThat(problems()).singleElement().returns(Release.PROVENANCE, Problem::file);
    }

    @Test
    void shouldCompareTheDeployPlanWithTheArtifacts() throws Exception {
        Path plan = made.resolve(DeployPlan.FILE);
        reseal(plan, Files.readString(plan).replace("\"docs\"", "\"dogs\"")
                .replace("deploy/compose.yaml", "none.yaml"));

        assertThat(problems())
                .extracting(Problem::file)
                .containsExactly(DeployPlan.FILE, "deploy/none.yaml");
    }

    @Test
    void shouldReadSmallFilesByTheirChecksumOnly() throws Exception {
        ReleaseFolder opened = ReleaseFolder.open(workspace, made.toString(), "");
        Files.writeString(made.resolve("deploy/delivery.json"), "{}");

        assertThatThrownBy(opened::deployPlan).isInstanceOf(Failure.class).hasMessageContaining("checksum differs");
        assertThatThrownBy(() -> opened.read("../../x")).isInstanceOf(Failure.class).hasMessageContaining("no file");
    }

    @Test
    void shouldSeeAManifestThatChangesMeanwhile() throws Exception {
        ReleaseFolder opened = ReleaseFolder.open(workspace, made.toString(), "");
        forge(release.toMap(), "builder", "mallory@host");

        assertThat(opened.verify().problems()).singleElement().returns("release.json", Problem::file);
    }

    @Test
    void shouldTakeTheNewestOfSeveralOrTheOneNamed() throws Exception {
        shop.changed("site", "second").built("site", "hello again").passed();
        Release second = shop.export(SECOND);
        reforge(shop.folder(second), second, "created", "2025-01-20T15:00:00Z");
        String all = made.getParent().toString();

        assertThat(ReleaseFolder.open(workspace, all, "").release().version()).isEqualTo(SECOND);
        assertThat(ReleaseFolder.open(workspace, all, FIRST).release().version()).isEqualTo(FIRST);
        assertThat(ReleaseFolder.open(workspace, all + "/", FIRST).verify().problems()).isEmpty();
        assertThatThrownBy(() -> ReleaseFolder.open(workspace, all, "v0000000-20250101-000000"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining(FIRST + ", " + SECOND);
    }

    @Test
    void shouldNotPassOverADamagedNewestRelease() throws Exception {
        shop.changed("site", "second").built("site", "hello again").passed();
        Path newest = shop.folder(shop.export(SECOND));
        String all = made.getParent().toString();
        for (String damage : List.of("release.json", "release.json.sha256")) {
            Path file = newest.resolve(damage);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, new String(whole, StandardCharsets.UTF_8)
                    .replace("2025", "2024")
                    .concat(" ")
                    .getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ReleaseFolder.open(workspace, all, "")).isInstanceOf(Failure.class)
                    .hasMessageContaining("damaged").hasMessageContaining(SECOND);
            Files.delete(file);
            assertThatThrownBy(() -> ReleaseFolder.open(workspace, all, "")).isInstanceOf(Failure.class);
            assertThat(ReleaseFolder.open(workspace, all, FIRST).release().version()).isEqualTo(FIRST);
            Files.write(file, whole);
        }
        Files.move(newest, newest.resolveSibling("vabc1234-20250120-150001"));
        assertThatThrownBy(() -> ReleaseFolder.open(workspace, all, ""))
                .hasMessageContaining("expected a folder named");
    }

    @Test
    void shouldSayWhereThereIsNoRelease() {
        assertThatThrownBy(() -> ReleaseFolder.open(workspace, folder.resolve("nowhere").toString(), ""))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE));
        assertThatThrownBy(() -> ReleaseFolder.open(workspace, folder.toString(), ""))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("no release in");
    }

    @Test
    void shouldRefuseAnArchiveThatCannotBeUnpackedSafely(@TempDir Path other) throws Exception {
        Shop evil = Shop.in(other).archive("site");
        evil.repo.write("a", "1").commit("one");
        evil.built("site", Shop.archiveOf(Map.of("../../etc/passwd", "evil"))).passed();
        Path exported = evil.folder(evil.export(FIRST));

        assertThat(ReleaseFolder.open(TestPorts.at(other).workspace(), exported.toString(), "").verify().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).contains("leaves its folder"));
    }

    /** The release with one of its artifacts replaced. */
    static Release with(Release release, ReleaseArtifact changed) {
        List<ReleaseArtifact> artifacts = release.artifacts().stream()
                .map(each -> each.component().equals(changed.component()) ? changed : each)
                .toList();
        return new Release(
                release.version(), release.commit(), release.created(), release.builder(), release.set(), artifacts,
                release.files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(made)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Map<String, Object> state() throws IOException {
        Map<String, Object> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(made)) {
            for (Path file : all.toList()) {
                state.put(file.toString(), Files.readAttributes(file, "unix:mode,size,lastModifiedTime,ctime,ino"));
            }
        }
        return state;
    }

    private static void makeWritable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Changes a member of {@code release.json} and its checksum with it. */
    private void forge(Map<String, Object> json, String key, Object value) throws IOException {
        forge(made, json, key, value);
    }

    private void reforge(Path where, Release what, String key, Object value) throws IOException {
        forge(where, what.toMap(), key, value);
    }

    private static void forge(Path where, Map<String, Object> json, String key, Object value) throws IOException {
        json.put(key, value);
        byte[] bytes = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
        Files.write(where.resolve(Release.MANIFEST), bytes);
        Files.writeString(where.resolve(Release.MANIFEST + ".sha256"), ReleaseFolder.checksum(bytes));
    }

    /** Changes a small file and every checksum of it. */
    private void reseal(Path file, String content) throws IOException {
        Files.writeString(file, content);
        String name = made.relativize(file).toString();
        String hex = Digests.hex(Digests.of(content));
        Files.writeString(Path.of(file + ".sha256"), ReleaseLayout.checksumLine(hex, name));
        List<Release.OtherFile> others = new ArrayList<>();
        release.files().forEach(other -> others.add(
                other.file().equals(name) ? new Release.OtherFile(name, hex, other.executable()) : other));
        Release forged = release.with(others);
        forge(forged.toMap(), "version", forged.version());
    }
}
