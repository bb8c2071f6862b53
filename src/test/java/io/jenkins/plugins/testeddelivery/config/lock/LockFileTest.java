package io.jenkins.plugins.testeddelivery.config.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each lock file has the projects {@code ""}, {@code a} and {@code b}; {@code a} needs x, which needs y; b needs z. */
class LockFileTest {
    private static final String NPM = """
            { "name": "shop", "lockfileVersion": 3, "packages": {
              "": { "name": "shop", "workspaces": ["a", "b"] },
              "a": { "version": "1.0.0", "dependencies": { "x": "^1.0.0" } },
              "b": { "version": "1.0.0", "devDependencies": { "z": "^3.0.0" } },
              "node_modules/a": { "resolved": "a", "link": true },
              "node_modules/b": { "resolved": "b", "link": true },
              "node_modules/x": { "version": "1.0.0", "integrity": "sha512-x", "dependencies": { "y": "^2.0.0" } },
              "node_modules/y": { "version": "2.0.0", "integrity": "sha512-y" },
              "node_modules/z": { "version": "3.0.0", "integrity": "sha512-z", "optionalDependencies": { "absent": "1" } }
            } }
            """;
    private static final String PNPM_9 = """
            lockfileVersion: '9.0'
            settings:
              autoInstallPeers: true
            importers:
              .: {}
              a:
                dependencies:
                  x:
                    specifier: ^1.0.0
                    version: 1.0.0(y@2.0.0)
              b:
                devDependencies:
                  z:
                    specifier: ^3.0.0
                    version: 3.0.0
            packages:
              x@1.0.0:
                resolution: {integrity: sha512-x}
              y@2.0.0:
                resolution: {integrity: sha512-y}
              z@3.0.0:
                resolution: {integrity: sha512-z}
            snapshots:
              x@1.0.0(y@2.0.0):
                dependencies:
                  y: 2.0.0
              y@2.0.0: {}
              z@3.0.0: {}
            """;
    private static final String PNPM_6 = """
            lockfileVersion: '6.0'
            importers:
              .: {}
              a:
                dependencies:
                  x: { specifier: ^1.0.0, version: 1.0.0 }
              b:
                dependencies:
                  z: { specifier: ^3.0.0, version: 3.0.0 }
            packages:
              /x@1.0.0:
                resolution: {integrity: sha512-x}
                dependencies:
                  y: 2.0.0
              /y@2.0.0:
                resolution: {integrity: sha512-y}
              /z@3.0.0:
                resolution: {integrity: sha512-z}
            """;
    private static final String YARN_1 = """
            # yarn lockfile v1


            x@^1.0.0:
              version "1.0.0"
              resolved "https://r/x-1.0.0.tgz#x"
              dependencies:
                y "^2.0.0"

            "y@^2.0.0", "y@^2.0.1":
              version "2.0.0"
              resolved "https://r/y-2.0.0.tgz#y"

            z@^3.0.0:
              version "3.0.0"
              resolved "https://r/z-3.0.0.tgz#z"
            """;
    private static final String YARN_4 = """
            __metadata:
              version: 8
            "shop@workspace:.":
              version: 0.0.0-use.local
              resolution: "shop@workspace:."
              languageName: unknown
              linkType: soft
            "a@workspace:a":
              version: 0.0.0-use.local
              resolution: "a@workspace:a"
              dependencies:
                x: "npm:^1.0.0"
            "b@workspace:b":
              version: 0.0.0-use.local
              resolution: "b@workspace:b"
              dependencies:
                z: "npm:^3.0.0"
            "x@npm:^1.0.0":
              version: 1.0.0
              dependencies:
                y: "npm:^2.0.0"
              checksum: 10/x
            "y@npm:^2.0.0":
              version: 2.0.0
              checksum: 10/y
            "z@npm:^3.0.0":
              version: 3.0.0
              checksum: 10/z
            """;
    private static final String CARGO = """
            version = 4

            [[package]]
            name = "a"
            version = "0.1.0"
            dependencies = [
             "x",
            ]

            [[package]]
            name = "b"
            version = "0.1.0"
            dependencies = ["z 3.0.0"]

            [[package]]
            name = "x"
            version = "1.0.0"
            source = "registry+https://r"
            checksum = "x"
            dependencies = ["y"]

            [[package]]
            name = "y"
            version = "2.0.0"
            source = "registry+https://r"
            checksum = "y"

            [[package]]
            name = "z"
            version = "3.0.0"
            source = "registry+https://r"
            checksum = "z"
            """;
    private static final String UV = """
            version = 1
            requires-python = ">=3.11"

            [[package]]
            name = "shop"
            version = "0.1.0"
            source = { virtual = "." }

            [[package]]
            name = "a"
            version = "0.1.0"
            source = { editable = "a" }
            dependencies = [ { name = "x" } ]

            [[package]]
            name = "b"
            version = "0.1.0"
            source = { editable = "b" }
            [package.dev-dependencies]
            dev = [ { name = "z" } ]

            [[package]]
            name = "x"
            version = "1.0.0"
            source = { registry = "https://r" }
            sdist = { url = "https://r/x", hash = "sha256:x" }
            dependencies = [ { name = "y", marker = "python_version < '3.13'" } ]

            [[package]]
            name = "y"
            version = "2.0.0"
            source = { registry = "https://r" }
            sdist = { url = "https://r/y", hash = "sha256:y" }

            [[package]]
            name = "z"
            version = "3.0.0"
            source = { registry = "https://r" }
            sdist = { url = "https://r/z", hash = "sha256:z" }
            """;

    private static Map<String, byte[]> manifests(LockFile kind) {
        Map<String, byte[]> manifests = new HashMap<>();
        if (kind == LockFile.YARN) {
            manifests.put("", bytes("{\"name\":\"shop\",\"private\":true}"));
            manifests.put("a", bytes("{\"name\":\"a\",\"dependencies\":{\"x\":\"^1.0.0\"}}"));
            manifests.put("b", bytes("{\"name\":\"b\",\"dependencies\":{\"z\":\"^3.0.0\"}}"));
        }
        if (kind == LockFile.CARGO) {
            manifests.put("", bytes("[workspace]\nmembers = [\"a\", \"b\"]\n"));
            manifests.put("a", bytes("[package]\n# who\nname = \"a\"\n[dependencies]\nname = \"no\"\n"));
            manifests.put("b", bytes("[package]\nname='b'\n"));
        }
        return manifests;
    }

    private static Set<String> changed(LockFile kind, String before, String after) throws IOException {
        Map<String, String> old = kind.slices(bytes(before), manifests(kind));
        Map<String, String> now = kind.slices(bytes(after), manifests(kind));
        assertThat(now.keySet()).isEqualTo(old.keySet()).contains("a", "b");
        Set<String> changed = new TreeSet<>(now.keySet());
        changed.removeIf(folder -> now.get(folder).equals(old.get(folder)));
        return changed;
    }

    @ParameterizedTest
    @CsvSource({
        "PACKAGE_LOCK, NPM",
        "PNPM, PNPM_9",
        "PNPM, PNPM_6",
        "YARN, YARN_1",
        "YARN, YARN_4",
        "CARGO, CARGO",
        "UV, UV"
    })
    void shouldReachOnlyTheProjectWhoseDependenciesChanged(LockFile kind, String name) throws IOException {
        String lock = named(name);

        assertThat(changed(kind, lock, lock.replace("2.0.0", "2.0.9"))).containsExactly("a");
        assertThat(changed(kind, lock, lock.replace("3.0.0", "3.0.9").replace("^3.0.9", "^3.0.0")))
                .containsExactly("b");
        assertThat(changed(kind, lock, lock + "\n")).isEmpty();
    }

    private static String named(String name) {
        return switch (name) {
            case "NPM" -> NPM;
            case "PNPM_9" -> PNPM_9;
            case "PNPM_6" -> PNPM_6;
            case "YARN_1" -> YARN_1;
            case "YARN_4" -> YARN_4;
            case "CARGO" -> CARGO;
            default -> UV;
        };
    }

    @Test
    void shouldNotMindWhereNpmPutsAPackage() throws IOException {
        String nested = NPM.replace("\"node_modules/y\"", "\"node_modules/x/node_modules/y\"");

        assertThat(changed(LockFile.PACKAGE_LOCK, NPM, nested)).isEmpty();
    }

    @Test
    void shouldFollowAProjectThatNeedsAnother() throws IOException {
        String linked = NPM.replace("\"devDependencies\": {", "\"dependencies\": { \"a\": \"*\" }, \"devDependencies\": {");

        assertThat(changed(LockFile.PACKAGE_LOCK, linked, linked.replace("sha512-y", "sha512-other")))
                .containsExactly("a", "b");
    }

    @Test
    void shouldReachAllForASettingThatConcernsAll() throws IOException {
        assertThat(changed(LockFile.PNPM, PNPM_9, PNPM_9.replace("autoInstallPeers: true", "autoInstallPeers: false")))
                .containsExactly("", "a", "b");
    }

    @Test
    void shouldTellPackagesThatNeedEachOther() throws IOException {
        String circle = CARGO.replace("checksum = \"y\"", "checksum = \"y\"\ndependencies = [\"x\"]");

        assertThat(changed(LockFile.CARGO, circle, circle.replace("checksum = \"x\"", "checksum = \"n\"")))
                .containsExactly("a");
    }

    @Test
    void shouldTakeAnyEntryOfTheNameWhereAResolutionOverridesTheRange() throws IOException {
        String resolved = YARN_1.replace("z@^3.0.0:", "z@3.0.0:");

        assertThat(changed(LockFile.YARN, resolved, resolved.replace("tgz#z", "tgz#other"))).containsExactly("b");
    }

    @Test
    void shouldNotMindOrderAndCommentsOfLines() throws IOException {
        Map<String, String> before = LockFile.GO.slices(bytes("m v1 h1:a\nn v2 h1:b\n"), Map.of());

        assertThat(LockFile.GO.slices(bytes("n v2 h1:b\n\nm v1 h1:a"), Map.of())).isEqualTo(before);
        assertThat(LockFile.GO.slices(bytes("n v2 h1:b\nm v1 h1:c"), Map.of())).isNotEqualTo(before);
    }

    @Test
    void shouldNotMindWhichManifestPoetryLockedFor() throws IOException {
        String lock = """
                [[package]]
                name = "x"
                version = "1.0.0"

                [metadata]
                python-versions = "^3.11"
                content-hash = "one"
                """;
        Map<String, String> before = LockFile.POETRY.slices(bytes(lock), Map.of());

        assertThat(LockFile.POETRY.slices(bytes(lock.replace("one", "two")), Map.of())).isEqualTo(before);
        assertThat(LockFile.POETRY.slices(bytes(lock.replace("1.0.0", "1.0.1")), Map.of())).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(LockFile.class)
    void shouldRefuseMarkersOfAMergeConflict(LockFile kind) {
        String conflict = "<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n";

        assertThatThrownBy(() -> kind.slices(bytes(conflict), Map.of())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(value = LockFile.class, names = {"GO", "GRADLE"}, mode = EnumSource.Mode.EXCLUDE)
    void shouldRefuseWhatIsNoSuchFile(LockFile kind) {
        for (String text : new String[] {"[1, 2]", "- a\n- b\n", "\u0000", "{\"packages\": 3}", "a: [b", "[[package]]\nname = 1\ndependencies = [{}]\n"}) {
            assertThatThrownBy(() -> kind.slices(bytes(text), Map.of()), text).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 100_000})
    void shouldRefuseWhatIsNestedTooDeeply(int depth) {
        String deep = "lockfileVersion: 9\nimporters: " + "[".repeat(depth) + "]".repeat(depth);

        assertThatThrownBy(() -> LockFile.PNPM.slices(bytes(deep), Map.of())).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseALockThatDoesNotHoldWhatItNames() {
        assertThatThrownBy(() -> LockFile.CARGO.slices(bytes(CARGO.replace("\"z 3.0.0\"", "\"gone\"")), Map.of()))
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> LockFile.PNPM.slices(bytes(PNPM_9.replace("version: 3.0.0", "version: 4.0.0")), Map.of()))
                .hasMessageContaining("4.0.0");
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertThatThrownBy(() -> LockFile.PACKAGE_LOCK.slices(new byte[LockFile.MOST_BYTES + 1], Map.of()))
                .hasMessageContaining("bytes");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
