package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays random histories of a repository that has no configuration, in which the manifests of all ecosystems come, change
 * and go. What follows a snapshot must find what a full look finds, and skip no component whose bytes differ.
 */
class RandomManifestsTest {
    private static final String NPM = "{ \"name\": \"%s\", \"dependencies\": { %s } }";
    private static final String CRATE = "[package]\nname = \"%s\"\nversion = \"1.0.0\"\n[dependencies]\n%s\n";
    private static final String POM =
            "<project><groupId>g</groupId><artifactId>%s</artifactId><version>1</version>%s</project>";

    /** What may stand at a path; an empty text: nothing. */
    private static final Map<String, List<String>> MANIFESTS = manifests();

    private static final List<String> FOLDERS = List.of(
            "js/a", "js/b", "js/b/src", "rs/a", "rs/b/src", "go/a", "go/lib", "jvm/app", "jvm/core", "jvm/buildSrc/src", "gr/a",
            "gr/src", "gr/lib", "py/app", "py/lib", "py/extra", "net/Web", "net/Core", "svc/api", "svc/shared", "extra", "docs");

    private static final List<String> SOURCES =
            List.of("a.ts", "b.py", "main.go", "c.rs", "D.java", "E.cs", "notes.md", "x.css", "index.js",
                    "zz.txt", "data.json", ".eslintrc.yml", "setup.py", "Makefile", "build.rs");

    @TempDir
    Path folder;

    private GitRepo repo;
    private Random random;

    static IntStream seeds() {
        return IntStream.range(0, System.getProperty("thorough") == null ? 3 : 150);
    }

    private static Map<String, List<String>> manifests() {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("package.json", List.of("{ \"workspaces\": [\"js/*\"] }", "{ \"workspaces\": [\"js/a\"] }", "{", ""));
        all.put("js/a/package.json", List.of(
                NPM.formatted("a", ""), NPM.formatted("a", "\"b\": \"*\""), NPM.formatted("a", "\"x\": \"file:../../extra\""),
                NPM.formatted("other", ""), NPM.formatted("a", "\n\"pad\": \"1\",\n\"b\": \"^1\""),
                NPM.formatted("a", "\"b\": \"^2\", \"other\": \"1\""), "{", ""));
        all.put("js/b/package.json", List.of(NPM.formatted("b", ""), NPM.formatted("b", "\"a\": \"*\""),
                NPM.formatted("b", "\"pad\": \"2\",\n \"a\": \"3\""), NPM.formatted("b", "\"js\": \"2\""), ""));
        all.put("js/b/Dockerfile", List.of("FROM scratch\nCOPY . /b\n", "FROM scratch\nCOPY src /b\n",
                "# two\nFROM own/shared\nCOPY src /b\n", "FROM own/shared:2\nRUN x\nCOPY src /b\n", ""));
        all.put("pnpm-workspace.yaml", List.of("packages: [\"js/*\"]\n", ""));
        all.put("package-lock.json", List.of(
                "{ \"lockfileVersion\": 3, \"packages\": { \"\": {}, \"js/a\": {}, \"js/b\": { \"dependencies\": { \"z\": \"1\" } }, \"node_modules/z\": { \"version\": \"1.0.0\" } } }",
                "{ \"lockfileVersion\": 3, \"packages\": { \"\": {}, \"js/a\": {}, \"js/b\": { \"dependencies\": { \"z\": \"1\" } }, \"node_modules/z\": { \"version\": \"1.0.1\" } } }",
                "{", ""));
        all.put("pnpm-lock.yaml", List.of("",
                "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  js/a: {}\n  js/b: { dependencies: { z: { specifier: '1', version: 1.0.0 } } }\npackages:\n  z@1.0.0: {}\nsnapshots:\n  z@1.0.0: {}\n",
                "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  js/b: { dependencies: { z: { specifier: '1', version: 1.0.1 } } }\npackages:\n  z@1.0.1: {}\nsnapshots:\n  z@1.0.1: {}\n"));
        all.put("go.sum", List.of("", "a v1 h1:x\n", "a v2 h1:y\n"));
        all.put("yarn.lock", List.of("", "# yarn lockfile v1\n\nz@1:\n  version \"1.0.0\"\n"));
        all.put("rs/Cargo.toml", List.of("[workspace]\nmembers = [\"*\"]\n", "[workspace]\nmembers = [\"a\"]\nexclude = [\"b\"]\n", ""));
        all.put("rs/a/Cargo.toml", List.of(CRATE.formatted("a", ""), CRATE.formatted("a", "b = { path = \"../b\" }"), "=", "",
                CRATE.formatted("a", "b = { path = \"../b\" }").replace("1.0.0", "1.0.1"),
                "[dependencies]\nb = { path = \"../b\" }\n" + CRATE.formatted("a", "").replace("[dependencies]", "[features]\nx = []")));
        all.put("rs/b/Cargo.toml", List.of(CRATE.formatted("b", ""), ""));
        all.put("rs/Cargo.lock", List.of("version = 3\n", "version = 4\n", ""));
        all.put("go/go.work", List.of("go 1.21\nuse ./a\nuse ./lib\n", "go 1.21\nuse ./a\n", ""));
        all.put("go/a/go.mod", List.of(
                "module ex.org/a\n", "module ex.org/a\nrequire ex.org/lib v0.0.0\nreplace ex.org/lib => ../lib\n", "",
                "module ex.org/a\n\nrequire ex.org/lib v0.0.1\nreplace ex.org/lib => ../lib\n",
                "module ex.org/a\nrequire ex.org/lib v0.0.2\nreplace ex.org/lib => ../lib\n"));
        all.put("go/lib/go.mod", List.of("module ex.org/lib\n", ""));
        all.put("jvm/pom.xml", List.of(
                POM.formatted("root", "<packaging>pom</packaging><modules><module>app</module><module>core</module></modules>"),
                POM.formatted("root", "<packaging>pom</packaging><modules><module>app</module></modules>"), ""));
        all.put("jvm/app/pom.xml", List.of(
                POM.formatted("app", ""),
                POM.formatted("app", "<dependencies><dependency><groupId>g</groupId><artifactId>core</artifactId></dependency></dependencies>"),
                POM.formatted("app", "<dependencies><dependency><groupId>g</groupId><artifactId>core</artifactId><version>2</version></dependency></dependencies>"),
                POM.formatted("app", "\n<dependencies><dependency><groupId>g</groupId><artifactId>core</artifactId></dependency></dependencies>"),
                "<", ""));
        all.put("jvm/core/pom.xml", List.of(POM.formatted("core", ""), ""));
        all.put("gr/settings.gradle", List.of("include 'a', 'lib'\n", "include 'a'\n", ""));
        all.put("gr/build.gradle", List.of("// root\n", ""));
        all.put("gr/a/build.gradle", List.of("dependencies { implementation project(':lib') }\n", "\n", "",
                "dependencies { implementation project(':lib') ; implementation 'x:y:1' }\n", "\ndependencies { implementation project(':lib') }\n"));
        all.put("gr/lib/build.gradle.kts", List.of("\n", ""));
        all.put("py/pyproject.toml", List.of("[tool.uv.workspace]\nmembers = [\"*\"]\n", ""));
        all.put("py/app/pyproject.toml", List.of(
                "[project]\nname = \"app\"\ndependencies = [\"lib\"]\n",
                "[project]\nname = \"app\"\n[tool.uv.sources]\nx = { path = \"../extra\" }\n", ""));
        all.put("py/lib/pyproject.toml", List.of("[project]\nname = \"lib\"\n", ""));
        all.put("py/app/requirements.txt", List.of("-r ../extra/more.txt\n", "../lib\n", "./vendored\n", ""));
        all.put("py/extra/more.txt", List.of("lib\n", ""));
        all.put("net/All.sln", List.of(
                "Project(\"{F}\") = \"Web\", \"Web\\Web.csproj\", \"{1}\"\nEndProject\n", "\n", ""));
        all.put("net/Web/Web.csproj", List.of(
                "<Project><ItemGroup><ProjectReference Include=\"..\\Core\\Core.csproj\" /></ItemGroup></Project>",
                "<Project />", ""));
        all.put("net/Core/Core.csproj", List.of("<Project />", ""));
        all.put("net/Directory.Build.props", List.of("<Project />", "<Project><!-- 2 --></Project>", ""));
        all.put("compose.yaml", List.of(
                "services: { api: { build: ./svc/api } }\n",
                "services: { api: { build: { context: ., dockerfile: svc/api/Dockerfile } } }\n",
                "services: { api: { build: ./svc/api, depends_on: [db] }, db: { build: ./svc/shared } }\n",
                "services: { db: { build: ./svc/shared, image: own/shared } }\n", ""));
        all.put("svc/api/Dockerfile", List.of(
                "FROM scratch\nCOPY . /api\n", "FROM scratch\nCOPY svc/api svc/shared /api/\n", "FROM scratch\n",
                "FROM own/shared\nCOPY . /api\n", "# x\n\nFROM own/shared\nRUN y\nCOPY . /api\n",
                "FROM scratch\nONBUILD COPY . /api\nCOPY . /api\n"));
        all.put("svc/shared/Dockerfile", List.of("FROM scratch\nCOPY . /shared\n"));
        all.put("svc/api/.dockerignore", List.of("*.md\n", ""));
        return all;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFollowWhateverManifestsSay(int seed) throws IOException {
        random = new Random(seed);
        repo = GitRepo.init(folder.resolve("r" + seed)).write("docs/notes.md", "notes");
        List<String> paths = List.copyOf(MANIFESTS.keySet());
        for (String path : paths) {
            repo.write(path, MANIFESTS.get(path).get(0));
        }
        List<String> commits = new ArrayList<>(List.of(repo.commit("0")));
        Map<String, Map<String, String>> built = new HashMap<>();
        built.put(commits.get(0), build(agree(commits.get(0))));
        for (int step = 1; step <= 8; step++) {
            String before = commits.get(random.nextInt(commits.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                change(paths, commits);
            }
            Map<String, String> now = build(agree(""));
            mustNotSkip("", before, built.get(before), now);
            if (random.nextInt(4) > 0) {
                repo.git("add", "-A");
                repo.git("commit", "-q", "--allow-empty", "-m", String.valueOf(step));
                commits.add(repo.head());
                built.put(repo.head(), now);
                agree(repo.head());
                mustNotSkip(repo.head(), before, built.get(before), now);
            }
        }
    }

    private Scan agree(String revision) {
        RandomHistoriesTest.Both.Pair both = Look.act(repo.root(), new RandomHistoriesTest.Both(revision));
        assertThat(both.quick().project()).isEqualTo(both.full().project());
        assertThat(both.quick().documents()).isEqualTo(both.full().documents());
        assertThat(both.quick()).usingRecursiveComparison().ignoringFields("inputs").isEqualTo(both.full());
        return both.full();
    }

    private void mustNotSkip(String head, String before, Map<String, String> then, Map<String, String> now) {
        Survey.Seen seen = Look.act(repo.root(), new Survey(head, "", "", before, Map.of(), false));
        then.forEach((name, bytes) -> {
            if (now.containsKey(name) && !bytes.equals(now.get(name))) {
                assertThat(seen.scan().fingerprints().get(name))
                        .describedAs("%s since %s", name, before)
                        .isNotEqualTo(seen.before().fingerprints().get(name));
            }
        });
    }

    private void change(List<String> paths, List<String> commits) throws IOException {
        switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> {
                String path = any(paths);
                put(path, any(MANIFESTS.get(path)));
            }
            case 4 -> repo.git("read-tree", "-u", "--reset", any(commits));
            case 5 -> Files.deleteIfExists(repo.path(any(FOLDERS) + "/" + any(SOURCES)));
            case 6 -> repo.git("add", "-A");
            default -> repo.write(any(FOLDERS) + "/" + any(SOURCES), "content " + random.nextInt(5));
        }
    }

    private void put(String path, String content) throws IOException {
        if (content.isEmpty()) {
            Files.deleteIfExists(repo.path(path));
        } else {
            repo.write(path, content);
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** By component: its files on disk, then those of all that go into it, as the project says. */
    private Map<String, String> build(Scan scan) throws IOException {
        Map<String, String> own = new HashMap<>();
        for (Component component : scan.project().components()) {
            own.put(component.name(), files(component, scan.project().components()));
        }
        Map<String, String> built = new TreeMap<>();
        for (Component component : scan.project().components()) {
            Set<String> all = new HashSet<>();
            reach(component, scan, all);
            StringBuilder out = new StringBuilder();
            all.stream().sorted().forEach(name -> out.append(own.get(name)));
            built.put(component.name(), out.toString());
        }
        return built;
    }

    private static void reach(Component component, Scan scan, Set<String> into) {
        if (into.add(component.name())) {
            component.dependsOn().forEach(name -> reach(scan.project().component(name).orElseThrow(), scan, into));
        }
    }

    /** A library's own files; of an image, whose Dockerfile decides, the Dockerfile. */
    private String files(Component component, List<Component> all) throws IOException {
        if (component.product() instanceof Component.Image image) {
            return Files.readString(repo.path(image.dockerfile()));
        }
        StringBuilder out = new StringBuilder();
        try (Stream<Path> files = Files.walk(repo.path(component.path()))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = repo.root().relativize(file).toString();
                boolean another = all.stream()
                        .anyMatch(other -> other.path().length() > component.path().length()
                                && DockerPath.within(path, other.path()));
                if (!another && !path.startsWith(".git/") && !path.equals("package-lock.json")) {
                    out.append(path).append('\t').append(Files.readString(file)).append('\n');
                }
            }
        }
        return out.toString();
    }
}
