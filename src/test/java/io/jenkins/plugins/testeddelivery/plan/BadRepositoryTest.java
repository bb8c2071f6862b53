package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that are damaged, hostile or somebody else's: one clear error, or more is built, never less. */
class BadRepositoryTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    /** An npm workspace of two packages that need nothing of one another, with these files besides. */
    private GitRepo workspace(Map<String, String> files) {
        shop = Shop.empty(folder);
        shop.repo.write("package.json", "{ \"name\": \"root\", \"workspaces\": [\"a\", \"b\"] }")
                .write("a/package.json", "{ \"name\": \"a\" }")
                .write("b/package.json", "{ \"name\": \"b\" }");
        files.forEach(shop.repo::write);
        shop.repo.commit("one");
        return shop.repo;
    }

    private static void mustFail(Runnable work, String... words) {
        assertThatThrownBy(work::run)
                .isInstanceOf(Failure.class)
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    /** Loose objects alone, so that one of them can be damaged. */
    private Path object(String revision) {
        String id = shop.repo.git("rev-parse", revision);
        Path file = shop.repo.path(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
        assertThat(file).exists();
        assertThat(file.toFile().setWritable(true)).isTrue();
        return file;
    }

    @Test
    void shouldWidenByALockFileOfAHundredMegabytes() throws IOException {
        GitRepo repo = workspace(Map.of());
        try (FileChannel lock = FileChannel.open(
                repo.path("package-lock.json"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            lock.position(100 << 20);
            lock.write(StandardCharsets.UTF_8.encode("{}"));
        }

        assertThat(shop.shownSince("HEAD"))
                .allMatch(line -> line.endsWith("DEPENDENCIES [node-dependencies]"))
                .hasSize(2);
        assertThat(shop.plan("HEAD").warnings()).anySatisfy(warning -> assertThat(warning)
                .startsWith("UNREADABLE: 'package-lock.json' affects all that use it as a whole: it has 104857602 bytes"));
    }

    @Test
    void shouldWidenByLockFilesThatAreNestedDeeply() {
        Map<String, String> deep = Map.of(
                "package-lock.json", "{\"packages\":".repeat(50_000),
                "pnpm-lock.yaml", "{a: ".repeat(50_000),
                "yarn.lock", "__metadata:\n  version: 8\nx: " + "[".repeat(50_000));
        deep.forEach((name, content) -> {
            GitRepo repo = workspace(Map.of(name, "{}"));
            repo.write(name, content);

            assertThat(shop.plan("HEAD").warnings()).as(name).anySatisfy(warning -> assertThat(warning)
                    .startsWith("UNREADABLE: '" + name + "'"));
            Delivery.program(folder, "rm", "-rf", repo.root().toString());
        });
    }

    @Test
    void shouldDependOnBothPackagesOfOneName() {
        GitRepo repo = workspace(Map.of(
                "package.json", "{ \"workspaces\": [\"a\", \"b\", \"c\"] }",
                "b/package.json", "{ \"name\": \"a\" }",
                "c/package.json", "{ \"name\": \"c\", \"dependencies\": { \"a\": \"*\" } }"));

        for (String changed : List.of("a", "b")) {
            repo.write(changed + "/index.js", "1");
            assertThat(shop.shownSince("HEAD")).contains("c INCREMENTAL [dependency] via " + changed);
            repo.delete(changed + "/index.js");
        }
        assertThat(shop.plan().warnings()).anySatisfy(warning -> assertThat(warning).startsWith("AMBIGUOUS: "));
    }

    @Test
    void shouldNotFollowLinksInACircle() throws IOException {
        GitRepo repo = workspace(Map.of());
        repo.delete("a/package.json");
        Files.createSymbolicLink(repo.path("a/package.json"), Path.of("package.json"));
        repo.write("a/x.js", "1");
        Files.createSymbolicLink(repo.path("a/up"), Path.of(".."));
        repo.commit("loops");
        assertThat(shop.plan().warnings()).anySatisfy(warning -> assertThat(warning).startsWith("UNREADABLE: a/package.json"));

        repo.write("delivery.yaml", "version: 1\ncomponents:\n  a: { path: a, image: {} }\n");
        Files.createSymbolicLink(repo.path("a/Dockerfile"), Path.of("../a/Dockerfile"));
        mustFail(() -> shop.plan(), "has no Dockerfile at 'a/Dockerfile'");
    }

    @Test
    void shouldRefuseARepositoryThatAnotherUserOwns() {
        assumeThat(Delivery.program(folder, "id", "-u").strip()).as("to give it away").isEqualTo("0");
        Delivery.program(folder, "chown", "-R", "12345", shop.repo.root().toString());

        mustFail(
                () -> shop.in(shop.repo.root(), Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"))
                        .plan(),
                "because another user owns it",
                "safe.directory");
    }

    @Test
    void shouldWidenWhereACommitInBetweenIsGone() throws IOException {
        shop.shipped();
        String first = shop.repo.head();
        shop.repo.write("NOTES.txt", "1").commit("two");
        shop.repo.write("services/api/app.py", "print(3)\n").commit("three");
        Files.delete(object("HEAD~1"));

        assertThat(shop.shownSince(first)).contains("api FULL [UNREADABLE]", "proto FULL [UNREADABLE]");
        assertThat(shop.plan(first).baseReason()).startsWith("UNREADABLE: the history between");
        assertThat(shop.shown()).noneMatch(line -> line.startsWith("api NONE"));
    }

    @Test
    void shouldSayThatACommitIsDamaged() throws IOException {
        shop.shipped();
        String first = shop.repo.head();
        shop.repo.write("services/api/app.py", "print(3)\n").commit("three");
        Files.writeString(object(first), "junk");

        mustFail(() -> shop.plan(), "loose object " + first, "is corrupt");
        assertThat(shop.shownSince(first)).as("compared with it").contains("api FULL [SHALLOW]");
    }

    @Test
    void shouldSayThatTheHeadsCommitIsGone() throws IOException {
        Files.delete(object("HEAD"));

        assertThatThrownBy(() -> shop.plan()).isInstanceOf(Failure.class).hasMessageNotContaining("\n");
    }

    @Test
    void shouldSayWhichManifestGitHasNoContentOf() throws IOException {
        GitRepo repo = workspace(Map.of());
        Files.delete(object("HEAD:a/package.json"));
        mustFail(() -> shop.plan(Shop.ofHead()), "Git has no content for 'a/package.json'", "git fsck");

        Files.writeString(repo.path(".git/objects/" + "aa"), "no folder");
        Files.writeString(object("HEAD:b/package.json"), "junk");
        mustFail(() -> shop.plan(Shop.ofHead()), "Git");
    }

    @Test
    void shouldSayThatATreeIsDamaged() throws IOException {
        shop.repo.write("x", "1").commit("two");
        Files.writeString(object("HEAD:site"), "junk");

        mustFail(() -> shop.plan(Shop.ofHead()), "git ls-tree failed");
    }
}
