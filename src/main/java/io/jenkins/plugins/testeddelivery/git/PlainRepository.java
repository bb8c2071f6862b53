package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises the usual repository without asking Git, which takes a process: a folder of ours with a {@code .git} folder
 * of ours in it, and nothing in the configuration or the environment that moves either. Whatever else there is, Git
 * knows better.
 */
final class PlainRepository {
    private static final int MOST_BYTES = 1 << 16;

    private PlainRepository() {}

    static Optional<OpenRepository> at(Git git, Map<String, String> environment) {
        try {
            Path top = git.folder().toRealPath();
            Path folder = top.resolve(".git");
            boolean plain = unmoved(environment)
                    && top.toString().indexOf('\n') < 0
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.isRegularFile(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                    && Files.isDirectory(folder.resolve("objects"))
                    && Files.isDirectory(folder.resolve("refs"))
                    && Files.notExists(folder.resolve("commondir"))
                    && ours(top)
                    && ours(folder)
                    && says(folder.resolve("config"));
            return plain
                    ? Optional.of(new OpenRepository(
                            git.in(top), folder, folder, Files.exists(folder.resolve("shallow"))))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            // a file system that tells less: Git finds out
            return Optional.empty();
        }
    }

    private static boolean unmoved(Map<String, String> environment) {
        return !environment.containsKey("GIT_DIR")
                && !environment.containsKey("GIT_WORK_TREE")
                && !environment.containsKey("GIT_COMMON_DIR")
                && !environment.containsKey("GIT_SHALLOW_FILE")
                && !environment.containsKey("SUDO_UID");
    }

    /** Git serves nobody else's repository unless it was told to. */
    private static boolean ours(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid").equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Whether the configuration says of the work tree that it is where it seems to be. */
    private static boolean says(Path config) throws IOException {
        if (Files.size(config) > MOST_BYTES) {
            return false;
        }
        String text = new String(Files.readAllBytes(config), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return !text.replace("bare = false", "").contains("bare") && !text.contains("worktree");
    }
}
