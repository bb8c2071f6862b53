package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says how commits are related as far as that is certain in this clone, and fetches what is missing where that is
 * allowed. Where a shallow history ends, what looks like a merge base may be none, so it is not taken for one.
 */
final class History implements AutoCloseable {
    /** Few at first, as what was tested last is near most of the time; then four times as many, then all. */
    private static final int FIRST_STEP = 50;

    private static final int LAST_STEP = 4000;
    private static final int DONE = -1;

    private final FetchHistory fetch;
    private OpenRepository repository;
    private int step = FIRST_STEP;
    private Optional<Walk> begun = Optional.empty();

    /** Git on its way through the history of two commits. */
    private record Walk(String head, String other, GitProcess process) {}

    History(OpenRepository repository, Log log) throws IOException, InterruptedException {
        this.repository = repository;
        this.fetch = new FetchHistory(repository, log);
    }

    /**
     * The best common ancestor of two commits.
     *
     * @param commit empty: none is known
     * @param certain whether no part of the history that is not here could tell otherwise
     */
    record Common(String commit, boolean certain) {}

    /** Whether the commit is here, or could be fetched. */
    boolean has(String id) throws IOException, InterruptedException {
        Git git = repository.git();
        if (CommitCheck.holds(git, id) || fetch.possible() && fetch.commit(id) && CommitCheck.holds(git, id)) {
            return true;
        }
        // a server that gives no commit by its id may give the history in which it is
        while (deeper()) {
            if (CommitCheck.holds(git, id)) {
                return true;
            }
        }
        return false;
    }

    /** What the remote calls so, if that is its name for a branch and the commit could be fetched. */
    Optional<String> tracked(String revision) throws IOException, InterruptedException {
        Optional<String> commit = fetch.tracked(revision);
        return commit.isPresent() && has(commit.get()) ? commit : Optional.empty();
    }

    /** Has Git begin with what {@link #common} will ask. */
    void begin(String head, String other) throws IOException {
        begun = Optional.of(walk(head, other));
    }

    private Walk walk(String head, String other) throws IOException {
        return new Walk(
                head, other, repository.git().start("merge-base", "--all", "--end-of-options", other, head));
    }

    @Override
    public void close() {
        if (begun.isPresent()) {
            begun.get().process.close();
        }
    }

    /** The common ancestor of a commit and head; more history is fetched until it is certain. */
    Common common(String head, String other) throws IOException, InterruptedException {
        Common common = seen(head, other);
        while (!common.certain && deeper()) {
            common = seen(head, other);
        }
        return common;
    }

    /** Fetches more history; false: there is no more to be had. */
    boolean deeper() throws IOException, InterruptedException {
        if (!repository.shallow() || !fetch.possible() || step == DONE) {
            return false;
        }
        int commits = step > LAST_STEP ? FetchHistory.ALL : step;
        boolean fetched = fetch.deeper(commits);
        step = fetched && commits != FetchHistory.ALL ? step * 4 : DONE;
        repository = OpenRepository.at(repository.git());
        return fetched;
    }

    /** Whether history still ends early here. */
    boolean shallow() {
        return repository.shallow();
    }

    /** What to say after what is missing: that it could be fetched, or why it could not. */
    String advice() {
        if (!repository.git().mayFetch()) {
            return " (--fetch would look for it)";
        }
        return fetch.problem().isEmpty() ? "" : " (" + fetch.problem() + ")";
    }

    private Common seen(String head, String other) throws IOException, InterruptedException {
        List<String> bases = bases(head, other);
        if (bases.contains(other)) {
            return new Common(other, true);
        }
        String best = bases.isEmpty() ? "" : bases.get(0);
        return new Common(best, !repository.shallow() || !reachesBorder(head, other, bases));
    }

    /** Git's order: the best first. */
    private List<String> bases(String head, String other) throws IOException, InterruptedException {
        boolean ahead = begun.isPresent()
                && begun.get().head.equals(head)
                && begun.get().other.equals(other);
        try (GitProcess process = (ahead ? begun.get() : walk(head, other)).process) {
            begun = ahead ? Optional.empty() : begun;
            String answer = new String(process.out().readAllBytes(), StandardCharsets.US_ASCII);
            List<String> bases = answer.isEmpty() ? List.of() : List.of(answer.split("\n"));
            // 1 without a word: there is none; with one: a commit in between is damaged or gone
            if (process.exitCode() > 1 || process.exitCode() == 1 && !process.errors().isBlank()) {
                throw Failure.failed("the history between " + other + " and " + head + " cannot be read: "
                        + Complaint.firstLine(process.errors()));
            }
            return bases;
        }
    }

    /** Whether history ends early on the way to these ancestors: beyond there a better one may be. */
    private boolean reachesBorder(String head, String other, List<String> bases)
            throws IOException, InterruptedException {
        Set<String> border = new HashSet<>(repository.border());
        List<String> input = new ArrayList<>(List.of(head, other));
        bases.forEach(base -> input.add("^" + base));
        try (GitProcess process = repository.git().start(CommitCheck.STAY_LOCAL, "rev-list", "--stdin")) {
            byte[] output = process.output((String.join("\n", input) + "\n").getBytes(StandardCharsets.US_ASCII));
            return new String(output, StandardCharsets.US_ASCII).lines().anyMatch(border::contains);
        }
    }
}
