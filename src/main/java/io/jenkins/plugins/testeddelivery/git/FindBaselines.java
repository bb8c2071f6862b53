package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds, for each component, the first of its candidate commits that is an ancestor of head, and what changed since.
 *
 * @param head commit
 * @param candidates by component: commits at which it was tested, newest record first
 */
public record FindBaselines(String head, Map<String, List<String>> candidates)
        implements Workspace.Work<FindBaselines.Found> {
    private static final String BEYOND = "this clone's history ends before the commit at which it was last tested";

    /**
     * What was found.
     *
     * @param baselines by component: its baseline commit; missing if it has none
     * @param changes by baseline commit: every file that differs at head, sorted
     * @param lacking what this clone lacks, so that a component may have none though there is one; empty: nothing
     */
    public record Found(Map<String, String> baselines, Map<String, List<Change>> changes, String lacking)
            implements Serializable {
        /** In a clone that lacks nothing. */
        public Found(Map<String, String> baselines, Map<String, List<Change>> changes) {
            this(baselines, changes, "");
        }
    }

    @Override
    public Found in(Workspace.Place place) throws IOException, InterruptedException {
        return in(OpenRepository.at(place), place.log());
    }

    Found in(OpenRepository repository, Log log) throws IOException, InterruptedException {
        try {
            Found found = find(repository.git());
            if (!repository.shallow() || found.baselines().keySet().containsAll(tested())) {
                return found;
            }
            History history = new History(repository, log);
            // what was tested beyond the end of this history may be an ancestor, and only the history can say so
            while (!found.baselines().keySet().containsAll(tested()) && history.deeper()) {
                found = find(repository.git());
            }
            return history.shallow()
                    ? new Found(found.baselines(), found.changes(), BEYOND + history.advice())
                    : found;
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            return new Found(new TreeMap<>(), new TreeMap<>(), e.getMessage());
        }
    }

    private Set<String> tested() {
        Set<String> tested = new HashSet<>(candidates.keySet());
        tested.removeIf(component -> candidates.get(component).isEmpty());
        return tested;
    }

    private Found find(Git git) throws IOException, InterruptedException {
        Set<String> wanted = new LinkedHashSet<>();
        candidates.values().forEach(wanted::addAll);
        wanted.add(head);
        Map<String, CommitCheck.Known> known = CommitCheck.known(git, wanted);
        if (!known.containsKey(head)) {
            throw Complaint.unresolved(head, "is not a commit of this repository");
        }
        // a tag's id would not be found in any history
        known.keySet().removeIf(id -> !known.get(id).commit().equals(id));
        wanted.retainAll(known.keySet());
        Set<String> elsewhere = notAncestors(git, wanted);
        Map<String, String> baselines = new TreeMap<>();
        candidates.forEach((component, commits) -> commits.stream()
                .filter(commit -> known.containsKey(commit) && !elsewhere.contains(commit))
                .findFirst()
                .ifPresent(commit -> baselines.put(component, commit)));
        return new Found(baselines, changes(git, known, new TreeSet<>(baselines.values())));
    }

    /**
     * Asks for the history of all candidates without that of head: an ancestor of head is no part of it. So only what
     * lies beside head's history is walked, not all of it.
     */
    private Set<String> notAncestors(Git git, Set<String> commits) throws IOException, InterruptedException {
        StringBuilder input = new StringBuilder("^").append(head).append('\n');
        commits.forEach(commit -> input.append(commit).append('\n'));
        Set<String> elsewhere = new HashSet<>();
        try (GitProcess process = git.start(CommitCheck.STAY_LOCAL, "rev-list", "--stdin")) {
            byte[] output = process.output(input.toString().getBytes(StandardCharsets.US_ASCII));
            for (String commit : new String(output, StandardCharsets.US_ASCII).split("\n")) {
                if (commits.contains(commit)) {
                    elsewhere.add(commit);
                }
            }
        }
        return elsewhere;
    }

    private Map<String, List<Change>> changes(
            Git git, Map<String, CommitCheck.Known> known, Set<String> baselines)
            throws IOException, InterruptedException {
        Map<String, List<Change>> byTree = Differences.since(
                git,
                baselines.stream().map(commit -> known.get(commit).tree()).toList(),
                known.get(head).tree());
        Map<String, List<Change>> changes = new TreeMap<>();
        baselines.forEach(commit -> changes.put(commit, byTree.get(known.get(commit).tree())));
        return changes;
    }
}
