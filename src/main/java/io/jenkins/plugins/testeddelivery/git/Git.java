package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts Git's plumbing in a folder, always with what makes its output independent of the user's settings: no pager, no
 * hooks, no fsmonitor, no prompt, no optional lock, C locale, path arguments taken literally.
 */
final class Git {
    private static final List<String> OPTIONS = List.of(
            "-c", "core.fsmonitor=false",
            "-c", "core.hooksPath=/dev/null",
            "-c", "core.quotePath=false",
            // a file that lies there though the index says "skip-worktree" is looked at; a build would read it too
            "-c", "core.sparseCheckout=true",
            "-c", "sparse.expectFilesOutsideOfPatterns=false",
            "--no-pager",
            "--literal-pathspecs");

    /** Set to 1: commits that a clone lacks may be fetched. */
    private static final String MAY_FETCH = "DELIVERY_FETCH";

    private final String executable;
    private final Path folder;
    private final Map<String, String> environment;

    private Git(String executable, Path folder, Map<String, String> environment) {
        this.executable = executable;
        this.folder = folder;
        this.environment = environment;
    }

    /** @throws Failure of kind USAGE if there is no git on the place's PATH */
    static Git at(Workspace.Place place) {
        Map<String, String> environment = new HashMap<>(place.environment());
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_PAGER", "cat");
        environment.put("LC_ALL", "C");
        // these three contradict --literal-pathspecs, which is then an error
        environment.keySet().removeAll(
                List.of("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"));
        return new Git(find(environment.getOrDefault("PATH", "")), place.root(), environment);
    }

    Git in(Path other) {
        return new Git(executable, other, environment);
    }

    /** Whether the caller says where Git's index is. */
    boolean ownIndex() {
        return environment.containsKey("GIT_INDEX_FILE");
    }

    /** The repository in the folder, where it needs no Git to see that it is one. */
    Optional<OpenRepository> plainRepository() {
        return PlainRepository.at(this, environment);
    }

    /** What the launcher asked Git about this folder, if it did. */
    Optional<StatusAhead> statusAhead() {
        return StatusAhead.of(environment.getOrDefault(StatusAhead.VARIABLE, ""), folder);
    }

    Path folder() {
        return folder;
    }

    boolean mayFetch() {
        return "1".equals(environment.get(MAY_FETCH));
    }

    /** Whether the caller says how to speak with an SSH server. */
    boolean ownSsh() {
        return environment.containsKey("GIT_SSH_COMMAND") || environment.containsKey("GIT_SSH");
    }

    GitProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    GitProcess start(Map<String, String> moreEnvironment, String... arguments) throws IOException {
        return start(moreEnvironment, List.of(), arguments);
    }

    /** @param options of Git itself, before the command */
    GitProcess start(List<String> options, String... arguments) throws IOException {
        return start(Map.of(), options, arguments);
    }

    private GitProcess start(Map<String, String> moreEnvironment, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(executable);
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(moreEnvironment);
        try {
            return new GitProcess(arguments[0], folder, builder.start());
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw new Failure(
                        Failure.Kind.USAGE, "There is no folder " + folder + " to look for a repository in; check one out there first.", e);
            }
            throw e;
        }
    }

    /** Where {@code git} is on this PATH: Java itself would look on the PATH it was started with. */
    private static String find(String path) {
        for (String folder : path.split(File.pathSeparator)) {
            for (String name : List.of("git", "git.exe")) {
                try {
                    Path file = Path.of(folder, name);
                    if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                        return file.toString();
                    }
                } catch (InvalidPathException e) {
                    // no folder of this machine: no git in it
                    continue;
                }
            }
        }
        throw Failure.usage("git is not on the PATH: install Git (2.39 or newer) or add its folder to the PATH.");
    }
}
