package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment.Probe;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Commands.Outcome;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Watches what was put in place until it can be called healthy or ill: patient until the first success, then strict for
 * as long as it must be stable (DESIGN, "Health").
 */
public final class Health {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int URL_TIMEOUT_MILLIS = (int) Service.HEALTH.read().toMillis();
    private static final int SAID = 20;

    private final Ports ports;
    private final Look look;
    private final UnaryOperator<String> masked;
    private final Duration within;
    private final Duration stable;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    /** Looks at the containers there are; an environment without containers shows none. */
    @FunctionalInterface
    public interface Look {
        List<Seen> now() throws IOException, InterruptedException;
    }

    /**
     * A probe, ready to be tried.
     *
     * @param words what it is called in messages: the URL as it was written, never with its values
     * @param url filled in; empty: {@code command}
     */
    record Ready(Probe probe, String words, String url, Command command) {}

    /** @param masked blots out secrets in what commands say */
    Health(Ports ports, Look look, UnaryOperator<String> masked) {
        this(ports, look, masked, Probe.DEFAULT_WITHIN, Probe.DEFAULT_STABLE);
    }

    /**
     * Watches containers alone, for as long as their owner has patience.
     *
     * @param within deadline of the first success
     * @param stable from then on they must stay well for this long
     */
    public Health(Ports ports, Look look, Duration within, Duration stable) {
        this(ports, look, UnaryOperator.identity(), within, stable);
    }

    private Health(Ports ports, Look look, UnaryOperator<String> masked, Duration within, Duration stable) {
        this.ports = ports;
        this.look = look;
        this.masked = masked;
        this.within = within;
        this.stable = stable;
    }

    /**
     * Fills what the probes leave open; fails where the envFile does not say it.
     *
     * @param programs finds the programs of a command
     * @param environment what commands are told
     * @param directory where commands run
     */
    static List<Ready> ready(
            List<Probe> probes,
            UnaryOperator<List<String>> programs,
            Map<String, String> values,
            Map<String, String> environment,
            String directory) {
        List<Ready> all = new ArrayList<>();
        for (Probe probe : probes) {
            if (probe.url().isEmpty()) {
                Command command =
                        Command.of(programs.apply(probe.command())).in(directory).with(environment);
                all.add(new Ready(probe, "health check " + probe.command(), "", command));
            } else {
                String what = "health check " + probe.url();
                all.add(new Ready(probe, what, EnvFile.fill(probe.url(), values, what), null));
            }
        }
        return all;
    }

    /** Why the containers are ill; empty: they are healthy. */
    public Optional<String> watch() throws IOException, InterruptedException {
        return watch(List.of());
    }

    /** Why it is ill; empty: it is healthy. */
    Optional<String> watch(List<Ready> probes) throws IOException, InterruptedException {
        Optional<String> ill = firstSuccess(probes);
        if (ill.isEmpty()) {
            ill = stable(probes);
        }
        if (ill.isPresent()) {
            said.forEach(line -> ports.log().line("health | " + masked.apply(line)));
        }
        return ill;
    }

    private Optional<String> firstSuccess(List<Ready> probes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Duration longest = probes.stream()
                .map(ready -> ready.probe().within())
                .reduce((one, other) -> one.compareTo(other) >= 0 ? one : other)
                .orElse(within);
        List<Ready> waiting = new ArrayList<>(probes);
        while (true) {
            List<Seen> seen = look.now();
            Optional<Seen> lost = seen.stream().filter(Seen::lost).findFirst();
            if (lost.isPresent()) {
                return lost.map(Seen::words);
            }
            Optional<String> problem = seen.stream().filter(one -> !one.well()).map(Seen::words).findFirst();
            for (Ready ready : List.copyOf(waiting)) {
                Optional<String> bad = attempt(ready, remaining(start, ready.probe().within()));
                if (bad.isEmpty()) {
                    waiting.remove(ready);
                } else if (over(start, ready.probe().within())) {
                    return Optional.of(
                            bad.get() + ", " + seconds(ready.probe().within()) + " after it was put in place");
                } else {
                    problem = bad;
                }
            }
            if (problem.isEmpty()) {
                return Optional.empty();
            }
            if (over(start, longest)) {
                return Optional.of(problem.get() + ", " + seconds(longest) + " after it was put in place");
            }
            ports.log().progress("waiting for health: " + problem.get());
            pause(start, longest);
        }
    }

    private Optional<String> stable(List<Ready> probes) throws IOException, InterruptedException {
        List<Seen> first = look.now();
        long start = System.nanoTime();
        Duration longest = probes.stream()
                .map(ready -> ready.probe().stable())
                .reduce((one, other) -> one.compareTo(other) >= 0 ? one : other)
                .orElse(stable);
        if (first.isEmpty() && probes.isEmpty()) {
            return Optional.empty();
        }
        while (true) {
            Optional<String> problem = containers(first);
            if (problem.isPresent()) {
                return problem;
            }
            boolean over = over(start, longest);
            for (Ready ready : probes) {
                if (over || !over(start, ready.probe().stable())) {
                    Optional<String> bad = attempt(ready, ready.probe().within());
                    if (bad.isPresent()) {
                        return Optional.of(bad.get() + ", after it had been healthy");
                    }
                }
            }
            if (over) {
                return containers(first);
            }
            ports.log().progress("healthy; watching that it stays so for " + seconds(longest));
            pause(start, longest);
        }
    }

    private Optional<String> containers(List<Seen> first) throws IOException, InterruptedException {
        List<Seen> now = look.now();
        for (Seen earlier : first) {
            Optional<Seen> same = now.stream()
                    .filter(one -> one.service().equals(earlier.service()) && one.id().equals(earlier.id()))
                    .findFirst();
            if (same.isEmpty()) {
                return Optional.of("a container of service " + earlier.service() + " is gone");
            }
            if (!same.get().well()) {
                return same.map(Seen::words);
            }
            if (!same.get().sameRun(earlier)) {
                return Optional.of("service " + earlier.service() + " was started again by itself");
            }
        }
        return Optional.empty();
    }

    /** Why the try failed; empty: it passed. */
    private Optional<String> attempt(Ready ready, Duration atMost) throws IOException, InterruptedException {
        if (!ready.url().isEmpty()) {
            ProbeUrl.Answer answer = asked(ready);
            return answer.good() ? Optional.empty() : Optional.of(ready.words() + ": " + answer.words());
        }
        said.clear();
        Outcome outcome = ports.commands().run(ready.command().within(atMost), this::keep, this::keep);
        return outcome.succeeded() ? Optional.empty() : Optional.of(ready.words() + ": " + outcome.words());
    }

    /** Through the one way for calls, so that {@code status} knows who did not answer. */
    private ProbeUrl.Answer asked(Ready ready) throws IOException, InterruptedException {
        ProbeUrl.Answer[] silence = new ProbeUrl.Answer[1];
        try {
            return ports.calls().read(Service.HEALTH, ready.words(), () -> {
                ProbeUrl.Answer answer = ports.workspace().act(new ProbeUrl(ready.url(), URL_TIMEOUT_MILLIS));
                if (answer.status() == 0) {
                    silence[0] = answer;
                    throw Failure.unreachable(ready.words() + ": " + answer.words());
                }
                return answer;
            });
        } catch (Failure e) {
            if (silence[0] == null) {
                throw e;
            }
            return silence[0];
        }
    }

    /** What a probe says is for the log alone: it may hold what no record must. */
    private void keep(String line) {
        said.add(line);
        while (said.size() > SAID) {
            said.poll();
        }
    }

    private static void pause(long start, Duration limit) throws InterruptedException {
        Duration left = limit.minusNanos(System.nanoTime() - start);
        TimeUnit.MILLISECONDS.sleep(Math.max(10, Math.min(PAUSE.toMillis(), left.toMillis())));
    }

    private static Duration remaining(long start, Duration within) {
        Duration left = within.minusNanos(System.nanoTime() - start);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    private static boolean over(long start, Duration limit) {
        return System.nanoTime() - start >= limit.toNanos();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
