package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says whether an artifact's bytes are there, in the content store or in the engine; whether they are whole is for
 * {@code build} to find out. The engine is asked for an exported image only where that takes no time.
 */
public final class Presence {
    private final Ports ports;
    private final Ledger ledger;
    /** By name; empty: not there. */
    private final Map<String, Optional<Engine.Image>> seen = new HashMap<>();

    private Engine engine;
    private boolean unreachable;

    public Presence(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    /** Looks for all of these at once: asking the engine for one takes about as long as for all. */
    void expect(Collection<Fact.Candidate> artifacts) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (Fact.Candidate artifact : artifacts) {
            if (!artifact.image().isEmpty() && !kept(artifact)) {
                names.add(artifact.image());
            }
        }
        if (!names.isEmpty()) {
            look(names);
        }
    }

    public boolean there(Fact.Candidate artifact) throws IOException, InterruptedException {
        if (kept(artifact)) {
            return true;
        }
        if (artifact.image().isEmpty()) {
            return false;
        }
        if (!seen.containsKey(artifact.image())) {
            look(Set.of(artifact.image()));
        }
        return seen.get(artifact.image())
                .filter(image -> image.digest().equals(artifact.digest()))
                .isPresent();
    }

    /** Those of these that the engine has; none where asking it would be a matter of its own. */
    Map<String, Engine.Image> images(Set<String> names) throws IOException, InterruptedException {
        Set<String> unseen = new TreeSet<>(names);
        unseen.removeAll(seen.keySet());
        if (!unseen.isEmpty() && !unreachable && (engine != null || Engines.near(ports))) {
            look(unseen);
        }
        Map<String, Engine.Image> found = new HashMap<>();
        for (String name : names) {
            seen.getOrDefault(name, Optional.empty()).ifPresent(image -> found.put(name, image));
        }
        return found;
    }

    private boolean kept(Fact.Candidate artifact) throws IOException {
        return !artifact.stored().isEmpty() && ledger.store().has(artifact.stored());
    }

    private void look(Set<String> names) throws IOException, InterruptedException {
        names.forEach(name -> seen.put(name, Optional.empty()));
        if (unreachable) {
            return;
        }
        try {
            if (engine == null) {
                engine = Engines.known(ports);
            }
            engine.images(names).forEach((name, image) -> seen.put(name, Optional.of(image)));
        } catch (Failure e) {
            // no engine: whatever it holds is out of reach, so the plan must not count on it
            unreachable = true;
        }
    }
}
