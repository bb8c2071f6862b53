package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteContextTest {
    @TempDir
    Path folder;

    private GitRepo repo;
    private Path context;

    @BeforeEach
    void repository() {
        context = folder.resolve("context");
        repo = GitRepo.init(folder.resolve("r"))
                .write("delivery.yaml", """
                        version: 1
                        ignore: ["*.md"]
                        components:
                          api: { path: api, image: {} }
                        """)
                .write("api/Dockerfile", "FROM base:1\nCOPY . /app\n")
                .write("api/.dockerignore", "secret\n")
                .write("api/main.py", "main")
                .write("api/sub/deep/x", "x")
                .write("api/secret", "secret")
                .write("api/README.md", "ignored")
                .write("outside", "outside");
        repo.commit("one");
    }

    private WriteContext.Written write(Scan scan) {
        return Look.act(repo.root(), new WriteContext(scan, "api", context.toString()));
    }

    private String listing() {
        try (Stream<Path> all = Files.walk(context)) {
            StringBuilder text = new StringBuilder();
            for (Path each : all.sorted().toList()) {
                text.append(context.relativize(each)).append(' ')
                        .append(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS)))
                        .append(' ')
                        .append(Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS).toMillis())
                        .append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldCopyExactlyTheInputSet() throws Exception {
        repo.path("api/main.py").toFile().setExecutable(true);
        repo.write("api/untracked", "new");
        Files.createSymbolicLink(repo.path("api/link"), Path.of("../outside"));
        Files.createDirectories(context.resolve("left/over"));

        WriteContext.Written written = write(Look.tree(repo));

        assertThat(written.paths())
                .containsExactly("Dockerfile", "link", "main.py", "sub/deep/x", "untracked");
        assertThat(written.files()).isEqualTo(5);
        assertThat(written.bytes()).isEqualTo("FROM base:1\nCOPY . /app\n".length() + "main".length() + 1 + 3);
        assertThat(listing())
                .isEqualTo("""
                         rwxr-xr-x 1000
                        Dockerfile rw-r--r-- 1000
                        link rwxrwxrwx 1000
                        main.py rwxr-xr-x 1000
                        sub rwxr-xr-x 1000
                        sub/deep rwxr-xr-x 1000
                        sub/deep/x rw-r--r-- 1000
                        untracked rw-r--r-- 1000
                        """);
        assertThat(Files.readSymbolicLink(context.resolve("link"))).isEqualTo(Path.of("../outside"));
    }

    @Test
    void shouldCopyOnlyWhatTheDockerfileCopies() {
        repo.write("api/Dockerfile", "FROM base:1\nCOPY sub /app\n");

        assertThat(write(Look.tree(repo)).paths()).containsExactly("sub/deep/x");
    }

    @Test
    void shouldStandAnyFileName() throws Exception {
        List<String> names = List.of("new\nline", "quo\"te", "-dash", "back\\slash", "ünï", "🙂", "*");
        names.forEach(name -> repo.write("api/sub/" + name, name));

        write(Look.tree(repo));

        for (String name : names) {
            assertThat(Files.readString(context.resolve("sub").resolve(name))).isEqualTo(name);
        }
    }

    @Test
    void shouldTakeContentsFromTheWorkingTreeOrTheCommit() throws Exception {
        repo.write("api/main.py", "changed").write("api/untracked", "x");
        write(Look.tree(repo));
        String ofTree = Files.readString(context.resolve("main.py"));
        WriteContext.Written ofCommit = write(Look.commit(repo, "HEAD"));

        assertThat(ofTree).isEqualTo("changed");
        assertThat(Files.readString(context.resolve("main.py"))).isEqualTo("main");
        assertThat(ofCommit.paths()).containsExactly("Dockerfile", "main.py", "sub/deep/x");
    }

    @Test
    void shouldTakeWhatASparseCheckoutLeavesOutFromTheIndex() throws Exception {
        repo.git("sparse-checkout", "set", "--no-cone", "/*", "!/api/sub/");
        assertThat(repo.path("api/sub")).doesNotExist();

        write(Look.tree(repo));

        assertThat(Files.readString(context.resolve("sub/deep/x"))).isEqualTo("x");
    }

    @Test
    void shouldNeverReadThroughAFolderThatBecameALink() throws Exception {
        repo.write("api/sub/new", "inside");
        Scan scan = Look.tree(repo);
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
        Files.writeString(elsewhere.resolve("x"), "from outside");
        Files.delete(repo.path("api/sub/deep/x"));
        Files.delete(repo.path("api/sub/deep"));
        Files.createSymbolicLink(repo.path("api/sub/deep"), elsewhere);

        write(scan);

        assertThat(context.resolve("sub/deep")).isSymbolicLink();
        ContextFolder again = ContextFolder.make(folder.resolve("again"), "api");
        Entry entry = Entry.of("api/sub/deep/x", Entry.FILE, Disk.PENDING);
        assertThat(again.copy(repo.root(), entry, entry.path())).isFalse();
    }

    @Test
    void shouldRefuseAPathThatLeavesItsFolder() throws Exception {
        ContextFolder made = ContextFolder.make(context, "");

        for (String path : List.of("../evil", "a/../../evil", "/etc/evil", "a/./b")) {
            assertThatThrownBy(() -> made.write(path, Entry.FILE, new byte[1]))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("would leave its folder");
        }
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void shouldNotReplaceTheRepositoryItself() {
        Scan scan = Look.tree(repo);

        assertThatThrownBy(() -> Look.act(repo.root(), new WriteContext(scan, "api", folder.toString())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(repo.path("api/main.py")).exists();
    }

    @Test
    void shouldKnowThatItHoldsWhatWasFingerprintedWhateverHappensToTheTree() throws Exception {
        repo.write("api/new\n\u00fc", "new");
        Files.createSymbolicLink(repo.path("api/link"), Path.of("../\u00fc"));
        Scan scan = Look.tree(repo);
        repo.write("api/later", "is no input").write("api/secret", "neither");

        WriteContext.Written written = write(scan);

        assertThat(written.exact()).isTrue();
        assertThat(written.paths()).contains("new\n\u00fc", "link").doesNotContain("later", "secret");
    }

    @Test
    void shouldNotBeSureOfWhatWasChangedSinceTheScan() throws Exception {
        Scan scan = Look.tree(repo);
        repo.write("api/main.py", "nain");
        assertThat(write(scan).exact()).isFalse();
        assertThat(Files.readString(context.resolve("main.py"))).isEqualTo("nain");

        repo.write("api/main.py", "main");
        assertThat(write(scan).exact()).isTrue();

        Files.delete(repo.path("api/main.py"));
        WriteContext.Written without = write(scan);
        assertThat(without.exact()).isFalse();
        assertThat(without.paths()).containsExactly("Dockerfile", "sub/deep/x");

        Files.createSymbolicLink(repo.path("api/main.py"), Path.of("sub/deep/x"));
        assertThat(write(scan).exact()).isFalse();
        assertThat(context.resolve("main.py")).isSymbolicLink();
        assertThat(write(Look.commit(repo, "HEAD")).exact()).as("of a commit").isFalse();
    }

    @Test
    void shouldLookAgainWhereAFilterStandsBetweenTheTreeAndWhatGitHolds() {
        repo.write(".gitattributes", "*.py text eol=crlf\n").commit("ends of lines");
        repo.write("api/main.py", "main\r\n").commit("with its end");

        WriteContext.Written written = write(Look.tree(repo));

        assertThat(written.exact()).isFalse();
        assertThat(context.resolve("main.py")).hasContent("main\r\n");
    }

    @Test
    void shouldHoldMoreThanTheInputsWhereTheWholeContextIsAskedFor() {
        Scan whole = Look.tree(repo).withWholeContexts();

        WriteContext.Written written = write(whole);

        assertThat(written.paths()).contains("README.md").doesNotContain("secret");
        assertThat(written.exact()).isFalse();
    }

    @Test
    void shouldTellWhatAFingerprintCountsAtAPath() {
        byte[] dockerfile = "FROM base:1\nCOPY . /app\n".getBytes(StandardCharsets.UTF_8);
        Scan scan = Look.tree(repo);

        assertThat(scan.counts("api", "api/Dockerfile", dockerfile)).isTrue();
        assertThat(scan.counts("api", "api/Dockerfile", new byte[0])).isFalse();
        assertThat(scan.counts("api", "api/secret", "secret".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(scan.counts("no", "api/Dockerfile", dockerfile)).isFalse();
    }

    @Test
    void shouldFindOutWhatMovedSinceTheScan() {
        Scan scan = Look.tree(repo);
        Recheck recheck = new Recheck(scan, List.of("api"));

        assertThat(Look.act(repo.root(), recheck).components()).isEmpty();
        repo.write("api/secret", "not an input").write("delivery.yaml", "broken: [");
        assertThat(Look.act(repo.root(), recheck).components()).isEmpty();
        repo.write("api/main.py", "moved");
        assertThat(Look.act(repo.root(), recheck).components()).containsExactly("api");
        repo.commit("moved");
        assertThat(Look.act(repo.root(), recheck).components()).containsExactly("api");
        repo.write("api/main.py", "main").commit("and back");
        assertThat(Look.act(repo.root(), recheck).components()).isEmpty();
    }

    @Test
    void shouldFindThatACommitDoesNotMove() {
        Scan scan = Look.commit(repo, "HEAD");
        repo.write("api/main.py", "moved");

        assertThat(Look.act(repo.root(), new Recheck(scan, List.of("api"))).components()).isEmpty();
    }
}
