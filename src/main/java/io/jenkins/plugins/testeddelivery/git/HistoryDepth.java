package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Looks at how much of its history a repository has: without it no earlier test can be found to compare with. */
public record HistoryDepth() implements Workspace.Work<HistoryDepth.Depth> {
    /**
     * @param shallow whether history ends early
     * @param commits that HEAD can be followed back through, counted only where it is shallow; else 0
     * @param partial whether contents are fetched when they are needed
     * @param headSeconds when HEAD was committed, seconds since the epoch
     */
    public record Depth(boolean shallow, long commits, boolean partial, long headSeconds) implements Serializable {}

    @Override
    public Depth in(Workspace.Place place) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        long commits = 0;
        if (repository.shallow()) {
            commits = number(repository.git(), "rev-list", "--count", "HEAD");
        }
        boolean partial =
                !text(repository.git(), "config", "--get-regexp", "^remote\\..*\\.promisor$").isEmpty();
        return new Depth(
                repository.shallow(), commits, partial, number(repository.git(), "log", "-1", "--format=%ct", "HEAD"));
    }

    private static long number(Git git, String... arguments) throws IOException, InterruptedException {
        String digits = text(git, arguments);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Empty where Git has nothing to say, or refuses. */
    private static String text(Git git, String... arguments) throws IOException, InterruptedException {
        try (GitProcess process = git.start(arguments)) {
            String answer = new String(process.out().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitCode() == 0 ? answer : "";
        }
    }
}
