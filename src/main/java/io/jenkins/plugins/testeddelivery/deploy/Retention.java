package io.jenkins.plugins.testeddelivery.deploy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which releases a directory keeps: as many as it was told, and always what runs and what a rollback needs. */
final class Retention {
    private final State state;

    Retention(State state) {
        this.state = state;
    }

    Set<String> versions() {
        int retain = state.runningLayout()
                .map(layout -> layout.definition().retain())
                .orElse(0);
        Set<String> keep = new LinkedHashSet<>();
        if (!state.running().isEmpty()) {
            keep.add(state.running());
        }
        History history = new History(state.history());
        history.backFrom(state.running()).stream().findFirst().ifPresent(keep::add);
        List<String> newestFirst = new ArrayList<>();
        for (int i = state.history().size() - 1; i >= 0; i--) {
            newestFirst.add(state.history().get(i).version());
        }
        // what was ill is the first to go
        newestFirst.stream().filter(history::endedHealthy).forEach(version -> add(keep, version, retain));
        newestFirst.forEach(version -> add(keep, version, retain));
        return keep;
    }

    /** The same with what was begun, and with the artifacts behind it. */
    Deployments.Needed needed(String environment) {
        Set<String> versions = new LinkedHashSet<>(versions());
        Set<String> artifacts = new LinkedHashSet<>();
        state.pending().ifPresent(pending -> {
            versions.add(pending.layout().version());
            artifacts.addAll(pending.layout().artifacts().values());
        });
        for (String version : versions) {
            Layout layout = state.layouts().get(version);
            if (layout != null) {
                artifacts.addAll(layout.artifacts().values());
            }
        }
        return new Deployments.Needed(environment, versions, artifacts);
    }

    private static void add(Set<String> keep, String version, int retain) {
        if (keep.size() < retain) {
            keep.add(version);
        }
    }
}
