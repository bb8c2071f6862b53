package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hard cases of change detection that are about a working tree, see {@link DetectionTableTest}. */
class DetectionTableOfTreesTest {
    private static final String APP = "services/api/app.py";

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
        shop.repo.write(".gitignore", "*.log\n").commit("ignore logs");
        shop.shipped();
    }

    /** What somebody does in a working tree. */
    @FunctionalInterface
    private interface Doing {
        void in(GitRepo repo) throws IOException;
    }

    private static Arguments row(String name, String changes, Doing doing) {
        return arguments(name, changes, doing);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("unstaged", APP + " modified", repo -> repo.write(APP, "print(2)\n")),
                row("staged", APP + " modified", repo -> repo.write(APP, "print(2)\n").git("add", "-A")),
                row("staged, then taken back on disk", "", repo -> {
                    repo.write(APP, "print(2)\n").git("add", "-A");
                    repo.write(APP, "print(1)\n");
                }),
                row("untracked", "services/api/new.py added", repo -> repo.write("services/api/new.py", "1")),
                row("untracked in a new folder", "services/api/a/b/c.py added",
                        repo -> repo.write("services/api/a/b/c.py", "1")),
                row("ignored", "", repo -> repo.write("services/api/debug.log", "1")),
                row("ignored, but added all the same", "services/api/debug.log added",
                        repo -> repo.write("services/api/debug.log", "1").git("add", "-f", "services/api/debug.log")),
                row("intent to add", "services/api/new.py added",
                        repo -> repo.write("services/api/new.py", "1").git("add", "-N", "services/api/new.py")),
                row("deleted", APP + " deleted", repo -> repo.delete(APP)),
                row("deleted and staged", APP + " deleted", repo -> repo.git("rm", "-q", APP)),
                row("out of the index, still on disk", "", repo -> repo.git("rm", "-q", "--cached", APP)),
                row("renamed", APP + " deleted, services/api/main.py added",
                        repo -> repo.git("mv", APP, "services/api/main.py")),
                row("executable", APP + " mode-changed", repo -> repo.path(APP).toFile().setExecutable(true)),
                row("a link instead of a file", APP + " type-changed", repo -> {
                    repo.delete(APP);
                    Files.createSymbolicLink(repo.path(APP), Path.of("README.md"));
                }),
                row("a folder instead of a file", APP + " deleted, " + APP + "/__init__.py added",
                        repo -> repo.delete(APP).write(APP + "/__init__.py", "1")),
                row("an untracked link, to itself", "services/api/loop added",
                        repo -> Files.createSymbolicLink(repo.path("services/api/loop"), Path.of("loop"))),
                row("the same size and time as before", APP + " modified", repo -> {
                    FileTime time = Files.getLastModifiedTime(repo.path(APP));
                    Files.setLastModifiedTime(repo.path(".git/index"), time);
                    repo.write(APP, "print(9)\n");
                    Files.setLastModifiedTime(repo.path(APP), time);
                }),
                row("another time alone", "",
                        repo -> Files.setLastModifiedTime(repo.path(APP), FileTime.fromMillis(1))),
                row("assume-unchanged, changed", APP + " modified", repo -> {
                    repo.git("update-index", "--assume-unchanged", APP);
                    repo.write(APP, "print(2)\n");
                }),
                row("assume-unchanged, unchanged", "", repo -> repo.git("update-index", "--assume-unchanged", APP)),
                row("assume-unchanged, deleted", APP + " deleted", repo -> {
                    repo.git("update-index", "--assume-unchanged", APP);
                    repo.delete(APP);
                }),
                row("assume-unchanged in an index of version 4", APP + " modified", repo -> {
                    repo.git("update-index", "--index-version", "4");
                    repo.git("update-index", "--assume-unchanged", APP);
                    repo.write(APP, "print(2)\n");
                }),
                row("assume-unchanged in a split index", APP + " modified", repo -> {
                    repo.git("update-index", "--assume-unchanged", APP);
                    repo.git("update-index", "--split-index");
                    repo.write(APP, "print(2)\n");
                }),
                row("skip-worktree, changed", APP + " modified", repo -> {
                    repo.git("update-index", "--skip-worktree", APP);
                    repo.write(APP, "print(2)\n");
                }),
                row("skip-worktree, not there", "", repo -> {
                    repo.git("update-index", "--skip-worktree", APP);
                    repo.delete(APP);
                }),
                row("sparse checkout without it", "", repo -> repo.git("sparse-checkout", "set", "site")),
                row("sparse checkout with a sparse index", "", repo -> {
                    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "site");
                }),
                row("sparse checkout, written back by hand", APP + " modified", repo -> {
                    repo.git("sparse-checkout", "set", "site");
                    repo.write(APP, "print(2)\n");
                }),
                row("conflict", APP + " modified", repo -> {
                    repo.git("checkout", "-q", "-b", "side");
                    repo.write(APP, "side\n").commit("side");
                    repo.git("checkout", "-q", "main");
                    repo.write(APP, "ours\n").commit("ours");
                    try {
                        repo.git("merge", "side");
                    } catch (AssertionError expected) {
                        assertThat(expected).hasMessageContaining("CONFLICT");
                    }
                }),
                row("a lock that a killed git left behind", APP + " modified",
                        repo -> repo.write(APP, "print(2)\n").write(".git/index.lock", "")),
                row("no index at all: everything is untracked, and the same", "",
                        repo -> repo.delete(".git/index")));
    }

    @ParameterizedTest(name = "Uncommitted: {0}")
    @MethodSource("rows")
    void shouldSee(String name, String changes, Doing doing) throws IOException {
        doing.in(shop.repo);

        Decision api = shop.decision("api");

        assertThat(api.changes().stream().map(change -> change.path() + " " + change.status().word()))
                .containsExactlyElementsOf(changes.isEmpty() ? List.of() : List.of(changes.split(", ")));
        assertThat(api.affected()).isEqualTo(!changes.isEmpty());
        assertThat(shop.shown()).contains("proto NONE [UNCHANGED]", "site NONE [UNCHANGED]");
        assertThat(shop.shown()).as("looking changes nothing").isEqualTo(shop.shown());
    }

    @Test
    @DisplayName("Uncommitted: with --head the working tree is not looked at")
    void shouldNotLookAtTheTreeForACommit() {
        shop.repo.write(APP, "print(2)\n");

        assertThat(Shop.shown(shop.plan(Shop.ofHead()))).allMatch(line -> line.endsWith("NONE [UNCHANGED]"));
    }
}
