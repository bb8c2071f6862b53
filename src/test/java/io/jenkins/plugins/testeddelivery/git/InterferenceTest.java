package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between two Git processes, through a {@code git} on the PATH that does something first. */
class InterferenceTest {
    @TempDir
    Path folder;

    private GitRepo repo;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder.resolve("r"))
                .write("delivery.yaml", "version: 1\ncomponents:\n  all: { path: src }\n")
                .write("src/a", "a")
                .write("src/b", "b");
        repo.commit("one");
    }

    /** @param script sees Git's arguments, and {@code $ONCE}: a file that is there from the second time on */
    private Scan scanWith(String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(
                bin.resolve("git"),
                "#!/bin/sh\nPATH='" + System.getenv("PATH") + "'\nONCE='" + folder.resolve("once") + "'\nCALLS='"
                        + folder.resolve("calls") + "'\n" + script + "\nexec git \"$@\"\n");
        assertThat(bin.resolve("git").toFile().setExecutable(true)).isTrue();
        return Look.act(
                repo.root(), Map.of("PATH", bin + ":" + System.getenv("PATH")), new ScanRepository("", "", true));
    }

    @Test
    void shouldCountAFileThatVanishesBeforeItIsHashedAsChanged() throws IOException {
        repo.write("src/a", "changed").write("src/b", "changed");

        Scan scan = scanWith("case \"$*\" in *hash-object*) rm -f src/a;; esac");

        assertThat(scan.warnings()).singleElement().asString().startsWith("UNREADABLE: 'src/a'");
        assertThat(Look.lines(scan, "all", "file").get(0)).contains(" unreadable-");
        assertThat(Look.lines(scan, "all", "file").get(1)).contains(repo.git("hash-object", "src/b"));
    }

    @Test
    void shouldCountAFolderThatGitMayNotOpenAsChanged() throws IOException {
        String refuse = "case \"$*\" in *status*)"
                + " echo \"warning: could not open directory 'src/closed/': Permission denied\" >&2;; esac";

        Scan scan = scanWith(refuse);

        assertThat(scan.warnings()).singleElement().asString().startsWith("UNREADABLE: 'src/closed'");
        assertThat(scan.dirty()).isTrue();
        assertThat(scan.fingerprints()).isNotEqualTo(scanWith(refuse).fingerprints());
    }

    @Test
    void shouldLookAgainWhenHeadMoves() throws IOException {
        repo.write("src/a", "changed");

        Scan scan = scanWith("case \"$*\" in *status*) test -e \"$ONCE\" || { touch \"$ONCE\"; sleep 0.3;"
                + " git -c user.name=a -c user.email=a@b commit -qam moved; };; esac");

        assertThat(scan.commit()).isEqualTo(repo.head()).isNotEqualTo(repo.git("rev-parse", "HEAD~1"));
        assertThat(scan.dirty()).isFalse();
        assertThat(scan.fingerprints()).isEqualTo(Look.tree(repo).fingerprints());
    }

    @Test
    void shouldSayWhatGitSaidWhenItFails() {
        String refuse = "case \"$*\" in *status*) echo 'fatal: index file corrupt' >&2; exit 128;; esac";

        assertThatThrownBy(() -> scanWith(refuse))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("git status failed in " + repo.root())
                .hasMessageEndingWith("index file corrupt");
    }

    @Test
    void shouldStartAsManyProcessesForManyComponentsAsForOne() throws IOException {
        repo.write("src/a", "changed");
        List<Integer> forOne = List.of(calls(1), calls(1));
        StringBuilder config = new StringBuilder("version: 1\ncomponents:\n");
        for (int i = 0; i < 40; i++) {
            config.append("  c" + i + ": { path: src" + i + ", image: {} }\n");
            repo.write("src" + i + "/Dockerfile", "FROM base:" + i + "\nCOPY . /\n").write("src" + i + "/x", "x");
        }
        repo.write("delivery.yaml", config.toString()).commit("forty");
        repo.write("src3/x", "changed").write("src7/x", "changed");
        List<Integer> forMany = List.of(calls(40), calls(40));

        // the first of each has no snapshot to start from; the documents of what did not change are one more listing
        assertThat(forMany.get(0)).isLessThanOrEqualTo(forOne.get(0) + 2).isLessThanOrEqualTo(9);
        assertThat(forMany.get(1)).isLessThanOrEqualTo(forOne.get(1) + 1).isLessThanOrEqualTo(8);
    }

    private int calls(int components) throws IOException {
        Path calls = folder.resolve("calls");
        Files.deleteIfExists(calls);
        assertThat(scanWith("echo x >> \"$CALLS\"").fingerprints()).hasSize(components);
        return Files.readAllLines(calls).size();
    }
}
