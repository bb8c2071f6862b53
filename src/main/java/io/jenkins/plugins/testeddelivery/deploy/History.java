package io.jenkins.plugins.testeddelivery.deploy;

import java.util.List;
import java.util.Optional;

/** What follows from the order in which things happened in an environment. */
final class History {
    private final List<State.Entry> entries;

    History(List<State.Entry> entries) {
        this.entries = entries;
    }

    /** The newest entry that says something about the version; an interrupted try says nothing. */
    Optional<State.Entry> verdict(String version) {
        return newest(entries.size(), version);
    }

    boolean ill(String version) {
        return verdict(version).map(State.Entry::ill).orElse(false);
    }

    boolean endedHealthy(String version) {
        return verdict(version).map(State.Entry::healthy).orElse(false);
    }

    /**
     * Versions to go back to from the one that runs, the best first: what was healthy before that one was deployed and
     * is not ill since. "Before" is counted from its deployment, not from a rollback to it, so that going back twice
     * goes back two releases instead of forth again.
     */
    List<String> backFrom(String running) {
        int place = deployedAt(running);
        return entries.subList(0, place).stream()
                .filter(State.Entry::healthy)
                .map(State.Entry::version)
                .filter(version -> !version.equals(running) && !ill(version))
                .distinct()
                .sorted((one, other) -> Integer.compare(lastHealthy(other, place), lastHealthy(one, place)))
                .toList();
    }

    private int deployedAt(String version) {
        int fallback = entries.size();
        for (int i = entries.size() - 1; i >= 0; i--) {
            State.Entry entry = entries.get(i);
            if (entry.version().equals(version) && entry.healthy()) {
                if (!Deployments.ROLLBACK.equals(entry.trigger())) {
                    return i;
                }
                fallback = i;
            }
        }
        return fallback;
    }

    private int lastHealthy(String version, int before) {
        for (int i = before - 1; i >= 0; i--) {
            if (entries.get(i).version().equals(version) && entries.get(i).healthy()) {
                return i;
            }
        }
        return -1;
    }

    private Optional<State.Entry> newest(int before, String version) {
        for (int i = before - 1; i >= 0; i--) {
            State.Entry entry = entries.get(i);
            if (entry.version().equals(version) && (entry.healthy() || entry.ill())) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
