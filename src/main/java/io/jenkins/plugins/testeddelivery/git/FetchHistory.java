package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches commits that a clone lacks from the remote it came from. Moves no ref, writes no {@code FETCH_HEAD}, takes no
 * tags, makes no complete clone shallow and asks nobody for a password.
 */
final class FetchHistory {
    /** As many commits as there are. */
    static final int ALL = 0;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MOST_TRIES = 3;

    private final OpenRepository repository;
    private final Log log;
    private final Remotes remotes;
    private String problem = "";

    FetchHistory(OpenRepository repository, Log log) throws IOException, InterruptedException {
        this.repository = repository;
        this.log = log;
        this.remotes = repository.git().mayFetch() ? Remotes.of(repository.git()) : Remotes.NONE;
        if (repository.git().mayFetch() && remotes.name().isEmpty()) {
            problem = "there is no remote to fetch it from";
        }
    }

    boolean possible() {
        return !remotes.name().isEmpty();
    }

    /** Why the last try brought nothing; empty: none failed. */
    String problem() {
        return problem;
    }

    /** Brings this commit, in a shallow clone without its parents. */
    boolean commit(String id) throws IOException, InterruptedException {
        return fetch("commit " + id, repository.shallow() ? "--depth=1" : "", List.of(id));
    }

    /** The commit that the remote has for a name such as {@code origin/main}; empty: it is not such a name. */
    Optional<String> tracked(String revision) throws IOException, InterruptedException {
        String prefix = remotes.name() + "/";
        if (!possible() || !revision.startsWith(prefix)) {
            return Optional.empty();
        }
        String ref = "refs/heads/" + revision.substring(prefix.length());
        try (GitProcess process = repository.git().start(
                environment(), "ls-remote", "--quiet", "--end-of-options", remotes.name(), ref)) {
            if (!ended(process)) {
                return Optional.empty();
            }
            String answer = new String(process.out().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines()
                    .filter(line -> line.endsWith("\t" + ref))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .findFirst();
        }
    }

    /** Brings so many more commits behind where the history of a shallow clone ends, or {@link #ALL}. */
    boolean deeper(int commits) throws IOException, InterruptedException {
        String depth = commits == ALL ? "--unshallow" : "--deepen=" + commits;
        String what = commits == ALL ? "the rest of the history" : commits + " more commits of history";
        // by id moves with nobody's branches; a server may refuse it, and then what the clone was made of has to do
        return fetch(what, depth, repository.border()) || fetch(what, depth, remotes.branches());
    }

    private boolean fetch(String what, String depth, List<String> wanted) throws IOException, InterruptedException {
        if (!possible() || wanted.isEmpty()) {
            return false;
        }
        log.progress("fetching " + what + " from " + PathText.shown(remotes.name()));
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                "--no-write-commit-graph",
                "--no-recurse-submodules",
                "--no-prune",
                "--refmap=",
                "--stdin"));
        if (!depth.isEmpty()) {
            arguments.add(depth);
        }
        arguments.add("--end-of-options");
        arguments.add(remotes.name());
        for (int attempt = 1; ; attempt++) {
            try (GitProcess process = repository.git().start(environment(), arguments.toArray(String[]::new))) {
                try (OutputStream in = process.in()) {
                    in.write(PathText.encode(String.join("\n", wanted) + "\n"));
                } catch (IOException e) {
                    // it ended before it read them: its exit code tells
                    problem = "";
                }
                if (ended(process)) {
                    return true;
                }
                // another fetch in this clone came in between
                if (attempt == MOST_TRIES || !process.errors().contains("shallow file has changed")) {
                    return false;
                }
            }
        }
    }

    private boolean ended(GitProcess process) throws InterruptedException {
        if (!process.endsWithin(LIMIT)) {
            problem = remotes.name() + " did not answer within " + LIMIT.toMinutes() + " minutes";
        } else if (process.exitCode() != 0) {
            problem = remotes.name() + " did not give it: " + Complaint.firstLine(process.errors());
        } else {
            problem = "";
        }
        return problem.isEmpty();
    }

    private Map<String, String> environment() {
        return repository.git().ownSsh() || remotes.ownSsh()
                ? Map.of()
                : Map.of("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=30");
    }
}
