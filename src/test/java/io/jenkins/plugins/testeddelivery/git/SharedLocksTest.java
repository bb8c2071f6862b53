package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLocksTest {
    private static final String CONFIGURATION = """
            version: 1
            components:
              web:  { path: packages/web, archive: { run: "true", outputs: ["dist/**"] } }
              lib:  { path: packages/lib }
              deep: { path: packages/lib/deep }
              tool: { path: tools/tool }
              crate: { path: crates/crate }
            """;
    private static final String LOCK = """
            { "lockfileVersion": 3, "packages": {
              "": { "devDependencies": { "t": "1" } },
              "packages/web": { "dependencies": { "x": "1" } },
              "packages/lib": { "dependencies": { "y": "1" } },
              "node_modules/t": { "version": "1.0.0" },
              "node_modules/x": { "version": "1.0.1" },
              "node_modules/y": { "version": "1.0.2" }
            } }
            """;

    @TempDir
    private Path folder;

    private GitRepo repo;

    @BeforeEach
    void makeRepository() {
        repo = GitRepo.init(folder.resolve("shop"))
                .write("delivery.yaml", CONFIGURATION)
                .write("package.json", "{}")
                .write("package-lock.json", LOCK)
                .write("packages/web/package.json", "{}")
                .write("packages/lib/package.json", "{}")
                .write("packages/lib/deep/index.js", "1")
                .write("tools/tool/run.sh", "true")
                .write("crates/crate/Cargo.toml", "[package]\nname = 'crate'\n");
        repo.commit("open");
    }

    @Test
    void shouldAffectOnlyWhoResolvesToSomethingElse() {
        assertThat(affectedBy(LOCK.replace("1.0.1", "1.9.1"))).containsExactly("web");
        assertThat(affectedBy(LOCK.replace("1.0.2", "1.9.2")))
                .as("deep lies in the project lib")
                .containsExactly("deep", "lib");
    }

    @Test
    void shouldAffectAllThatUseItByWhatTheRootResolvesTo() {
        assertThat(affectedBy(LOCK.replace("1.0.0", "1.9.0")))
                .as("a component without any manifest may use the root's, one of another kind does not")
                .containsExactly("deep", "lib", "tool", "web");
    }

    @Test
    void shouldAffectNobodyByAnotherLayout() {
        assertThat(affectedBy(LOCK.replace("{ \"lockfile", "{  \"name\": \"shop\", \"lockfile"))).isEmpty();
    }

    @Test
    void shouldAffectAllThatUseALockThatCannotBeReadAndSaySo() {
        assertThat(affectedBy("{ no lock")).containsExactly("deep", "lib", "tool", "web");
        assertThat(Look.tree(repo).warnings())
                .singleElement()
                .asString()
                .startsWith("UNREADABLE: 'package-lock.json' affects all that use it as a whole: ");
        assertThat(affectedBy("{ no lock either")).containsExactly("deep", "lib", "tool", "web");
    }

    @Test
    void shouldReadALockAndManifestsThatAreNotCommittedYet() {
        repo.write("package-lock.json", LOCK.replace("1.0.1", "1.9.1"))
                .write("Cargo.toml", "[workspace]\n")
                .write("Cargo.lock", "version = 4\n[[package]]\nname = \"crate\"\nversion = \"0.1.0\"\n")
                .write("crate/Cargo.toml", "[package]\nname = \"renamed\"\nversion = \"0.1.0\"\n");
        Scan draft = Look.tree(repo);
        repo.commit("the same");

        assertThat(draft.warnings()).isEmpty();
        assertThat(draft.fingerprints()).isEqualTo(Look.tree(repo).fingerprints());
    }

    @Test
    void shouldAffectEveryComponentWhereTheConfigurationSaysSo() {
        repo.write("delivery.yaml", CONFIGURATION + "global: [package-lock.json]\n").commit("say so");

        assertThat(affectedBy(LOCK.replace("1.0.1", "1.9.1"))).containsExactly("crate", "deep", "lib", "tool", "web");
    }

    @Test
    void shouldTakeALockThatAnImageCopiesAsTheFileItIs() {
        repo.write("delivery.yaml", CONFIGURATION + "  site: { path: site, image: { context: / } }\n")
                .write("site/Dockerfile", "FROM scratch\nCOPY package-lock.json /\nCOPY site /site\n")
                .commit("an image");

        assertThat(affectedBy(LOCK.replace("1.0.1", "1.9.1"))).containsExactly("site", "web");
    }

    @Test
    void shouldFindCratesByTheNamesInTheirManifests() {
        String lock = "version = 4\n[[package]]\nname = \"crate\"\nversion = \"0.1.0\"\ndependencies = [\"d\"]\n"
                + "[[package]]\nname = \"d\"\nversion = \"1.0.0\"\nsource = \"r\"\n"
                + "[[package]]\nname = \"e\"\nversion = \"1.0.0\"\nsource = \"r\"\n";
        repo.write("Cargo.toml", "[workspace]\n").write("Cargo.lock", lock).commit("cargo");

        assertThat(affectedBy("Cargo.lock", lock.replace("\"d\"\nversion = \"1.0.0\"", "\"d\"\nversion = \"1.0.1\"")))
                .containsExactly("crate", "tool");
        repo.write("Cargo.lock", lock).commit("as it was");
        assertThat(affectedBy("Cargo.lock", lock.replace("\"e\"\nversion = \"1.0.0\"", "\"e\"\nversion = \"1.0.1\"")))
                .containsExactly("tool");
    }

    private List<String> affectedBy(String lock) {
        return affectedBy("package-lock.json", lock);
    }

    private List<String> affectedBy(String file, String content) {
        if (file.equals("package-lock.json") && !content.startsWith("{ no lock either")) {
            repo.write(file, LOCK).git("commit", "-qam", "the lock as it was", "--allow-empty");
        }
        Map<String, String> before = Look.tree(repo).fingerprints();
        repo.write(file, content).commit("lock");
        Map<String, String> after = Look.tree(repo).fingerprints();
        List<String> affected = new ArrayList<>(after.keySet());
        affected.removeIf(name -> after.get(name).equals(before.get(name)));
        return affected;
    }
}
