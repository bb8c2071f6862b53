package io.jenkins.plugins.testeddelivery.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Git repository in a folder, with a fixed author and clock, for tests. */
public final class GitRepo {
    private final Path root;
    private int commits;

    private GitRepo(Path root) {
        this.root = root;
    }

    public static GitRepo init(Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        GitRepo repo = new GitRepo(root);
        repo.git("init", "-q", "-b", "main");
        return repo;
    }

    /** The same repository seen from another of its worktrees, or a clone. */
    public static GitRepo at(Path root) {
        return new GitRepo(root);
    }

    public Path root() {
        return root;
    }

    public Path path(String path) {
        return root.resolve(path);
    }

    public GitRepo write(String path, String content) {
        try {
            Files.createDirectories(path(path).getParent());
            Files.writeString(path(path), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    public GitRepo delete(String path) {
        try {
            Files.delete(path(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Commits everything and returns the commit's id. */
    public String commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return head();
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }

    /** Runs git and returns its trimmed output; anything but exit code 0 fails the test. */
    public String git(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git", "-C", root.toString()));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().put("GIT_AUTHOR_NAME", "Ada");
        builder.environment().put("GIT_AUTHOR_EMAIL", "ada@example.org");
        builder.environment().put("GIT_COMMITTER_NAME", "Ada");
        builder.environment().put("GIT_COMMITTER_EMAIL", "ada@example.org");
        String time = 1_735_689_600 + 60L * commits++ + " +0000";
        builder.environment().put("GIT_AUTHOR_DATE", time);
        builder.environment().put("GIT_COMMITTER_DATE", time);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (process.waitFor() != 0) {
                throw new AssertionError(argv + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
