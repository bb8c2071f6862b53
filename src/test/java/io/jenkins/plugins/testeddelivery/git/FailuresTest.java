package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @TempDir
    Path folder;

    private GitRepo repo;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder.resolve("r"));
    }

    private static void mustFail(Runnable work, String... words) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void shouldSayThatThereIsNoGit() {
        mustFail(
                () -> Look.act(repo.root(), Map.of("PATH", "/nonexistent"), new Locate()),
                "git is not on the PATH");
    }

    @Test
    void shouldSayThatThereIsNoRepository() {
        mustFail(() -> Look.act(folder, Map.of("GIT_CEILING_DIRECTORIES", "/"), new Locate()),
                "is not inside a Git repository", folder.toString());
    }

    @Test
    void shouldSayThatTheOwnerIsDistrusted() {
        // Git's own switch for its tests: as if somebody else owned it
        mustFail(
                () -> Look.act(
                        repo.root(),
                        Map.of("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", "GIT_CONFIG_GLOBAL", "/dev/null"),
                        new ScanRepository("", "", false)),
                "git config --global --add safe.directory '" + repo.root() + "'");
    }

    @Test
    void shouldSayThatThereIsNoCommit() {
        repo.write("a", "a");

        mustFail(() -> Look.tree(repo), "has no commit yet");
    }

    @Test
    void shouldSayThatARepositoryIsBare() {
        repo.commit("one");
        Path bare = folder.resolve("bare");
        repo.git("clone", "-q", "--bare", repo.root().toString(), bare.toString());

        mustFail(() -> Look.act(bare, new ScanRepository("", "", false)), "is a bare repository");
        mustFail(() -> Look.act(repo.path(".git"), new Locate()), "has no working tree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "-x", "--output=/tmp/x", "HEAD~5", "HEAD:delivery.yaml", "main@{upstream}", "a\nb",
        "0123456789012345678901234567890123456789", "^HEAD", "HEAD..HEAD", "é"})
    void shouldSayThatARevisionDoesNotResolve(String revision) {
        repo.commit("one");

        mustFail(() -> Look.commit(repo, revision), "The revision " + PathText.shown(revision));
    }

    @Test
    void shouldSayThatTheFolderIsGone() {
        mustFail(() -> Look.act(folder.resolve("gone"), new Locate()), "There is no folder");
    }

    @Test
    void shouldReadASomewhatHiddenRepository() {
        repo.commit("one");
        repo.write("deep/er/x", "x");

        Locate.Repository found = Look.act(repo.path("deep/er"), new Locate());

        assertThat(found.top()).isEqualTo(repo.root().toString());
        assertThat(found.commonDir()).isEqualTo(repo.path(".git").toString());
        assertThat(Look.act(repo.path("deep/er"), new ScanRepository("", "", false)).treeChanges())
                .containsExactly(new Change("deep/er/x", Change.Status.ADDED));
    }
}
