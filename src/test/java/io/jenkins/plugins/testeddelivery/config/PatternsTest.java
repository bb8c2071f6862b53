package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meaning of pattern lists; Git itself is asked where it can answer. */
class PatternsTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "*.md, README.md, true",
        "*.md, services/api/README.md, true",
        "*.md, README.mdx, false",
        "docs/**, docs/a/b.txt, true",
        "docs/**, docs, false",
        "docs/**, api/docs/a.txt, false",
        "docs/, api/docs/a.txt, true",
        "docs/, docs, false",
        "/package.json, package.json, true",
        "/package.json, web/package.json, false",
        "**/templates/*.html, a/b/templates/x.html, true",
        "**/templates/*.html, templates/x.html, true",
        "**/templates/*.html, templates/x/y.html, false",
        "a/**/z, a/z, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z, a/b/c/zz, false",
        "a/**/b/**/z, a/b/b/q/z/z, true",
        "'[!a-c]x', dx, true",
        "'[!a-c]x', ax, false",
        "'[[:digit:]]x', 1x, true",
        "'[]x]y', ]y, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        "'\\#x', '#x', true",
        "'#x', '#x', false",
        "'\\!x', '!x', true",
        "'x[', 'x[', false",
        "'x\\', 'x\\', false",
        "'x  ', x, true",
        "'x\\ ', 'x ', true",
        "'Ünï*', Ünïcode, true",
    })
    void shouldReadOnePatternAsGitDoes(String pattern, String path, boolean expected) {
        assertThat(Patterns.of(List.of(pattern)).matches(path)).isEqualTo(expected);
    }

    @Test
    void shouldLetTheLastMatchWin() {
        Patterns patterns = Patterns.of(List.of("*.log", "!keep.log", "build/", "!build/keep.log"));

        assertThat(patterns.matches("a.log")).isTrue();
        assertThat(patterns.matches("x/keep.log")).isFalse();
        assertThat(patterns.matches("build/keep.log"))
                .as("its folder is matched")
                .isTrue();
    }

    @Test
    void shouldMatchNothingWithoutPatterns() {
        assertThat(Patterns.NONE.matches("a")).isFalse();
        assertThat(Patterns.of(List.of("", "  ", "/", "!")).matches("a/b")).isFalse();
    }

    @Test
    void shouldMeanTheSameAfterATravel() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Patterns.of(List.of("*.md", "!a.md")));
        }

        Patterns back = (Patterns) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(back.matches("b.md")).isTrue();
        assertThat(back.matches("a.md")).isFalse();
        assertThat(back).isEqualTo(Patterns.of(List.of("*.md", "!a.md")));
    }

    @Test
    @Timeout(20)
    void shouldNotBeSlowedDownByAHostilePattern() {
        String stars = "*a".repeat(2_000) + "b";
        String folders = "**/a/".repeat(2_000) + "b";

        Patterns patterns = Patterns.of(List.of(stars, folders));

        assertThat(patterns.matches("a".repeat(4_000))).isFalse();
        assertThat(patterns.matches("a/".repeat(300) + "c")).isFalse();
    }

    @Test
    void shouldAskAHundredPatternsOfFiftyThousandFilesInATrice() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            lines.addAll(List.of("*.x" + i, "/root" + i + "/**", "**/f" + i + "/*.js", "name" + i));
        }
        Patterns patterns = Patterns.of(lines);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();

        long matched = IntStream.range(0, 50_000)
                .mapToObj(i -> "packages/p" + i % 1000 + "/src/main/file" + i + (i % 10 == 0 ? ".x3" : ".java"))
                .filter(patterns::matches)
                .count();

        assertThat(matched).isEqualTo(5_000);
        assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void shouldAgreeWithGitOnMadeUpPatterns(@TempDir Path folder) throws Exception {
        GitRepo repo = GitRepo.init(folder);
        Random random = new Random(42);
        // no "a**": Git takes the plain front off a pattern first and then reads the rest as a leading "**"
        String[] parts = {"a", "b", "ab", "*", "**", "?", "[ab]", "[!a]", "a*", "*b", "a?", "c.md", "*.md", "***"};
        String[] names = {"a", "b", "ab", "aab", "c.md", "cb"};
        Set<String> paths = new TreeSet<>();
        for (int i = 0; i < 150; i++) {
            StringBuilder path = new StringBuilder(names[random.nextInt(names.length)]);
            for (int j = random.nextInt(4); j > 0; j--) {
                path.append('/').append(names[random.nextInt(names.length)]);
            }
            paths.add(path.toString());
        }

        for (int round = 0; round < 120; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                StringBuilder line = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
                line.append(random.nextInt(5) == 0 ? "/" : "").append(parts[random.nextInt(parts.length)]);
                for (int j = random.nextInt(3); j > 0; j--) {
                    line.append('/').append(parts[random.nextInt(parts.length)]);
                }
                lines.add(line.append(random.nextInt(5) == 0 ? "/" : "").toString());
            }

            Patterns patterns = Patterns.of(lines);

            assertThat(paths.stream().filter(patterns::matches).toList())
                    .as("%s", lines)
                    .isEqualTo(ignoredByGit(repo, lines, paths));
        }
    }

    @Test
    void shouldTakeAnyTextAsAPattern() {
        Random random = new Random(7);
        String alphabet = "ab*?[]!\\/-^: #";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> Patterns.of(List.of(text.toString())).matches("a/b-a/[b]"))
                    .as("%s", text)
                    .doesNotThrowAnyException();
        }
    }

    /** The paths do not exist, so a path counts as a file and everything above it as a folder. */
    private static List<String> ignoredByGit(GitRepo repo, List<String> lines, Set<String> paths)
            throws IOException, InterruptedException {
        Files.write(repo.path(".gitignore"), lines);
        Process process = new ProcessBuilder(
                        "git", "-C", repo.root().toString(), "check-ignore", "--no-index", "-z", "--stdin")
                .start();
        process.getOutputStream().write(String.join("\0", paths).getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.isEmpty() ? List.of() : List.of(out.split("\0"));
    }
}
