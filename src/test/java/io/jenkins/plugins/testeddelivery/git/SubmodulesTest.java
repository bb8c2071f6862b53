package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmodulesTest {
    private static final String CONFIG = """
            version: 1
            components:
              app: { path: app, image: {} }
              lean: { path: lean, image: { context: /app } }
              lib: { path: app/vendor }
            """;

    @TempDir
    Path folder;

    private GitRepo inner;
    private GitRepo repo;

    @BeforeEach
    void repositories() {
        inner = GitRepo.init(folder.resolve("inner")).write("src/x", "1").write("y", "1").write(".gitignore", "junk\n");
        inner.commit("inner");
        repo = GitRepo.init(folder.resolve("outer"))
                .write("delivery.yaml", CONFIG)
                .write("app/Dockerfile", "FROM base:1\nCOPY vendor/sub/src /src\n")
                .write("lean/Dockerfile", "FROM base:1\nCOPY main /src\n")
                .write("app/main", "main");
        String from = inner.root().toString();
        repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", from, "app/vendor/sub");
        repo.commit("outer");
    }

    private GitRepo sub() {
        return GitRepo.at(repo.path("app/vendor/sub"));
    }

    @Test
    void shouldTakeTheCommitThatIsCheckedOut() {
        Scan before = Look.tree(repo);
        sub().write("src/x", "2").commit("more");
        Scan moved = Look.tree(repo);
        repo.commit("moved");

        assertThat(before.fingerprints()).isEqualTo(Look.commit(repo, "HEAD~1").fingerprints());
        assertThat(moved.treeChanges()).containsExactly(new Change("app/vendor/sub", Change.Status.MODIFIED));
        assertThat(moved.fingerprints().get("app")).isNotEqualTo(before.fingerprints().get("app"));
        assertThat(moved.fingerprints().get("lib")).isNotEqualTo(before.fingerprints().get("lib"));
        assertThat(moved.fingerprints().get("lean")).isEqualTo(before.fingerprints().get("lean"));
        assertThat(Look.tree(repo).fingerprints()).isEqualTo(moved.fingerprints());
    }

    @Test
    void shouldMixInTheSubmodulesOwnChanges() {
        repo.git("config", "submodule.app/vendor/sub.ignore", "all");
        String clean = Look.fingerprint(repo, "app");
        sub().write("src/x", "2");
        String modified = Look.fingerprint(repo, "app");
        sub().write("new", "1");
        String untracked = Look.fingerprint(repo, "app");

        assertThat(modified).isNotEqualTo(clean).isNotEqualTo(untracked);
        assertThat(Look.fingerprint(repo, "app")).isEqualTo(untracked);
        assertThat(Look.tree(repo).dirty()).isTrue();
        sub().write("src/x", "1").delete("new");
        assertThat(Look.fingerprint(repo, "app")).isEqualTo(clean);
    }

    @Test
    void shouldTellOneThatIsNotCheckedOut() {
        Path clone = folder.resolve("clone");
        repo.git("clone", "-q", repo.root().toString(), clone.toString());

        Scan scan = Look.tree(GitRepo.at(clone));

        assertThat(scan.warnings()).anySatisfy(
                warning -> assertThat(warning).startsWith("SUBMODULE: 'app/vendor/sub'"));
        assertThat(scan.fingerprints().get("app")).isNotEqualTo(Look.fingerprint(repo, "app"));
        assertThat(scan.fingerprints().get("lean")).isEqualTo(Look.fingerprint(repo, "lean"));
        assertThat(scan.dirty()).isFalse();
    }

    @Test
    void shouldSeeThatAFileTookItsPlace() throws Exception {
        repo.git("submodule", "deinit", "-q", "-f", "app/vendor/sub");
        Files.delete(repo.path("app/vendor/sub"));
        repo.write("app/vendor/sub", "a file");

        assertThat(Look.tree(repo).treeChanges())
                .containsExactly(new Change("app/vendor/sub", Change.Status.TYPE_CHANGED));
    }

    @Test
    void shouldTakeARepositoryThatLiesInsideForOne() {
        GitRepo nested = GitRepo.init(repo.path("app/vendor/own")).write("f", "1");
        nested.commit("nested");
        String before = Look.fingerprint(repo, "lib");
        nested.write("f", "2");

        assertThat(Look.fingerprint(repo, "lib")).isNotEqualTo(before);
        assertThat(Look.tree(repo).treeChanges())
                .containsExactly(new Change("app/vendor/own", Change.Status.ADDED));
    }

    @Test
    void shouldCountOneThatCannotBeReadAsChanged() {
        GitRepo.init(repo.path("app/vendor/own")).write("f", "1");

        Scan once = Look.tree(repo);

        assertThat(once.warnings()).singleElement().asString().startsWith("UNREADABLE: 'app/vendor/own'");
        assertThat(once.fingerprints().get("lib")).isNotEqualTo(Look.fingerprint(repo, "lib"));
    }

    @Test
    void shouldCopyItsFilesIntoAContext() throws Exception {
        sub().write("src/new", "new").write("junk", "ignored by it");

        WriteContext.Written written = Look.act(
                repo.root(), new WriteContext(Look.tree(repo), "app", folder.resolve("context").toString()));

        assertThat(written.paths()).containsExactly("vendor/sub/src/new", "vendor/sub/src/x");
        assertThat(Files.readString(folder.resolve("context/vendor/sub/src/x"))).isEqualTo("1");
    }
}
