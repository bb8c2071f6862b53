package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The way every call that leaves the process goes: by the rules of its {@link Service}, with one {@link Circuit} for each
 * endpoint.
 *
 * <p>Only a failure of kind UNREACHABLE with the cause that broke the connection is repeated: an answer that refuses is
 * an answer, and who did not answer within the deadline is not waited for as long again.
 */
public final class Calls {
    private final Clock clock;
    private final Log log;
    private final ConcurrentMap<String, Circuit> circuits;
    private final ConcurrentMap<Class<?>, Object> found;

    public Calls(Clock clock, Log log) {
        this(clock, log, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private Calls(
            Clock clock, Log log, ConcurrentMap<String, Circuit> circuits, ConcurrentMap<Class<?>, Object> found) {
        this.clock = clock;
        this.log = log;
        this.circuits = circuits;
        this.found = found;
    }

    /** A call of something outside. */
    @FunctionalInterface
    public interface Call<T> {
        T now() throws IOException, InterruptedException;
    }

    /** The same circuits, told to another log. */
    Calls with(Log newLog) {
        return new Calls(clock, newLog, circuits, found);
    }

    /**
     * Calls what may be called twice: a question, or what comes to the same if it is done again.
     *
     * @param endpoint its address, without secrets
     * @throws Failure the last one, or UNREACHABLE at once while the endpoint's circuit is open
     */
    public <T> T read(Service service, String endpoint, Call<T> call) throws IOException, InterruptedException {
        return circuit(service, endpoint).read(call, log);
    }

    /** Calls what must not be done twice: it is repeated only where the connection was refused, so nothing was sent. */
    public <T> T change(Service service, String endpoint, Call<T> call) throws IOException, InterruptedException {
        return circuit(service, endpoint).change(call, log);
    }

    /** What was found of this kind before, else what is found now: a way to an endpoint need not be sought twice. */
    public <T> T found(Class<T> kind, Call<T> search) throws IOException, InterruptedException {
        Object before = found.get(kind);
        if (before != null) {
            return kind.cast(before);
        }
        T now = search.now();
        found.put(kind, now);
        return now;
    }

    /** What is known of every endpoint that was called, by its name. */
    public List<Circuit.State> circuits() {
        if (circuits.isEmpty()) {
            return List.of();
        }
        return circuits.values().stream()
                .map(Circuit::state)
                .sorted(Comparator.comparing(Circuit.State::endpoint))
                .toList();
    }

    /** How many calls of such a service had to be waited for so far. */
    public int waits(Service service) {
        return circuits.values().stream().mapToInt(circuit -> circuit.waits(service)).sum();
    }

    private Circuit circuit(Service service, String endpoint) {
        return circuits.computeIfAbsent(endpoint, name -> new Circuit(service, name, clock));
    }
}
