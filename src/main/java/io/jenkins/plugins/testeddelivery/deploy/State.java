package io.jenkins.plugins.testeddelivery.deploy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an environment knows of itself.
 *
 * @param environment its name
 * @param project whose
 * @param generation grows with every change
 * @param key random, for keyed hashes of run-time settings
 * @param guards what was accepted as the environment's guard, clause by clause; empty: nothing was deployed yet
 * @param running version that runs; empty: none
 * @param pending the step that was begun; empty where none is under way
 * @param history oldest first, the last {@value #KEPT}
 * @param layouts by version, of the versions in the history
 */
record State(
        String environment,
        String project,
        long generation,
        String key,
        Map<String, String> guards,
        String running,
        Optional<Pending> pending,
        List<Entry> history,
        Map<String, Layout> layouts) {

    static final int KEPT = 20;
    static final String HEALTHY = "healthy";
    static final String ILL = "ill";
    static final String ROLLED_BACK = "rolled-back";
    /** Given up by a person or a crash, taken back since: says nothing about the version. */
    static final String INTERRUPTED = "interrupted";

    /** Never in a history: what was cut short while going back has not ended. */
    static final String HELD = "held";

    State {
        guards = Collections.unmodifiableMap(new TreeMap<>(guards));
        history = List.copyOf(history);
        layouts = Collections.unmodifiableMap(new TreeMap<>(layouts));
    }

    /**
     * A deployment that ended.
     *
     * @param from version that ran before; empty: none
     * @param trigger {@code deploy} or {@code rollback}
     * @param reason in words, where it did not end healthy
     */
    record Entry(String version, String at, String by, String outcome, String trigger, String from, String reason) {
        boolean healthy() {
            return HEALTHY.equals(outcome);
        }

        boolean ill() {
            return ILL.equals(outcome) || ROLLED_BACK.equals(outcome);
        }
    }

    /**
     * A step, noted before it is done.
     *
     * @param step in words
     * @param layout what is being put in place
     */
    record Pending(String step, String trigger, String at, String by, Layout layout) {
        /** What runs is still as it was: hooks, loading, unpacking. */
        static final String PREPARING = "preparing it";

        static final String PLACING = "putting it in place";

        /** Followed by why. */
        static final String GOING_BACK = "going back: ";

        boolean preparing() {
            return PREPARING.equals(step);
        }

        /** Why it was found ill and is being taken back; empty: it was not. */
        Optional<String> ill() {
            return step.startsWith(GOING_BACK) ? Optional.of(step.substring(GOING_BACK.length())) : Optional.empty();
        }

        String words() {
            return "the " + trigger + " of " + layout.version() + " by " + by + " at " + at + " (" + step + ")";
        }
    }

    static State empty(String environment, String project, String key) {
        return new State(environment, project, 0, key, Map.of(), "", Optional.empty(), List.of(), Map.of());
    }

    /** Of an environment that nothing was deployed to, with a key of its own. */
    static State begun(String environment, String project) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return empty(environment, project, HexFormat.of().formatHex(key));
    }

    Optional<Layout> runningLayout() {
        return Optional.ofNullable(layouts.get(running));
    }

    State withGuards(Map<String, String> newGuards) {
        return new State(environment, project, generation, key, newGuards, running, pending, history, layouts);
    }

    State withPending(Pending next) {
        return new State(
                environment, project, generation, key, guards, running, Optional.of(next), history, layouts);
    }

    State withoutPending() {
        return new State(
                environment, project, generation, key, guards, running, Optional.empty(), history, layouts);
    }

    State next() {
        return new State(
                environment, project, generation + 1, key, guards, running, pending, history, layouts);
    }

    /** The state after a deployment ended: nothing pending, one more entry, what is too old left out. */
    State ended(Entry entry, String nowRunning, Layout layout) {
        List<Entry> entries = new ArrayList<>(history);
        entries.add(entry);
        List<Entry> kept = entries.subList(Math.max(0, entries.size() - KEPT), entries.size());
        Map<String, Layout> all = new LinkedHashMap<>(layouts);
        all.put(layout.version(), layout);
        Set<String> wanted = kept.stream().map(Entry::version).collect(Collectors.toSet());
        all.keySet().removeIf(version -> !wanted.contains(version) && !version.equals(nowRunning));
        return new State(
                environment, project, generation, key, guards, nowRunning, Optional.empty(), kept, all);
    }
}
