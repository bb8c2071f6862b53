package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The repository around a folder, found and fit for use.
 *
 * @param git runs in its top folder
 * @param gitDir Git's folder of this very working tree
 * @param commonDir Git's folder, shared by all worktrees
 * @param shallow whether history ends early here
 */
record OpenRepository(Git git, Path gitDir, Path commonDir, boolean shallow) {

    /** @throws Failure of kind USAGE outside a repository, in a bare one, or where Git distrusts the owner */
    static OpenRepository at(Workspace.Place place) throws IOException, InterruptedException {
        return at(Git.at(place));
    }

    static OpenRepository at(Git git) throws IOException, InterruptedException {
        Optional<OpenRepository> plain = git.plainRepository();
        return plain.isPresent() ? plain.get() : asked(git);
    }

    private static OpenRepository asked(Git git) throws IOException, InterruptedException {
        try (GitProcess process = git.start(
                "rev-parse",
                "--is-inside-work-tree",
                "--is-shallow-repository",
                "--path-format=absolute",
                "--git-dir",
                "--git-common-dir",
                "--show-toplevel")) {
            byte[] answer = process.out().readAllBytes();
            if (process.exitCode() != 0) {
                throw process.failure();
            }
            String[] lines = PathText.decode(answer, 0, answer.length).split("\n");
            if (lines.length == 5 && lines[0].equals("true")) {
                return new OpenRepository(
                        git.in(Path.of(lines[4])), Path.of(lines[2]), Path.of(lines[3]), lines[1].equals("true"));
            }
            if (lines.length > 5) {
                throw Failure.usage("The name of a folder above " + git.folder()
                        + " holds a newline, which Git cannot report: rename it.");
            }
            throw Complaint.noWorkTree(git.folder());
        }
    }

    /** The commits of a shallow clone whose parents are not here; empty in any other. */
    List<String> border() throws IOException {
        return shallow ? Files.readAllLines(commonDir.resolve("shallow"), StandardCharsets.US_ASCII) : List.of();
    }

    Path top() {
        return git.folder();
    }

    /** The main working tree's folder: a project has one name in all of its worktrees. */
    String projectName() {
        boolean besideMain = commonDir.endsWith(".git") && commonDir.getParent() != null;
        Path name = (besideMain ? commonDir.getParent() : top()).getFileName();
        return name == null ? "project" : name.toString();
    }
}
