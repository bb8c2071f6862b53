package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of a repository that tools like to get wrong. */
class AwkwardRepositoryTest {
    private static final String CONFIG = "version: 1\ncomponents:\n  all: { path: src }\n";

    @TempDir
    Path folder;

    private GitRepo repo;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder.resolve("ein Ordner – ü 日本"))
                .write("delivery.yaml", CONFIG)
                .write("src/a", "a");
        repo.commit("one");
    }

    @Test
    void shouldStandAnyFileName() {
        List<String> names = List.of(
                "new\nline", "tab\there", "quo\"te", "single'", "-dash", "back\\slash", "sp ace ", "ünï", "日本",
                "🙂", "[x]", "*", "?", ":(top)", "a\u001b[0m", "#hash", "!bang", "dollar$HOME");
        names.forEach(name -> repo.write("src/" + name, "untracked " + name));
        Scan untracked = Look.tree(repo);
        repo.commit("all of them");
        Scan committed = Look.tree(repo);
        names.forEach(name -> repo.write("src/" + name, "modified " + name));
        Scan modified = Look.tree(repo);

        assertThat(untracked.treeChanges()).extracting(Change::path)
                .containsExactlyInAnyOrderElementsOf(names.stream().map(name -> "src/" + name).toList());
        assertThat(untracked.warnings()).isEmpty();
        assertThat(committed.dirty()).isFalse();
        assertThat(committed.fingerprints()).isEqualTo(untracked.fingerprints());
        assertThat(modified.treeChanges()).hasSameSizeAs(names).extracting(Change::status)
                .containsOnly(Change.Status.MODIFIED);
        assertThat(Look.lines(modified, "all", "file")).hasSize(names.size() + 1).doesNotHaveDuplicates()
                .allMatch(line -> line.matches("file 100644 [0-9a-f]{40} \"[ -~]+\""));
        assertThat(Look.files(modified, "all")).startsWith("src/!bang").endsWith("src/\\ud83d\\ude42");
    }

    @Test
    void shouldStandANameThatIsNoUtf8() throws Exception {
        try {
            new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'src/caf\\351')\"")
                    .directory(repo.root().toFile()).start().waitFor();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Scan untracked = Look.tree(repo);
        repo.commit("latin");
        Scan committed = Look.tree(repo);

        assertThat(untracked.treeChanges()).containsExactly(new Change("src/caf\uDCE9", Change.Status.ADDED));
        assertThat(untracked.warnings()).singleElement().asString().startsWith("UNREADABLE: 'src/caf\\udce9'");
        assertThat(untracked.fingerprints()).isNotEqualTo(Look.tree(repo).fingerprints());
        assertThat(committed.warnings()).isEmpty();
        assertThat(committed.fingerprints()).isEqualTo(Look.tree(repo).fingerprints());
        assertThat(Look.files(committed, "all")).containsExactly("src/a", "src/caf\\udce9");
    }

    @Test
    void shouldReadADetachedHead() {
        repo.git("checkout", "-q", "--detach");

        assertThat(Look.tree(repo).commit()).isEqualTo(repo.head());
    }

    @Test
    void shouldReadAnEmptyCommit() {
        GitRepo empty = GitRepo.init(folder.resolve("empty"));
        empty.commit("nothing");

        Scan scan = Look.tree(empty);

        assertThat(scan.fingerprints()).isEmpty();
        assertThat(scan.dirty()).isFalse();
    }

    @Test
    void shouldReadAShallowClone() {
        repo.write("src/a", "b").commit("two");
        Path clone = folder.resolve("shallow");
        repo.git("clone", "-q", "--depth=1", "file://" + repo.root(), clone.toString());

        Scan scan = Look.act(clone, new ScanRepository("", "", false));

        assertThat(scan.shallow()).isTrue();
        assertThat(scan.fingerprints()).isEqualTo(Look.tree(repo).fingerprints());
    }

    @Test
    void shouldReadAWorktreeUnderTheProjectsOwnName() {
        Path worktree = folder.resolve("another");
        repo.git("worktree", "add", "-q", worktree.toString());
        GitRepo other = GitRepo.at(worktree).write("src/a", "changed");

        assertThat(Look.act(worktree, new Locate()))
                .isEqualTo(new Locate.Repository(worktree.toString(), repo.path(".git").toString()));
        assertThat(Look.tree(other).dirty()).isTrue();
        assertThat(Look.tree(repo).dirty()).isFalse();
        assertThat(Look.tree(other).project().name()).isEqualTo(Look.tree(repo).project().name());
    }

    @Test
    void shouldReadASha256Repository() {
        GitRepo sha = GitRepo.at(folder.resolve("sha256"));
        repo.git("init", "-q", "--object-format=sha256", sha.root().toString());
        sha.write("delivery.yaml", CONFIG).write("src/a", "a").commit("one");
        String first = sha.head();
        sha.write("src/a", "b");
        Scan dirty = Look.tree(sha);
        String second = sha.commit("two");

        assertThat(dirty.commit()).hasSize(64);
        assertThat(Look.tree(sha).fingerprints()).isEqualTo(dirty.fingerprints());
        assertThat(Look.act(sha.root(), new FindBase(second, first)).changes())
                .containsExactly(new Change("src/a", Change.Status.MODIFIED));
    }

    @Test
    void shouldNotMindALockThatWasLeftBehind() {
        repo.write(".git/index.lock", "").write("src/a", "changed");

        assertThat(Look.tree(repo).treeChanges()).containsExactly(new Change("src/a", Change.Status.MODIFIED));
        assertThat(repo.path(".git/index.lock")).exists();
    }

    @Test
    void shouldTakeTheIndexForWhatASparseCheckoutLeavesOut() {
        repo.write("other/b", "b").write("src/deep/c", "c").commit("two");
        Scan whole = Look.tree(repo);
        repo.git("sparse-checkout", "set", "other");

        Scan sparse = Look.tree(repo);

        assertThat(repo.path("src/deep/c")).doesNotExist();
        assertThat(sparse.dirty()).isFalse();
        assertThat(sparse.fingerprints()).isEqualTo(whole.fingerprints());
    }

    @Test
    void shouldReadTheWorkingTreeOfAMergeInProgress() {
        repo.git("checkout", "-q", "-b", "side");
        repo.write("src/a", "side").commit("side");
        repo.git("checkout", "-q", "main");
        repo.write("src/a", "main").write("src/b", "b").commit("main");
        merge("side");
        Scan conflict = Look.tree(repo);
        repo.write("src/a", "resolved");
        Scan resolved = Look.tree(repo);
        repo.delete("src/a");
        Scan deleted = Look.tree(repo);

        assertThat(conflict.treeChanges()).containsExactly(new Change("src/a", Change.Status.MODIFIED));
        assertThat(resolved.fingerprints()).isNotEqualTo(conflict.fingerprints());
        assertThat(deleted.treeChanges()).containsExactly(new Change("src/a", Change.Status.DELETED));
        repo.write("src/a", "resolved").commit("merged");
        assertThat(Look.tree(repo).fingerprints()).isEqualTo(resolved.fingerprints());
    }

    @Test
    void shouldHashThroughLineEndingsAsGitDoes() {
        repo.write(".gitattributes", "*.txt text eol=crlf\n").write("src/t.txt", "a\r\nb\r\n");
        Scan dirty = Look.tree(repo);
        repo.commit("normalized");

        assertThat(Look.tree(repo).fingerprints()).isEqualTo(dirty.fingerprints());
    }

    @Test
    void shouldSeeALinksTargetAndNotThroughIt() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "1");
        Files.createSymbolicLink(repo.path("src/link"), outside);
        Scan untracked = Look.tree(repo);
        repo.commit("link");
        Scan committed = Look.tree(repo);
        Files.writeString(outside, "2");
        Scan after = Look.tree(repo);
        Files.delete(repo.path("src/link"));
        Files.createSymbolicLink(repo.path("src/link"), Path.of("nowhere"));
        Scan moved = Look.tree(repo);

        assertThat(committed.fingerprints()).isEqualTo(untracked.fingerprints()).isEqualTo(after.fingerprints());
        assertThat(moved.fingerprints()).isNotEqualTo(after.fingerprints());
        assertThat(Look.lines(moved, "all", "file").get(1)).startsWith("file 120000 ");
    }

    @Test
    void shouldCountWhatCannotBeReadAsChanged() throws Exception {
        repo.delete("src/a");
        assumeThat(new ProcessBuilder("mkfifo", repo.path("src/a").toString()).start().waitFor()).isZero();

        Scan once = Look.tree(repo);
        Scan again = Look.tree(repo);

        assertThat(once.warnings()).singleElement().asString().startsWith("UNREADABLE: 'src/a'");
        assertThat(once.dirty()).isTrue();
        assertThat(once.fingerprints()).isNotEqualTo(again.fingerprints());
    }

    @Test
    void shouldGoOnAfterAFileThatVanished() throws Exception {
        repo.write("src/b", "b").write("src/c", "c");
        String b = repo.git("hash-object", "src/b");
        String c = repo.git("hash-object", "src/c");
        Git git = OpenRepository.at(Git.at(
                        new Workspace.Place(repo.root(), System.getenv(), null)))
                .git();

        assertThat(new HashFiles(git).ids(List.of("src/b", "gone", "also/gone", "src/c")))
                .containsExactly(b, "", "", c);
        assertThat(new HashFiles(git).ids(List.of("gone"))).containsExactly("");
    }

    @Test
    void shouldNeitherRunHooksNorAskForAMonitor() {
        repo.git("config", "core.fsmonitor", "touch " + folder.resolve("ran"));
        repo.git("config", "diff.external", "touch " + folder.resolve("ran"));
        repo.git("config", "status.showUntrackedFiles", "no");
        repo.git("config", "status.relativePaths", "true");
        repo.git("config", "color.ui", "always");
        repo.git("config", "core.quotePath", "true");
        repo.write("src/ü", "x");

        assertThat(Look.tree(repo).treeChanges()).containsExactly(new Change("src/ü", Change.Status.ADDED));
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    private void merge(String branch) {
        try {
            repo.git("merge", "-q", branch);
        } catch (AssertionError conflict) {
            assertThat(conflict).hasMessageContaining("CONFLICT");
        }
    }
}
