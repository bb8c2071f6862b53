package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.util.List;
import java.util.Optional;

/**
 * One component that is to be built.
 *
 * @param ports whose log marks every line with the component
 * @param tested the component's newest tested artifact
 * @param dependencyHash what its dependency manifests ask for, see {@code Fact.Candidate}
 * @param caches artifacts whose layers may be taken, best first
 */
record Job(
        Plan plan,
        Component component,
        Strategy strategy,
        Ports ports,
        Optional<Fact.Candidate> tested,
        String dependencyHash,
        List<Fact.Candidate> caches) {
    /** One that takes no layers of any image, and whose manifests nobody asks for. */
    Job(Plan plan, Component component, Strategy strategy, Ports ports, Optional<Fact.Candidate> tested) {
        this(plan, component, strategy, ports, tested, "", List.of());
    }

    String name() {
        return component.name();
    }

    Scan scan() {
        return plan.scan();
    }

    String fingerprint() {
        return scan().fingerprints().get(name());
    }

    /** A folder for this build alone, relative to the workspace. */
    String temporary() {
        return BuildFolder.temporary(plan.version(), name());
    }

    /** The record of an artifact of this build. */
    Fact.Candidate candidate(Strategy how, String digest, String identity, String image, String stored, long millis) {
        return new Fact.Candidate(
                name(),
                component.kind().word(),
                fingerprint(),
                digest,
                identity,
                plan.version(),
                scan().commit(),
                scan().dirty(),
                how.name(),
                image,
                stored,
                millis,
                dependencyHash);
    }

    /** The same artifact as before, found again from these inputs: it keeps its version, its bytes and its evidence. */
    static Fact.Candidate again(Fact.Candidate before, Fact.Candidate now) {
        return new Fact.Candidate(
                now.component(),
                now.kind(),
                now.fingerprint(),
                before.digest(),
                before.identity(),
                before.version(),
                now.commit(),
                now.dirty(),
                now.strategy(),
                before.image(),
                before.stored(),
                now.millis(),
                now.dependencyHash());
    }
}
