package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which edits are followed from a snapshot, and that each finds what a full look finds. */
class DefinitionEditsTest {
    private static final String A =
            """
            {
              "name": "a",
              "version": "1.0.0",
              "dependencies": {
                "b": "1",
                "left-pad": "1"
              }
            }
            """;

    private static final String LOCK =
            """
            { "lockfileVersion": 3, "packages": { "": {}, "js/a": { "dependencies": { "left-pad": "1" } }, "js/b": {},
              "js/c": {}, "node_modules/left-pad": { "version": "1.0.0" } } }
            """;

    private static final String POM = "<project><groupId>g</groupId><artifactId>a</artifactId><dependencies><dependency>"
            + "<groupId>x</groupId><artifactId>y</artifactId><version>%s</version></dependency></dependencies>%s</project>";

    @TempDir
    Path folder;

    private GitRepo repo;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder.resolve("r"))
                .write("package.json", "{ \"workspaces\": [\"js/*\"] }")
                .write("package-lock.json", LOCK)
                .write("js/a/package.json", A)
                .write("js/a/Dockerfile", "FROM node:18\nCOPY src /src\n")
                .write("js/a/src/a.ts", "a")
                .write("js/b/package.json", "{ \"name\": \"b\", \"dependencies\": { \"x\": \"file:../../extra\" } }")
                .write("js/c/package.json", "{ \"name\": \"c\" }")
                .write("rs/c/Cargo.toml", "[package]\nname = \"c\"\nversion = \"1.0.0\"\n")
                .write("py/pyproject.toml",
                        "[project]\nname = \"py\"\nversion = \"1\"\ndependencies = [\"other\"]\n[tool.ruff]\na = 0\n")
                .write("py/requirements.txt", "pad==1\n")
                .write("go/go.mod", "module ex.org/go\nrequire ex.org/pad v1.0.0\n")
                .write("jvm/pom.xml", POM.formatted("1", ""))
                .write("gr/settings.gradle", "include 'x'\n")
                .write("gr/build.gradle", "version = '1'\n")
                .write("gr/x/build.gradle", "\n")
                .write("net/Web.csproj", "<Project><PropertyGroup><A>1</A></PropertyGroup></Project>")
                .write("extra/e.txt", "e");
        repo.commit("first");
        agree(repo.head());
    }

    static Stream<Arguments> followed() {
        return Stream.of(
                Arguments.of("js/a/package.json", A.replace("1.0.0", "1.0.1")),
                Arguments.of("js/a/package.json", A.replace("\"version\"", "\"scripts\": { },\n\"version\"")),
                Arguments.of("js/a/package.json", A.replace("left-pad", "right-pad")),
                Arguments.of("js/a/package.json", A.replace("\"b\": \"1\"", "\"b\": \"2\"")),
                Arguments.of("js/a/package.json", A.replace("\"b\"", "\"pad\": \"npm:c@1\",\n\"b\"")),
                Arguments.of("js/a/Dockerfile", "FROM node:20\nRUN make\nCOPY src /src\n"),
                Arguments.of("package-lock.json", LOCK.replace("1.0.0", "1.0.1")),
                Arguments.of("package-lock.json", LOCK.replace("\"js/c\": {},", "")),
                Arguments.of("rs/c/Cargo.toml", "[package]\nname = \"c\"\nversion = \"1.0.1\"\n[features]\nx = []\n"),
                Arguments.of(
                        "py/pyproject.toml",
                        "[project]\nversion = \"2\"\nname = \"py\"\ndependencies = [\"other\"]\n[tool.ruff]\na = 1\n"),
                Arguments.of("py/requirements.txt", "pad==2\n"),
                Arguments.of("go/go.mod", "module ex.org/go\nrequire ex.org/pad v1.0.1\n"),
                Arguments.of("jvm/pom.xml", POM.formatted("2", "")),
                Arguments.of("gr/build.gradle", "version = '2'\n"),
                Arguments.of("gr/settings.gradle", "include 'x' // y\n"),
                Arguments.of("net/Web.csproj", "<Project><PropertyGroup><A>2</A></PropertyGroup></Project>"),
                Arguments.of("zz.txt", "new"),
                Arguments.of("js/a/.eslintrc.json", "{}"),
                Arguments.of("js/c/vite.config.ts", "new"));
    }

    static Stream<Arguments> lookedAtInFull() {
        return Stream.of(
                Arguments.of("js/a/package.json", A.replace("\"a\"", "\"other\"")),
                Arguments.of("js/a/package.json", A.replace("left-pad", "c")),
                Arguments.of("js/a/package.json", A.replace("\"b\": \"1\"", "\"pad\": \"1\"")),
                Arguments.of("js/a/package.json", A.replace("\"dependencies\"", "\"devDependencies\"")),
                Arguments.of("js/a/package.json", A.replace("\"b\": \"1\"", "\"b\": \"file:../b\"")),
                Arguments.of("js/a/package.json", A.replace("\"version\"", "\"workspaces\": [],\n\"version\"")),
                Arguments.of("js/a/package.json", "{"),
                Arguments.of("js/b/package.json", "{ \"name\": \"b\", \"dependencies\":\n{ \"x\": \"file:../../extra\" } }"),
                Arguments.of("js/a/Dockerfile", "FROM node:18\nCOPY src ../b /src\n"),
                Arguments.of("js/a/Dockerfile", "FROM node:18\nCOPY src /src\nONBUILD COPY src /src\n"),
                Arguments.of("package-lock.json", "{"),
                Arguments.of("package.json", "{ \"workspaces\": [\"js/*\"], \"private\": true }"),
                Arguments.of("js/a/.dockerignore", "src\n"),
                Arguments.of("js/d/package.json", "{ \"name\": \"left-pad\" }"),
                Arguments.of("js/c/Dockerfile", "FROM scratch\nCOPY . /c\n"),
                Arguments.of("rs/c/Cargo.toml", "[package]\nname = \"d\"\n"),
                Arguments.of("rs/c/Cargo.toml", "[package]\nname = \"c\"\n[dependencies]\nx = { path = \"../../extra\" }\n"),
                Arguments.of("py/pyproject.toml", "[project]\nname = \"py\"\ndependencies = [\"left\"]\n"),
                Arguments.of("py/requirements.txt", "pad==2\n../extra\n"),
                Arguments.of("go/go.mod", "module ex.org/go\nreplace ex.org/pad => ../extra\n"),
                Arguments.of("jvm/pom.xml", POM.formatted("1", "<properties><z>1</z></properties>")),
                Arguments.of("gr/settings.gradle", "include 'x', 'y'\n"),
                Arguments.of("gr/x/build.gradle", "dependencies { implementation project(':y') }\n"),
                Arguments.of("net/Web.csproj", "<Project><Import Project=\"../extra/e.txt\" /></Project>"),
                Arguments.of("requirements.txt", "x\n"));
    }

    @ParameterizedTest
    @MethodSource("followed")
    void shouldFollowWhatDefinesTheSame(String path, String content) throws IOException {
        assertThat(snapshotsAfter(path, content)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("lookedAtInFull")
    void shouldLookInFullAtWhatMayDefineSomethingElse(String path, String content) throws IOException {
        assertThat(snapshotsAfter(path, content)).isEqualTo(2);
    }

    @Test
    void shouldTellTheLineOnWhichALinkStandsByNow() {
        repo.write("js/a/package.json", A.replace("\"version\"", "\"private\": true,\n\"version\""));

        assertThat(agree("").project().component("a").orElseThrow().facts().links())
                .containsExactly(new Component.Link("b", "runtime", "js/a/package.json:6"));
    }

    @Test
    void shouldAffectOnlyThoseForWhichALockFileResolvesToSomethingElse() {
        Scan before = agree(repo.head());
        repo.write("package-lock.json", LOCK.replace("1.0.0", "1.0.1"));

        Scan after = agree("");
        assertThat(after.fingerprints().get("a")).isNotEqualTo(before.fingerprints().get("a"));
        assertThat(after.fingerprints().get("b")).isEqualTo(before.fingerprints().get("b"));
    }

    @Test
    void shouldKeepWhatATrialIsMadeOf() {
        repo.write("delivery.yaml", "version: 1\ninfer: true\ntrial: { run: \"cat js/a/package.json package-lock.json\" }\n")
                .commit("trial");
        Scan before = agree(repo.head());
        repo.write("js/a/package.json", A.replace("1.0.0", "1.0.1")).commit("edit");

        assertThat(agree(repo.head()).trialFiles()).isNotEqualTo(before.trialFiles());
        repo.write("package-lock.json", LOCK.replace("1.0.0", "1.0.1"));
        assertThat(agree("").trialFiles()).containsKeys("js/a/package.json", "package-lock.json");
    }

    @Test
    void shouldKnowEveryNameWhereOneCannotBeRead() throws IOException {
        repo.write("js/b/package.json", "{").commit("broken");
        agree(repo.head());

        repo.write("js/a/package.json", A.replace("left-pad", "js/b")).commit("named after a folder");

        agree(repo.head());
        assertThat(snapshots()).isEqualTo(3);
    }

    /** A look in full leaves a snapshot of its own. */
    private long snapshotsAfter(String path, String content) throws IOException {
        repo.write(path, content);
        agree("");
        repo.commit("second");
        agree(repo.head());
        return snapshots();
    }

    private Scan agree(String revision) {
        RandomHistoriesTest.Both.Pair both = Look.act(repo.root(), new RandomHistoriesTest.Both(revision));
        assertThat(both.quick()).usingRecursiveComparison().ignoringFields("inputs").isEqualTo(both.full());
        return both.quick();
    }

    private long snapshots() throws IOException {
        try (Stream<Path> files = Files.list(repo.path(".git/delivery/snapshots"))) {
            return files.count();
        }
    }
}
