package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays random histories. At every step what follows the differences must find what a full look finds, and no component
 * may be skipped whose bytes, built by a slow and simple builder from the files on disk, differ.
 */
class RandomHistoriesTest {
    private static final String CONFIGURATION =
            """
            version: 1
            project: random
            ignore: ["*.md"]
            global: [".nvmrc"]
            components:
              lib: { path: libs/lib }
              app:
                path: apps/app
                dependsOn: [%s]
                archive: { run: "true", outputs: ["out/**"] }
              inner: { path: apps/app/inner, archive: { run: "true", outputs: ["out/**"] } }
              web: { path: web, dependsOn: [app], image: {} }
            """;

    private static final List<String> FOLDERS =
            List.of("libs/lib", "apps/app", "apps/app/inner", "apps/app/deep/er", "web", "web/src", "web/src/a", "docs");
    private static final List<String> NAMES = List.of(
            "a.ts", "b.py", "main.go", "c.css", "notes.md", "package.json", "data", "script.sh", "link", "b.config.js",
            "skip.ts", "ü b.ts");

    @TempDir
    Path folder;

    private GitRepo repo;
    private Random random;

    static IntStream seeds() {
        return IntStream.range(0, System.getProperty("thorough") == null ? 3 : 150);
    }

    /** Looks at one state by both ways. */
    record Both(String revision) implements Workspace.Work<Both.Pair> {
        record Pair(Scan quick, Scan full) implements Serializable {}

        @Override
        public Pair in(Workspace.Place place) throws IOException, InterruptedException {
            try (Scans scans = new Scans(place, new ConfigSource("", ""), revision.isEmpty())) {
                Looked quick = scans.look(revision);
                Looked full = scans.lookInFull(revision);
                return new Pair(
                        quick.withDocuments(quick.scan().fingerprints().keySet()),
                        full.withDocuments(full.scan().fingerprints().keySet()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldSkipNothingThatDiffers(int seed) throws IOException {
        random = new Random(seed);
        repo = GitRepo.init(folder.resolve("r" + seed))
                .write("delivery.yaml", CONFIGURATION.formatted("lib"))
                .write("libs/lib/a.ts", "lib")
                .write("apps/app/a.ts", "app")
                .write("apps/app/inner/a.ts", "inner")
                .write("web/Dockerfile", "FROM scratch\nCOPY src /src\n")
                .write("web/src/a.ts", "web");
        List<String> commits = new ArrayList<>(List.of(repo.commit("0")));
        Map<String, Map<String, String>> built = new HashMap<>();
        built.put(commits.get(0), build());
        for (int step = 1; step <= 8; step++) {
            String before = commits.get(random.nextInt(commits.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                change(commits);
            }
            agree("");
            mustNotSkip("", before, built);
            if (random.nextInt(4) > 0) {
                repo.git("add", "-A");
                repo.git("commit", "-q", "--allow-empty", "-m", String.valueOf(step));
                commits.add(repo.head());
                built.put(repo.head(), build());
                agree(repo.head());
                mustNotSkip(repo.head(), before, built);
            }
        }
    }

    private void agree(String revision) {
        Both.Pair both = Look.act(repo.root(), new Both(revision));
        assertThat(both.quick().documents()).isEqualTo(both.full().documents());
        assertThat(both.quick().fingerprints()).isEqualTo(both.full().fingerprints());
        assertThat(both.quick().warnings()).isEqualTo(both.full().warnings());
        assertThat(both.quick().treeChanges()).isEqualTo(both.full().treeChanges());
        assertThat(both.quick().project()).isEqualTo(both.full().project());
        assertThat(both.quick().trialFiles()).isEqualTo(both.full().trialFiles());
    }

    private void mustNotSkip(String head, String before, Map<String, Map<String, String>> built) throws IOException {
        Survey.Seen seen = Look.act(repo.root(), new Survey(head, "", "", before, Map.of(), false));
        Map<String, String> now = build();
        built.get(before).forEach((name, bytes) -> {
            if (!bytes.equals(now.get(name))) {
                assertThat(seen.scan().fingerprints().get(name))
                        .describedAs("%s since %s", name, before)
                        .isNotEqualTo(seen.before().fingerprints().get(name));
                assertThat(seen.scan().documents()).containsKey(name);
            }
        });
    }

    private void change(List<String> commits) throws IOException {
        String path = any(FOLDERS) + "/" + any(NAMES);
        Path file = repo.path(path);
        switch (random.nextInt(14)) {
            case 0, 1 -> delete(file);
            case 2 -> {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    assertThat(file.toFile().setExecutable(!Files.isExecutable(file))).isTrue();
                }
            }
            case 3 -> {
                delete(file);
                Files.createDirectories(file.getParent());
                Files.createSymbolicLink(file, Path.of("a.ts"));
            }
            case 4 -> repo.write("web/Dockerfile", "FROM scratch\nCOPY " + any(List.of("src", "src/a*", ".")) + " /src\n");
            case 5 -> repo.write("web/.dockerignore", any(List.of("src/skip.ts\n", "data\n", "\n")));
            case 6 -> repo.write("delivery.yaml", CONFIGURATION.formatted(any(List.of("lib", "", "lib, inner"))));
            case 7 -> repo.write(".nvmrc", any(List.of("18", "20")));
            case 8 -> {
                // as a revert, or a branch that is taken up again
                repo.git("read-tree", "-u", "--reset", any(commits));
            }
            case 9 -> repo.git("add", "-A");
            default -> {
                delete(file);
                repo.write(path, "content " + random.nextInt(5));
            }
        }
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** What a shell's {@code cat} of each component's files, after those of what it depends on, would print. */
    private Map<String, String> build() throws IOException {
        String configuration = Files.readString(repo.path("delivery.yaml"));
        String dependsOn = configuration.substring(configuration.indexOf("dependsOn: [") + 12);
        String lib = cat("libs/lib", "");
        String inner = cat("apps/app/inner", "");
        String app = cat("apps/app", "apps/app/inner")
                + (dependsOn.startsWith("lib") ? lib : "")
                + (dependsOn.startsWith("lib, inner") ? inner : "");
        String global = Files.exists(repo.path(".nvmrc")) ? Files.readString(repo.path(".nvmrc")) : "";
        Map<String, String> built = new TreeMap<>();
        built.put("lib", global + lib);
        built.put("inner", global + inner);
        built.put("app", global + app);
        built.put("web", global + app + image());
        return built;
    }

    private String image() throws IOException {
        String dockerfile = Files.readString(repo.path("web/Dockerfile"));
        String ignored = Files.exists(repo.path("web/.dockerignore"))
                ? Files.readString(repo.path("web/.dockerignore")).strip()
                : "";
        StringBuilder out = new StringBuilder(dockerfile);
        for (String line : cat("web", "").split("\n")) {
            String path = line.substring(0, Math.max(line.indexOf('\t'), 0));
            boolean copied = dockerfile.contains("COPY . ")
                    ? !path.equals("web/.dockerignore")
                    : path.startsWith(dockerfile.contains("src/a*") ? "web/src/a" : "web/src/");
            if (copied && !path.equals("web/" + ignored)) {
                out.append(line).append('\n');
            }
        }
        return out.toString();
    }

    private String cat(String path, String without) throws IOException {
        if (!Files.isDirectory(repo.path(path))) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        try (Stream<Path> files = Files.walk(repo.path(path))) {
            for (Path file : files.sorted().toList()) {
                String name = repo.root().relativize(file).toString();
                if (name.endsWith(".md") || !without.isEmpty() && name.startsWith(without + "/")) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    out.append(name).append("\t-> ").append(Files.readSymbolicLink(file)).append('\n');
                } else if (Files.isRegularFile(file)) {
                    out.append(name).append('\t').append(Files.isExecutable(file)).append(Files.readString(file)).append('\n');
                }
            }
        }
        return out.toString();
    }
}
