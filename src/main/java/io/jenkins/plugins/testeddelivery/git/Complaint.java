package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.file.Path;
import java.util.List;

/** Reads Git's error messages (C locale) and says in our words what to do. */
final class Complaint {
    private Complaint() {}

    static Failure asFailure(String stderr, String command, Path folder) {
        if (stderr.contains("dubious ownership")) {
            String path = between(stderr, "repository at '", "'", folder.toString());
            return Failure.usage("Git refuses the repository " + path
                    + " because another user owns it: if you trust it, run"
                    + " git config --global --add safe.directory '" + path + "'.");
        }
        if (stderr.contains("from promisor remote")) {
            return Failure.unreachable("This partial clone lacks content that " + folder
                    + " needs, and its remote does not give it: " + firstLine(stderr));
        }
        if (stderr.contains("not a git repository: '")) {
            return Failure.usage("GIT_DIR names " + between(stderr, "repository: '", "'", "a folder")
                    + ", which is no Git repository seen from " + folder + ": correct it or unset it.");
        }
        if (stderr.contains("not a git repository")) {
            return Failure.usage(
                    folder + " is not inside a Git repository: run this inside one, or make one with git init.");
        }
        if (stderr.contains("must be run in a work tree")) {
            return noWorkTree(folder);
        }
        return Failure.failed("git " + command + " failed in " + folder + ": " + firstLine(stderr));
    }

    /** A file that is listed and whose content is gone must never look like one that is not there. */
    static Failure noContent(Entry entry) {
        return Failure.failed("Git has no content for " + PathText.shown(entry.path()) + " (object " + entry.id()
                + "): the repository is damaged, git fsck says how far; a fresh clone has it.");
    }

    static Failure noWorkTree(Path folder) {
        return Failure.usage(folder + " is a bare repository or a repository's .git folder, which has no working tree:"
                + " run this in a clone or a worktree of it.");
    }

    static Failure noCommit(Path folder) {
        return Failure.usage("The repository " + folder + " has no commit yet: commit something first.");
    }

    static Failure unresolved(String revision, String why) {
        return Failure.usage("The revision " + PathText.shown(revision) + " " + why
                + ": give a branch, a tag or a commit that git rev-parse knows (git fetch may bring it).");
    }

    /** The complaint itself, without what led to it and the advice that follows it. */
    static String firstLine(String stderr) {
        for (String kind : List.of("fatal: ", "error: ", "")) {
            for (String line : stderr.split("\n")) {
                if (line.startsWith(kind) && !line.isBlank()) {
                    return line.substring(kind.length()).strip();
                }
            }
        }
        return "it said nothing about why";
    }

    private static String between(String text, String before, String after, String otherwise) {
        int from = text.indexOf(before);
        int to = from < 0 ? -1 : text.indexOf(after, from + before.length());
        return to < 0 ? otherwise : text.substring(from + before.length(), to);
    }
}
