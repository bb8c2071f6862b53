package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Asked;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Difference;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that brings a change into a component's containers.
 *
 * @param strategy how to build; {@code NONE}: nothing is built
 * @param synced files to copy into the containers, or to remove there
 * @param restart whether the containers are to be restarted, where nothing is built
 */
record Remedy(Strategy strategy, List<Change> synced, boolean restart) {
    static final Remedy NOTHING = new Remedy(Strategy.NONE, List.of(), false);
    /** More than this is copied sooner by a build. */
    private static final int MOST_SYNCED = 50;

    Remedy {
        synced = List.copyOf(synced);
    }

    /**
     * Decides.
     *
     * @param through components that go into this one and whose files it does not copy: only a build brings them
     * @param reloads whether the server sees changed files by itself
     */
    static Remedy of(Difference difference, List<String> through, List<Placement> placements, boolean reloads) {
        Strategy strategy = difference.definition();
        if (!through.isEmpty()) {
            strategy = strategy.or(Strategy.INCREMENTAL);
        }
        List<Change> synced = new ArrayList<>();
        boolean restart = false;
        for (Asked asked : difference.asked()) {
            String path = asked.change().path();
            List<Placement> places =
                    placements.stream().filter(place -> place.holds(path)).toList();
            boolean live = !places.isEmpty() && places.stream().noneMatch(Placement::baked);
            if (!live || asked.strategy().compareTo(Strategy.INCREMENTAL) > 0) {
                strategy = strategy.or(asked.strategy()).or(Strategy.CACHED);
                continue;
            }
            if (!places.stream().allMatch(Placement::mounted)) {
                synced.add(asked.change());
            }
            // what documentation or a comment says is not running, and a style sheet is read when somebody asks for it
            restart |= !reloads && !asked.served() && asked.strategy() == Strategy.INCREMENTAL;
        }
        if (synced.size() > MOST_SYNCED) {
            strategy = strategy.or(Strategy.INCREMENTAL);
        }
        return strategy == Strategy.NONE ? new Remedy(strategy, synced, restart) : new Remedy(strategy, List.of(), false);
    }

    boolean builds() {
        return strategy != Strategy.NONE;
    }

    /**
     * In words, as done; for how long it took is said beside it.
     *
     * @param reloads whether the server sees changed files by itself
     */
    String words(boolean reloads) {
        return switch (strategy) {
            case NONE -> synced.isEmpty()
                    ? restart ? "restarted" : reloads ? "reloads by itself" : "mounted, nothing to restart"
                    : "copied" + (restart ? ", restarted" : "");
            case DEPENDENCIES -> "dependencies installed";
            default -> "rebuilt, " + strategy;
        };
    }
}
