package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInputsTest {
    @TempDir
    Path folder;

    private GitRepo repo;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder.resolve("r"))
                .write("delivery.yaml", config("{}"))
                .write("api/Dockerfile", "FROM base:1\nCOPY . /app\n")
                .write("api/main.py", "main")
                .write("api/docs/guide.txt", "guide")
                .write("shared/common.py", "common");
        repo.commit("one");
    }

    private static String config(String image) {
        return "version: 1\ncomponents:\n  api: { path: api, image: " + image + " }\n";
    }

    private List<String> files() {
        return Look.files(Look.tree(repo), "api");
    }

    @Test
    void shouldApplyTheContextsIgnoreFile() {
        repo.write("api/.dockerignore", "docs\nDockerfile\n");

        assertThat(files()).containsExactly("api/.dockerignore", "api/Dockerfile", "api/main.py");
        Inputs inputs = Look.tree(repo).inputs();
        assertThat(inputs.componentsOf("api/docs/guide.txt")).isEmpty();
        assertThat(inputs.componentsOf("api/new.py")).containsExactly("api");
    }

    @Test
    void shouldPreferTheDockerfilesOwnIgnoreFile() {
        repo.write("api/.dockerignore", "docs\n").write("api/Dockerfile.dockerignore", "main.py\n");

        assertThat(files()).containsExactly("api/Dockerfile", "api/Dockerfile.dockerignore", "api/docs/guide.txt");
    }

    @Test
    void shouldTakeAContextElsewhereWithTheDockerfile() {
        repo.write("delivery.yaml", config("{ context: / }"))
                .write("api/Dockerfile", "FROM base:1\nCOPY shared /shared\nCOPY api/*.py /app/\n");

        Scan scan = Look.tree(repo);

        assertThat(Look.files(scan, "api")).containsExactly("api/Dockerfile", "api/main.py", "shared/common.py");
        assertThat(scan.inputs().ownerOf("shared/common.py")).isEmpty();
        assertThat(scan.inputs().componentsOf("shared/new")).containsExactly("api");
        assertThat(scan.inputs().componentsOf("api/deep/x.py")).isEmpty();
    }

    @Test
    void shouldFollowLinksToDefinitions() throws Exception {
        repo.delete("api/Dockerfile").write("build/common.Dockerfile", "FROM base:1\nCOPY main.py /\n");
        Files.createSymbolicLink(repo.path("api/Dockerfile"), Path.of("../build/common.Dockerfile"));

        assertThat(files()).containsExactly("api/Dockerfile", "api/main.py", "build/common.Dockerfile");
        repo.commit("link");
        assertThat(Look.files(Look.commit(repo, "HEAD"), "api")).contains("build/common.Dockerfile");
    }

    @Test
    void shouldTakeTheWholeContextWhereASourceIsALink() throws Exception {
        repo.write("api/Dockerfile", "FROM base:1\nCOPY current /app\n").write("api/v1/x", "x");
        Files.createSymbolicLink(repo.path("api/current"), Path.of("v1"));

        assertThat(files()).contains("api/current", "api/v1/x", "api/docs/guide.txt");
    }

    @Test
    void shouldIncludeWhatGitIgnoresWhereItIsAskedTo() {
        repo.write("delivery.yaml", config("{ include: [\"generated/**\"] }"))
                .write(".gitignore", "generated/\njunk\n")
                .commit("ignore");
        Scan before = Look.tree(repo);
        repo.write("api/generated/code.py", "1").write("api/junk", "1").write("generated/code.py", "elsewhere");
        Scan first = Look.tree(repo);
        repo.write("api/generated/code.py", "2");
        Scan second = Look.tree(repo);

        assertThat(Look.files(first, "api")).contains("api/generated/code.py").doesNotContain("api/junk");
        assertThat(first.dirty()).isFalse();
        assertThat(first.treeChanges()).isEmpty();
        assertThat(first.fingerprints()).isNotEqualTo(before.fingerprints()).isNotEqualTo(second.fingerprints());
        assertThat(Look.commit(repo, "HEAD").fingerprints()).isEqualTo(before.fingerprints());
    }

    @Test
    void shouldIncludeAnotherComponentsOutputsOnlyWhereAskedTo() {
        String archive = "  site: { path: api/site, archive: { run: make, outputs: [\"dist/**\"] } }\n";
        repo.write("delivery.yaml", config("{}") + archive).write("api/site/dist/x", "built").write("api/site/a", "a");
        Scan without = Look.tree(repo);
        repo.write("delivery.yaml", config("{ include: [\"site/dist/**\"] }") + archive);
        Scan with = Look.tree(repo);

        assertThat(Look.files(without, "api")).contains("api/site/a").doesNotContain("api/site/dist/x");
        assertThat(Look.files(with, "api")).contains("api/site/a", "api/site/dist/x");
        assertThat(Look.files(with, "site")).containsExactly("api/site/a");
    }

    @Test
    void shouldShareAPathBetweenOverlappingContexts() {
        repo.write("delivery.yaml", """
                version: 1
                components:
                  api: { path: api, image: { context: / } }
                  worker: { path: worker, image: { context: / } }
                  lib: { path: shared }
                """)
                .write("worker/Dockerfile", "FROM base:1\nCOPY shared /s\nCOPY worker /w\n");

        Scan scan = Look.tree(repo);

        assertThat(scan.inputs().componentsOf("shared/common.py")).containsExactly("api", "lib", "worker");
        assertThat(scan.inputs().ownerOf("shared/common.py")).isEqualTo("lib");
        assertThat(Look.files(scan, "worker")).containsExactly("shared/common.py", "worker/Dockerfile");
    }

    @Test
    void shouldGiveTheRootToAComponentThatIsThere() {
        repo.write("delivery.yaml", """
                version: 1
                global: ["tool.cfg"]
                components:
                  root: { path: ., archive: { run: make, outputs: ["out/**"] } }
                  api: { path: api, image: {} }
                """)
                .write("tool.cfg", "x")
                .write("out/x", "x");

        Scan scan = Look.tree(repo);

        assertThat(scan.inputs().ownerOf("tool.cfg")).isEqualTo("root");
        assertThat(scan.inputs().global("tool.cfg")).isFalse();
        assertThat(scan.inputs().ownerOf("api/main.py")).isEqualTo("api");
        assertThat(Look.files(scan, "root")).containsExactly("shared/common.py", "tool.cfg");
        assertThat(scan.inputs().componentsOf("out/deleted")).isEmpty();
    }

    @Test
    void shouldTakeInWhatTheComponentsOwnRuleNames() {
        repo.write("delivery.yaml", "version: 1\ncomponents:\n"
                        + "  api: { path: api, image: {}, rules: [{ match: [\"docs/**\"], strategy: FULL }] }\n"
                        + "  docs: { path: api/docs/inner }\n")
                .write("api/Dockerfile", "FROM base:1\nCOPY main.py /app\n")
                .write("api/docs/inner/x.txt", "not api's")
                .write("api/other.txt", "not copied");
        repo.commit("rules");

        Scan scan = Look.tree(repo);

        assertThat(Look.files(scan, "api"))
                .containsExactly("api/Dockerfile", "api/docs/guide.txt", "api/main.py");
        assertThat(scan.inputs().componentsOf("api/docs/new.txt")).containsExactly("api");
        assertThat(scan.inputs().inContext(scan.inputs().number("api"), "api/docs/guide.txt")).isFalse();
    }

    @Test
    void shouldTakeEverythingWhereABaseImageFromHereHasTriggers() {
        repo.write("delivery.yaml", "version: 1\ncomponents:\n"
                        + "  base: { path: base, image: {} }\n"
                        + "  api: { path: api, image: {}, dependsOn: [base] }\n")
                .write("base/Dockerfile", "FROM scratch\nCOPY x /\n  onbuild COPY . /app\n")
                .write("base/x", "1")
                .write("api/Dockerfile", "FROM shop/base\nCOPY main.py /app/\n");

        assertThat(files()).contains("api/docs/guide.txt");

        repo.write("base/Dockerfile", "FROM scratch\nCOPY x /\n# ONBUILD COPY . /app\n");
        assertThat(files()).doesNotContain("api/docs/guide.txt");
    }

    @Test
    void shouldCountTestsThatNoComponentHoldsAsPartOfTheTrial() {
        repo.write("api/Dockerfile", "FROM base:1\nCOPY main.py /app\n")
                .write("api/tests/test_main.py", "1")
                .write("e2e/all.py", "1")
                .write("api/notes.txt", "1");
        repo.commit("tests");
        Scan first = Look.tree(repo);
        repo.write("api/tests/test_main.py", "2").write("e2e/more.py", "1").delete("e2e/all.py");
        Scan changed = Look.tree(repo);
        repo.commit("more");
        Scan committed = Look.tree(repo);
        Scan anew = Look.tree(GitRepo.at(cloned()));

        assertThat(first.trialFiles()).containsOnlyKeys("api/tests/test_main.py", "e2e/all.py");
        assertThat(changed.trialFiles()).containsOnlyKeys("api/tests/test_main.py", "e2e/more.py");
        assertThat(changed.trialFiles()).isNotEqualTo(first.trialFiles()).isEqualTo(committed.trialFiles());
        assertThat(anew.trialFiles()).as("looked at without any snapshot").isEqualTo(committed.trialFiles());
        assertThat(changed.fingerprints()).isEqualTo(first.fingerprints());
    }

    private Path cloned() {
        repo.git("clone", "-q", repo.root().toString(), folder.resolve("clone").toString());
        return folder.resolve("clone");
    }
}
