package io.jenkins.plugins.testeddelivery.dev.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every change in the tree is told of, once for all that belong together, and none that does not count. */
@Timeout(60)
class TreeWatchTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofMillis(400);
    private static final TreeWatch.Pace PACE =
            new TreeWatch.Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(20));

    @TempDir
    private Path root;

    @BeforeEach
    void tree() throws IOException {
        for (String folder : new String[] {"src/deep", ".git/objects", "_build/x", "node_modules/y"}) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("src/deep/a.txt"), "a");
    }

    private TreeWatch watch() throws IOException {
        return TreeWatch.of(root, Set.of("node_modules"), PACE);
    }

    @Test
    void shouldSeeEditsRenamesAndDeletions() throws Exception {
        try (TreeWatch watch = watch()) {
            assertThat(watch.folders()).isEqualTo(3);
            Files.writeString(root.resolve("src/deep/a.txt"), "b");
            assertThat(watch.await(SOON)).isTrue();
            Files.move(root.resolve("src/deep/a.txt"), root.resolve("src/b.txt"));
            assertThat(watch.await(SOON)).isTrue();
            Files.delete(root.resolve("src/b.txt"));
            assertThat(watch.await(SOON)).isTrue();
            assertThat(watch.await(NEVER)).isFalse();
        }
    }

    @Test
    void shouldWatchFoldersThatComeLater() throws Exception {
        try (TreeWatch watch = watch()) {
            Files.createDirectories(root.resolve("new/very/deep"));
            assertThat(watch.await(SOON)).isTrue();
            Files.writeString(root.resolve("new/very/deep/c.txt"), "c");
            assertThat(watch.await(SOON)).isTrue();
            Files.move(root.resolve("new"), root.resolve("renamed"));
            assertThat(watch.await(SOON)).isTrue();
            Files.writeString(root.resolve("renamed/very/deep/d.txt"), "d");
            assertThat(watch.await(SOON)).isTrue();
        }
    }

    @Test
    void shouldNotCareForWhatGitOrABuildWrites() throws Exception {
        try (TreeWatch watch = watch()) {
            Files.writeString(root.resolve(".git/objects/x"), "x");
            Files.writeString(root.resolve("_build/x/x"), "x");
            Files.writeString(root.resolve("node_modules/y/x"), "x");
            assertThat(watch.await(NEVER)).isFalse();
        }
    }

    @Test
    void shouldTakeACheckoutOfThousandsOfFilesAsOneBatch() throws Exception {
        try (TreeWatch watch = watch()) {
            Path lock = Files.createFile(root.resolve(".git/index.lock"));
            CompletableFuture<Void> checkout = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 2000; i++) {
                        Path folder = Files.createDirectories(root.resolve("src/" + i % 50));
                        Files.writeString(folder.resolve(i + ".txt"), "x");
                    }
                    Files.delete(lock);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(watch.await(SOON)).isTrue();
            assertThat(checkout).isDone();
            assertThat(watch.await(NEVER)).isFalse();
            assertThat(watch.folders()).isEqualTo(53);
        }
    }

    /** More than the kernel keeps for one who does not listen (16,384 events, and Java 512 for a folder). */
    @Test
    void shouldWatchWhatCameWhileEventsWereLost() throws Exception {
        try (TreeWatch watch = watch()) {
            for (int i = 0; i < 20_000; i++) {
                Files.writeString(root.resolve("src/deep/" + i % 5000), "x" + i);
            }
            Files.createDirectories(root.resolve("src/late"));
            assertThat(watch.await(SOON)).isTrue();
            while (watch.await(NEVER)) {
                assertThat(watch.folders()).isLessThan(10);
            }
            Files.writeString(root.resolve("src/late/x"), "x");
            assertThat(watch.await(SOON)).isTrue();
        }
    }

    @Test
    void shouldEndABatchInAStormThatNeverEnds() throws Exception {
        try (TreeWatch watch = watch()) {
            CompletableFuture<Void> enough = new CompletableFuture<>();
            CompletableFuture<Void> storm = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; !enough.isDone(); i++) {
                        Files.writeString(root.resolve("src/deep/a.txt"), "x" + i);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(watch.await(SOON)).isTrue();
            assertThat(watch.await(SOON)).isTrue();
            enough.complete(null);
            storm.join();
        }
    }

    /** A process of its own, with a limit of its own: that of this machine is everybody's. */
    @Test
    void shouldNameTheSettingWhereTheSystemWatchesNoMore() throws Exception {
        Process watching = new ProcessBuilder(
                        "unshare", "--user", "--map-root-user", "sh", "-c",
                        "echo 2 >/proc/sys/user/max_inotify_watches && exec \"$@\"", "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath(),
                        Watching.class.getName(), root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(watching.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        watching.waitFor();
        assumeFalse(said.contains("unshare") || said.contains("max_inotify_watches:"), "no namespaces here: " + said);

        assertThat(said)
                .contains("The tree cannot be watched: the system's limit is reached after 2 folders")
                .contains("fs.inotify.max_user_watches is " + Files.readString(
                        Path.of("/proc/sys/fs/inotify/max_user_watches")).strip())
                .contains("sudo sysctl fs.inotify.max_user_watches=1048576");
    }

    /** Where our own classes are, however this test was started. */
    private static String classPath() throws Exception {
        return Path.of(TreeWatch.class.getProtectionDomain().getCodeSource().getLocation().toURI()) + File.pathSeparator
                + Path.of(TreeWatchTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Watches a folder, and says why it cannot. */
    static final class Watching {
        private Watching() {}

        public static void main(String[] arguments) throws IOException {
            try (TreeWatch watch = TreeWatch.of(Path.of(arguments[0]), Set.of(), PACE)) {
                System.out.println("watched " + watch.folders());
            } catch (Failure e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
