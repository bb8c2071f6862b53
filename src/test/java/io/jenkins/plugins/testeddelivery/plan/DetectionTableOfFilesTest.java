package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hard cases of change detection that are about files and components, see {@link DetectionTableTest}. */
class DetectionTableOfFilesTest {
    private static final String NPM_LOCK =
            """
            { "lockfileVersion": 3, "packages": {
              "": { "workspaces": ["a", "b"] },
              "a": { "dependencies": { "x": "1" } }, "b": { "dependencies": { "y": "1" } },
              "node_modules/a": { "resolved": "a", "link": true }, "node_modules/b": { "resolved": "b", "link": true },
              "node_modules/x": { "version": "1.0.0" }, "node_modules/y": { "version": "1.0.0" } } }
            """;

    private static final String IMAGES =
            """
            version: 1
            components:
              api: { path: api, image: { args: { LEVEL: "1" } } }
            """;

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    private List<String> shownAfter(String message) {
        shop.repo.commit(message);
        return shop.shown();
    }

    /** A repository with these files, committed; what follows is compared with this commit. */
    private GitRepo another(Map<String, String> files) {
        shop = Shop.empty(folder);
        files.forEach(shop.repo::write);
        shop.repo.commit("one");
        shop.repo.git("tag", "base");
        return shop.repo;
    }

    private List<String> shownSinceBase(String message) {
        shop.repo.commit(message);
        return shop.shownSince("base");
    }

    @Test
    @DisplayName("Rename: within a component")
    void rename() {
        shop.shipped();
        shop.repo.git("mv", "services/api/app.py", "services/api/main.py");

        assertThat(shownAfter("rename")).contains("api INCREMENTAL [source]", "site NONE [UNCHANGED]");
        assertThat(shop.decision("api").changes()).containsExactly(
                new Change("services/api/app.py", Change.Status.DELETED),
                new Change("services/api/main.py", Change.Status.ADDED));
    }

    @Test
    @DisplayName("Rename: from one component into another affects both")
    void move() {
        shop.shipped();
        shop.repo.git("mv", "services/api/README.md", "site/README.md");

        assertThat(shownAfter("move"))
                .containsExactly("api CACHED [documentation]", "proto NONE [UNCHANGED]", "site CACHED [documentation]");
    }

    @Test
    @DisplayName("Deleted file: counts, and an emptied one is not a deleted one")
    void deletedFile() {
        shop.shipped();
        shop.repo.delete("packages/proto/schema.py").write("packages/proto/other.py", "");
        List<String> deleted = shownAfter("delete");
        shop.shipped();
        shop.repo.write("packages/proto/schema.py", "");

        assertThat(deleted).containsExactly(
                "api INCREMENTAL [dependency] via proto", "proto INCREMENTAL [source]", "site NONE [UNCHANGED]");
        assertThat(shownAfter("empty")).isEqualTo(deleted);
    }

    @Test
    @DisplayName("Deleted component: its dependents are affected, and what still runs of it is listed")
    void deletedComponent() throws IOException {
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION + "environments: { production: { directory: /srv/shop } }\n")
                .commit("somewhere to run");
        shop.shipped();
        deployed("site");
        shop.repo.write("delivery.yaml", """
                        version: 1
                        project: shop
                        ignore: ["notes/**"]
                        components:
                          api: { path: services/api, archive: { run: "true", outputs: ["dist/**"] } }
                        environments: { production: { directory: /srv/shop } }
                        """)
                .delete("packages/proto/schema.py")
                .delete("site/index.html");

        assertThat(shownAfter("only api")).containsExactly("api INCREMENTAL [dependency] via proto");
        assertThat(shop.plan().warnings())
                .contains("REMOVED: component 'site' is no longer in the repository and still runs in production as v1");
    }

    @Test
    @DisplayName("Deleted component: what still refers to it is one clear error, not a broken run")
    void leftover() {
        shop.shipped();
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION.replace("  proto: { path: packages/proto }\n", ""))
                .commit("no proto");

        assertThatThrownBy(() -> shop.plan())
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("delivery.yaml:", "dependsOn", "proto")
                .hasMessageNotContaining("\n");
    }

    @Test
    @DisplayName("Deleted component: a renamed one is new, its dependents are affected")
    void renamedComponent() throws IOException {
        shop.shipped();
        Files.move(shop.repo.path("packages/proto"), shop.repo.path("packages/schema"));
        shop.repo.write(
                "delivery.yaml",
                Shop.CONFIGURATION.replace("proto: { path: packages/proto }", "schema: { path: packages/schema }")
                        .replace("[proto]", "[schema]"));

        assertThat(shownAfter("rename")).containsExactly(
                "api INCREMENTAL [dependency] via proto schema", "schema FULL [NO_BASE]", "site NONE [UNCHANGED]");
    }

    @Test
    @DisplayName("Submodule: another commit, and changes in it")
    void submodule() {
        GitRepo library = GitRepo.init(folder.resolve("library")).write("l.py", "1");
        library.commit("one");
        shop.repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
                library.root().toString(), "services/api/library");
        shop.repo.commit("submodule");
        shop.shipped();
        GitRepo inside = GitRepo.at(shop.repo.path("services/api/library")).write("l.py", "2");

        assertThat(shop.shown()).as("changed inside").contains("api INCREMENTAL [no-rule]", "site NONE [UNCHANGED]");
        inside.commit("two");
        assertThat(shownAfter("moved on")).contains("api INCREMENTAL [no-rule]", "site NONE [UNCHANGED]");
    }

    @Test
    @DisplayName("Lock file: only who resolves to something else")
    void lock() {
        GitRepo repo = another(Map.of(
                "package.json", "{ \"name\": \"root\", \"workspaces\": [\"a\", \"b\"] }",
                "a/package.json", "{ \"name\": \"a\", \"dependencies\": { \"x\": \"1\" } }",
                "b/package.json", "{ \"name\": \"b\", \"dependencies\": { \"y\": \"1\" } }",
                "package-lock.json", NPM_LOCK));

        repo.write("package-lock.json", NPM_LOCK.replace("x\": { \"version\": \"1.0.0\"", "x\": { \"version\": \"1.0.1\""));
        assertThat(shownSinceBase("bump x")).containsExactly("a DEPENDENCIES [node-dependencies]", "b NONE [UNCHANGED]");

        repo.write("package-lock.json", "<<<<<<< ours\n" + NPM_LOCK);
        assertThat(shownSinceBase("conflict")).containsExactly(
                "a DEPENDENCIES [node-dependencies]", "b DEPENDENCIES [node-dependencies]");
        assertThat(shop.plan("base").warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("UNREADABLE: 'package-lock.json'"));
    }

    @Test
    @DisplayName("Global / root file: toolchain pins affect all, a root file of nobody is listed")
    void root() {
        shop.shipped();
        shop.repo.write("NOTES.txt", "1");
        assertThat(shownAfter("notes")).allMatch(line -> line.endsWith("NONE [UNCHANGED]"));
        assertThat(shop.plan().unowned()).containsExactly("NOTES.txt");

        shop.repo.write(".nvmrc", "22");
        assertThat(shownAfter("pin")).allMatch(line -> line.contains("DEPENDENCIES"));
    }

    @Test
    @DisplayName("Dependency cycle: stated by manifests it is one group, stated by hand it is an error")
    void cycle() {
        GitRepo repo = another(Map.of(
                "package.json", "{ \"workspaces\": [\"a\", \"b\", \"c\"] }",
                "a/package.json", "{ \"name\": \"a\", \"dependencies\": { \"b\": \"*\" } }",
                "b/package.json", "{ \"name\": \"b\", \"dependencies\": { \"a\": \"*\" } }",
                "c/package.json", "{ \"name\": \"c\" }"));
        repo.write("a/index.js", "1");

        assertThat(shownSinceBase("change a"))
                .containsExactly("a INCREMENTAL [source]", "b INCREMENTAL [dependency] via a", "c NONE [UNCHANGED]");
        assertThat(shop.plan().warnings()).anySatisfy(warning -> assertThat(warning).startsWith("CYCLE: a, b "));

        shop = new Shop(folder.resolve("by-hand"));
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION.replace(
                "proto: { path: packages/proto }", "proto: { path: packages/proto, dependsOn: [api] }"));
        assertThatThrownBy(() -> shop.plan()).isInstanceOf(Failure.class).hasMessageContainingAll("api", "proto", "cycle");
    }

    @Test
    @DisplayName("Mode / exec bit: counts, also where the file system does not show it")
    void mode() {
        shop.shipped();
        shop.repo.git("config", "core.fileMode", "false");
        shop.repo.git("update-index", "--chmod=+x", "services/api/app.py");
        shop.repo.git("commit", "-q", "-m", "executable");

        assertThat(shop.shown()).contains("api INCREMENTAL [source]", "site NONE [UNCHANGED]");
        assertThat(shop.decision("api").changes())
                .containsExactly(new Change("services/api/app.py", Change.Status.MODE_CHANGED));
    }

    @Test
    @DisplayName("Odd file names: belong to their component, whatever Git would quote")
    void oddNames() {
        shop.shipped();
        List<String> names = List.of("new\nline", "quo\"te", "ünï日本", "-dash", " ", "back\\slash", "a -> b", "[x]*?");
        names.forEach(name -> shop.repo.write("site/" + name, "1"));

        assertThat(shownAfter("odd")).contains("api NONE [UNCHANGED]", "site INCREMENTAL [no-rule]");
        assertThat(shop.decision("site").changes()).extracting(Change::path)
                .containsExactlyInAnyOrderElementsOf(names.stream().map(name -> "site/" + name).toList());
        assertThat(shop.plan().unowned()).isEmpty();
    }

    @Test
    @DisplayName("A cache miss without a hint: the first input that differs is named, and lost bytes are another reason")
    void named() throws IOException {
        shop.shipped();
        shop.repo.write("services/api/app.py", "print(2)\n").commit("change");
        assertThat(shop.decision("api").reasons())
                .anySatisfy(reason -> assertThat(reason.text()).contains("services/api/app.py (modified)"));

        shop.repo.git("revert", "--no-edit", "HEAD");
        for (Path file : Files.walk(folder.resolve("ledger")).filter(Files::isRegularFile).toList()) {
            if (Files.readString(file).startsWith("bytes of")) {
                Files.delete(file);
            }
        }
        assertThat(shop.shown()).contains("api INCREMENTAL [ARTIFACT_GONE, UNCHANGED]");
    }

    @Test
    @DisplayName("What a build's key must hold: arguments, Dockerfile, ignore file, mode, path, link target")
    void imageKey() throws IOException {
        GitRepo repo = another(Map.of(
                "delivery.yaml", IMAGES,
                "api/Dockerfile", "FROM scratch\nCOPY . /\n",
                "api/run.sh", "true\n",
                "api/notes.md", "1\n"));
        assertThat(since("base")).isEqualTo("api NONE [UNCHANGED]");

        repo.write("delivery.yaml", IMAGES.replace("\"1\"", "\"2\""));
        assertThat(since("base")).isEqualTo("api INCREMENTAL [DEFINITION]");
        repo.write("delivery.yaml", IMAGES).write("api/Dockerfile", "FROM scratch\nCOPY run.sh /\n");
        assertThat(since("base")).isEqualTo("api INCREMENTAL [dockerfile, documentation]");
        repo.write("api/Dockerfile", "FROM busybox\nCOPY run.sh /\n");
        assertThat(since("base")).isEqualTo("api FULL [dockerfile, documentation]");
        repo.git("checkout", "-q", "base", "--", ".");
        repo.write("api/.dockerignore", "notes.md\n");
        assertThat(since("base")).isEqualTo("api INCREMENTAL [dockerignore, documentation]");
        repo.delete("api/.dockerignore");
        assertThat(repo.path("api/run.sh").toFile().setExecutable(true)).isTrue();
        assertThat(since("base")).startsWith("api INCREMENTAL");
        Files.move(repo.path("api/run.sh"), repo.path("api/runs.sh"));
        assertThat(since("base")).startsWith("api INCREMENTAL");
        Files.createSymbolicLink(repo.path("api/run.sh"), Path.of("runs.sh"));
        repo.commit("link");
        repo.git("tag", "linked");
        repo.delete("api/run.sh");
        Files.createSymbolicLink(repo.path("api/run.sh"), Path.of("notes.md"));
        assertThat(since("linked")).startsWith("api INCREMENTAL");
    }

    @Test
    @DisplayName("What a build's key must hold: a Dockerfile that is gone is an error")
    void deletedDockerfile() {
        another(Map.of("delivery.yaml", IMAGES, "api/Dockerfile", "FROM scratch\nCOPY . /\n", "api/x", "1\n"))
                .delete("api/Dockerfile");

        assertThatThrownBy(() -> shop.plan("base"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'api' (delivery.yaml:3) has no Dockerfile at 'api/Dockerfile'");
    }

    private String since(String base) {
        return shop.shownSince(base).get(0);
    }

    /** Records that a release with this component alone runs in production. */
    private void deployed(String component) throws IOException {
        Decision decision = shop.decision(component);
        Fact.Shipped shipped =
                new Fact.Shipped("archive", decision.fingerprint(), "sha256:d", component + ".tar.gz", "", "", "v1", "");
        shop.ledger.append(new Fact.Release("v1", shop.repo.head(), "sha256:s", "sha256:m", Map.of(component, shipped)));
        shop.ledger.append(new Fact.Deployment(
                "production", "v1", "healthy", "", "v1", "deploy", Map.of(component, "sha256:d"), "", 1));
    }
}
