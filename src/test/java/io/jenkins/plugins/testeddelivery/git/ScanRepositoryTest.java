package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanRepositoryTest {
    private static final String CONFIG = """
            version: 1
            project: shop
            ignore: ["*.md"]
            components:
              proto: { path: packages/proto }
              api:
                path: services/api
                dependsOn: [proto]
                image: { args: { TOKEN: s3cret, MODE: fast } }
              site:
                path: site
                archive: { run: [make], outputs: ["dist/**"] }
            trial:
              compose: { files: [deploy/compose.yaml] }
              run: sh scripts/smoke.sh --config=scripts/smoke.json && echo done
            """;

    @TempDir
    Path folder;

    private GitRepo repo;
    private String first;

    @BeforeEach
    void shop() {
        repo = GitRepo.init(folder.resolve("shop"))
                .write("delivery.yaml", CONFIG)
                .write("packages/proto/a.proto", "a")
                .write("services/api/Dockerfile", "FROM base:1\nCOPY requirements.txt app.py /app/\n")
                .write("services/api/app.py", "app")
                .write("services/api/requirements.txt", "flask")
                .write("services/api/notes.txt", "not copied")
                .write("site/index.html", "site")
                .write("site/README.md", "read me")
                .write("package.json", "{}")
                .write("deploy/compose.yaml", "services: {}\n")
                .write("scripts/smoke.sh", "true")
                .write("scripts/smoke.json", "{}")
                .write("NOTES", "unowned");
        first = repo.commit("first");
    }

    @Test
    void shouldReadACleanTreeAsItsCommit() {
        Scan tree = Look.tree(repo);
        Scan commit = Look.commit(repo, "main");

        assertThat(tree.commit()).isEqualTo(first).isEqualTo(commit.commit());
        assertThat(tree.commitTime()).isEqualTo(Long.parseLong(repo.git("log", "-1", "--format=%ct")));
        assertThat(tree.dirty()).isFalse();
        assertThat(tree.shallow()).isFalse();
        assertThat(tree.ofTree()).isTrue();
        assertThat(commit.ofTree()).isFalse();
        assertThat(tree.treeChanges()).isEmpty();
        assertThat(tree.warnings()).isEmpty();
        assertThat(tree.project().name()).isEqualTo("shop");
        assertThat(tree.fingerprints()).isEqualTo(commit.fingerprints()).hasSize(3);
    }

    @Test
    void shouldWriteTheDocumentThatTheFingerprintIsOf() {
        Scan scan = Look.tree(repo);

        String document = scan.documents().get("api");
        assertThat(scan.fingerprints().get("api")).isEqualTo(Digests.of(document));
        assertThat(document).startsWith("td-fp/1\nkind image\ndefinition {").endsWith("\n").doesNotContain("s3cret");
        assertThat(Look.lines(scan, "api", "definition").get(0))
                .contains("\"path\":\"services/api\"", "\"TOKEN\":\"sha256:")
                .contains("\"dockerfile\":\"services/api/Dockerfile\"");
        assertThat(Look.lines(scan, "api", "dependency"))
                .containsExactly("dependency proto " + scan.fingerprints().get("proto"));
        assertThat(Look.lines(scan, "api", "global"))
                .containsExactly("global 100644 " + repo.git("rev-parse", "HEAD:package.json") + " \"package.json\"");
        assertThat(Look.files(scan, "api"))
                .containsExactly("services/api/Dockerfile", "services/api/app.py", "services/api/requirements.txt");
        assertThat(Look.lines(scan, "api", "file"))
                .contains("file 100644 " + repo.git("rev-parse", "HEAD:services/api/app.py")
                        + " \"services/api/app.py\"");
        assertThat(Look.act(repo.root(), new ScanRepository("", "", false)).documents()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatIsIgnoredUnownedOrNotCopied() {
        Scan before = Look.tree(repo);
        repo.write("site/README.md", "changed").write("NOTES", "changed").write("services/api/notes.txt", "changed");

        Scan after = Look.tree(repo);

        assertThat(after.fingerprints()).isEqualTo(before.fingerprints());
        assertThat(after.dirty()).isTrue();
        assertThat(after.treeChanges()).extracting(Change::path)
                .containsExactly("NOTES", "services/api/notes.txt", "site/README.md");
        assertThat(after.inputs().ignored("site/README.md")).isTrue();
        assertThat(after.inputs().ownerOf("NOTES")).isEmpty();
        assertThat(after.inputs().componentsOf("services/api/notes.txt")).isEmpty();
        assertThat(after.inputs().ownerOf("services/api/notes.txt")).isEqualTo("api");
    }

    @Test
    void shouldReachEveryDependent() {
        Scan before = Look.tree(repo);
        repo.write("packages/proto/a.proto", "changed");

        Scan after = Look.tree(repo);

        assertThat(after.fingerprints().get("proto")).isNotEqualTo(before.fingerprints().get("proto"));
        assertThat(after.fingerprints().get("api")).isNotEqualTo(before.fingerprints().get("api"));
        assertThat(after.fingerprints().get("site")).isEqualTo(before.fingerprints().get("site"));
        assertThat(after.inputs().componentsOf("packages/proto/a.proto")).containsExactly("proto");
    }

    @Test
    void shouldReachEveryComponentByAGlobalFile() {
        Scan before = Look.tree(repo);
        repo.write("package.json", "{\"changed\":true}");

        Scan after = Look.tree(repo);

        assertThat(after.inputs().global("package.json")).isTrue();
        assertThat(after.inputs().global("site/package.json")).isFalse();
        assertThat(after.fingerprints().values()).doesNotContainAnyElementsOf(before.fingerprints().values());
    }

    @Test
    void shouldNotTakeTheConfigurationForAnInputButWhatItDefines() {
        Scan before = Look.tree(repo);
        repo.write("delivery.yaml", "# a comment\n" + CONFIG.replace("MODE: fast", "MODE: slow"));

        Scan after = Look.tree(repo);

        assertThat(after.fingerprints().get("api")).isNotEqualTo(before.fingerprints().get("api"));
        assertThat(after.fingerprints().get("site")).isEqualTo(before.fingerprints().get("site"));
        assertThat(after.inputs().componentsOf("delivery.yaml")).isEmpty();
    }

    @Test
    void shouldSeeAModeAndALinkTarget() {
        String before = Look.fingerprint(repo, "site");
        repo.path("site/index.html").toFile().setExecutable(true);
        String executable = Look.fingerprint(repo, "site");
        Scan scan = Look.tree(repo);

        assertThat(executable).isNotEqualTo(before);
        assertThat(scan.treeChanges())
                .containsExactly(new Change("site/index.html", Change.Status.MODE_CHANGED));
    }

    @Test
    void shouldNameTheFilesOfTheTrial() {
        assertThat(Look.tree(repo).trialFiles())
                .containsOnlyKeys("deploy/compose.yaml", "scripts/smoke.sh", "scripts/smoke.json")
                .containsEntry("scripts/smoke.sh", repo.git("rev-parse", "HEAD:scripts/smoke.sh"));
    }

    @Test
    void shouldNotSeeOutputsNorItsOwnFolder() {
        Scan before = Look.tree(repo);
        repo.write("site/dist/index.html", "built").write("_build/x", "ours");

        Scan after = Look.tree(repo);

        assertThat(after.dirty()).isFalse();
        assertThat(after.fingerprints()).isEqualTo(before.fingerprints());
    }

    @Test
    void shouldRefuseAnOutputThatGitTracks() {
        repo.write("site/dist/index.html", "built").git("add", "-f", "site/dist/index.html");

        assertThatThrownBy(() -> Look.tree(repo))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("'site/dist/index.html'")
                .hasMessageContaining("'site'")
                .hasMessageContaining("git rm --cached");

        repo.commit("tracked");
        repo.git("rm", "-q", "--cached", "site/dist/index.html");
        Scan after = Look.tree(repo);

        assertThat(after.treeChanges())
                .containsExactly(new Change("site/dist/index.html", Change.Status.DELETED));
        assertThatThrownBy(() -> Look.commit(repo, "HEAD")).hasMessageContaining("site/dist/index.html");
    }

    @Test
    void shouldWarnOfAComponentWithoutFiles() {
        repo.git("rm", "-rq", "packages/proto");
        repo.commit("gone");

        assertThat(Look.tree(repo).warnings()).singleElement().asString()
                .startsWith("MISSING: component 'proto'")
                .contains("'packages/proto'");
    }

    @Test
    void shouldRefuseAnImageWithoutADockerfile() {
        repo.delete("services/api/Dockerfile");

        assertThatThrownBy(() -> Look.tree(repo))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("'api'")
                .hasMessageContaining("'services/api/Dockerfile'");
        assertThat(Look.commit(repo, "HEAD").fingerprints()).containsKey("api");
    }

    @Test
    void shouldSeeEveryKindOfChangeInTheWorkingTree() throws Exception {
        repo.write("site/staged", "1").write("site/both", "1").write("site/type", "1").write("site/back", "1")
                .write("site/gone", "1").write("site/removed", "1").write(".gitignore", "ignored\n");
        repo.commit("more");
        repo.write("site/staged", "2").write("site/both", "2").write("site/back", "2").git("add", "site");
        repo.write("site/both", "3").write("site/back", "1").delete("site/gone").delete("site/type");
        Files.createSymbolicLink(repo.path("site/type"), Path.of("index.html"));
        repo.git("rm", "-q", "site/removed");
        repo.write("site/untracked", "new").write("site/ignored", "x").write("site/intended", "new");
        repo.git("add", "-N", "site/intended");

        Scan scan = Look.tree(repo);

        assertThat(scan.treeChanges())
                .containsExactly(
                        new Change("site/both", Change.Status.MODIFIED),
                        new Change("site/gone", Change.Status.DELETED),
                        new Change("site/intended", Change.Status.ADDED),
                        new Change("site/removed", Change.Status.DELETED),
                        new Change("site/staged", Change.Status.MODIFIED),
                        new Change("site/type", Change.Status.TYPE_CHANGED),
                        new Change("site/untracked", Change.Status.ADDED));
        repo.commit("the same, committed");
        assertThat(Look.tree(repo).fingerprints()).isEqualTo(scan.fingerprints());
        assertThat(Look.commit(repo, "HEAD").fingerprints()).isEqualTo(scan.fingerprints());
    }

    @Test
    void shouldReadTheConfigurationOfTheStateItReads() {
        repo.write("delivery.yaml", "version: 1\ncomponents:\n  other: { path: site }\n");

        assertThat(Look.tree(repo).fingerprints()).containsOnlyKeys("other");
        assertThat(Look.commit(repo, "HEAD").fingerprints()).containsOnlyKeys("api", "proto", "site");
    }

    @Test
    void shouldInferWithoutAConfiguration() {
        repo.git("rm", "-q", "delivery.yaml");
        repo.commit("no configuration");

        assertThat(Look.tree(repo).fingerprints()).containsOnlyKeys("api");
    }

    @Test
    void shouldGiveEqualInputsEqualFingerprintsInEveryClone() {
        Path clone = folder.resolve("elsewhere");
        repo.git("clone", "-q", repo.root().toString(), clone.toString());

        assertThat(Look.act(clone, Map.of("LC_ALL", "C", "TZ", "Asia/Tokyo"), new ScanRepository("", "", false))
                        .fingerprints())
                .isEqualTo(Look.tree(repo).fingerprints());
    }
}
