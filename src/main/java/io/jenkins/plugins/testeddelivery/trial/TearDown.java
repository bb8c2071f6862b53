package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Removes all that a trial made: its containers, networks, volumes and folder, and nothing else. What it started goes
 * even if someone interrupts it: a trial that is left over is in the way of nobody but costs memory and ports.
 */
final class TearDown {
    /** How long an interrupted tear-down may go on; who interrupts wants to get away. */
    private static final Duration UNINTERRUPTED = Duration.ofSeconds(30);

    /** A trial's service has nothing to save: what it wrote is thrown away with it. */
    private static final Duration GRACE = Duration.ZERO;

    private final Ports ports;
    private final String id;
    private final String project;

    /** @param project the compose project; empty: nothing was started */
    TearDown(Ports ports, String id, String project) {
        this.ports = ports;
        this.id = id;
        this.project = project;
    }

    /** Never throws for something that could not be removed: the log names it. */
    void run() throws InterruptedException {
        Thread thread = new Thread(this::removeAll, "tear-down of trial " + id);
        thread.start();
        boolean interrupted = false;
        long deadline = Long.MAX_VALUE;
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                thread.join(interrupted ? Math.max(1, (deadline - System.nanoTime()) / 1_000_000) : 0);
            } catch (InterruptedException e) {
                if (!interrupted) {
                    deadline = System.nanoTime() + UNINTERRUPTED.toNanos();
                }
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            thread.interrupt();
            ports.log().warning("the tear-down of trial " + id + " was given up after "
                    + UNINTERRUPTED.toSeconds() + " s; the next trial finishes it");
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void removeAll() {
        ports.log().progress("trial: removing everything it started");
        boolean gone = project.isEmpty() || removeStarted();
        if (!gone) {
            // the folder says what there is to remove
            return;
        }
        attempt("its folder", () -> ports.workspace().act(new TrialFolder.Remove(id)));
    }

    private boolean removeStarted() {
        Map<String, String> label = Map.of(Labels.TRIAL, id);
        // a Ctrl-C on a terminal reaches compose as well; by then it may have ended in the middle
        boolean down = attempt("the compose project " + project, this::down)
                || attempt("the compose project " + project, this::down);
        boolean rest = attempt("what carries the label " + Labels.TRIAL + "=" + id, () -> {
            Engine engine = Engines.connect(ports);
            for (Engine.Container container : engine.containers(label)) {
                engine.removeContainer(container.id());
            }
            engine.removeLeftovers(label);
        });
        return down && rest;
    }

    private void down() throws IOException, InterruptedException {
        Engine engine = Engines.connect(ports);
        for (Engine.Container container : engine.containers(Map.of(Labels.TRIAL, id))) {
            engine.stopContainer(container.id(), GRACE);
        }
        // of a workspace that was emptied, or another one, nothing is known but the label
        if (ports.workspace().act(new TrialFolder.IsComposed(id))) {
            ComposeCommand.find(ports)
                    .down(ComposedSet.project(project, id, ""), true, ports.log()::progress);
        }
    }

    private boolean attempt(String what, Attempt attempt) {
        try {
            attempt.go();
            return true;
        } catch (IOException | Failure e) {
            ports.log().warning("trial " + id + ": could not remove " + what + ": " + e.getMessage());
        } catch (InterruptedException e) {
            ports.log().warning("trial " + id + ": could not remove " + what + ": interrupted");
        }
        return false;
    }

    /** One thing to remove. */
    @FunctionalInterface
    private interface Attempt {
        void go() throws IOException, InterruptedException;
    }
}
