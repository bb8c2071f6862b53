package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what can be said of an environment this moment. */
final class StatusOf {
    private final Grounds grounds;
    private final EnvironmentStore store;
    private final State state;

    StatusOf(Grounds grounds, EnvironmentStore store, State state) {
        this.grounds = grounds;
        this.store = store;
        this.state = state;
    }

    EnvironmentStatus now() throws IOException, InterruptedException {
        List<State.Entry> history = state.history();
        Optional<State.Entry> last =
                history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        Optional<State.Entry> came = new History(history).verdict(state.running());
        Optional<Holder> holder = grounds.living(store.holder());
        return new EnvironmentStatus(
                state.environment(),
                state.project(),
                store.place(),
                state.running(),
                came.map(State.Entry::at).orElse(""),
                came.map(State.Entry::by).orElse(""),
                last.map(State.Entry::version).orElse(""),
                last.map(State.Entry::outcome).orElse(""),
                last.map(State.Entry::reason).orElse(""),
                state.pending()
                        .filter(pending -> holder.isEmpty())
                        .map(State.Pending::words)
                        .orElse(""),
                holder.map(Holder::words).orElse(""),
                services(),
                history.stream()
                        .map(entry -> new EnvironmentStatus.Past(
                                entry.version(),
                                entry.at(),
                                entry.by(),
                                entry.outcome(),
                                entry.trigger(),
                                entry.from(),
                                entry.reason()))
                        .toList());
    }

    private static String drift(String recorded, String runs) {
        return runs.equals(recorded)
                ? ""
                : "runs " + (runs.isEmpty() ? "an image that is gone from the engine" : shortened(runs)) + " and not "
                        + shortened(recorded) + ", which was deployed";
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(digest.length(), "sha256:".length() + 12));
    }

    private List<EnvironmentStatus.Service> services() throws IOException, InterruptedException {
        List<EnvironmentStatus.Service> all = new ArrayList<>();
        Optional<Layout> running = state.runningLayout();
        if (running.isEmpty()) {
            return all;
        }
        if (!running.get().archives().isEmpty() && !grounds.isCurrent(running.get(), state)) {
            all.add(new EnvironmentStatus.Service("current", "", "missing", "", 0));
        }
        if (!running.get().definition().compose().present()) {
            return all;
        }
        Map<String, String> digests = grounds.digests(running.get(), state);
        for (Seen seen : grounds.look(running.get(), state)) {
            Layout.Service runs = running.get().services().get(seen.service());
            all.add(new EnvironmentStatus.Service(
                    seen.service(),
                    runs == null ? "" : runs.component(),
                    seen.state(),
                    seen.health(),
                    seen.restarts(),
                    seen.startedAt(),
                    runs == null ? "" : drift(runs.digest(), digests.getOrDefault(seen.service(), runs.digest())),
                    seen.id(),
                    Usage.UNKNOWN));
        }
        return all;
    }
}
