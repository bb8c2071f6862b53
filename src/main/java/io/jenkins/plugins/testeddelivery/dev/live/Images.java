package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.dev.Pin;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds or builds the image that a component's containers run. */
final class Images {
    private final Ports ports;
    private final Ledger ledger;
    private final Engine engine;

    Images(Ports ports, Ledger ledger, Engine engine) {
        this.ports = ports;
        this.ledger = ledger;
        this.engine = engine;
    }

    /**
     * What came of it.
     *
     * @param built by component
     * @param failed why not, by component
     */
    record Result(Map<String, Served> built, Map<String, String> failed) {}

    /** What it ran last, if that image is still there. */
    Optional<Served> last(Part part) throws IOException, InterruptedException {
        Optional<Served> served = Served.read(ports, part.name());
        return served.isPresent() && engine.image(served.get().pin().image()).isPresent() ? served : Optional.empty();
    }

    /** An image that was built of these very inputs, committed or not. */
    Optional<Served> ready(Part part, Scan scan) throws IOException, InterruptedException {
        String fingerprint = scan.fingerprints().get(part.name());
        for (Fact.Candidate candidate :
                Standing.of(ledger.entries()).artifacts(part.name(), fingerprint, true)) {
            Optional<Engine.Image> image = engine.image(candidate.image());
            if (image.isPresent() && image.get().digest().equals(candidate.digest())) {
                return Optional.of(served(candidate, image.get(), scan));
            }
        }
        return Optional.empty();
    }

    /**
     * Builds in the ways that are asked for; what was never built here, as the plan says.
     *
     * @param decisions by component
     * @param first components that nothing is known of
     */
    Result build(Scan scan, Map<String, Decision> decisions, Set<String> first)
            throws IOException, InterruptedException {
        Map<String, Decision> all = new TreeMap<>(decisions);
        Plan plan;
        if (first.isEmpty()) {
            plan = new SinceBuilt(scan).plan(all, ports.clock().instant());
        } else {
            plan = new Planner(ports, ledger).plan(PlanRequest.plain());
            SinceBuilt since = new SinceBuilt(plan.scan());
            for (Decision decision : plan.components()) {
                all.putIfAbsent(decision.name(), decision);
            }
            plan = since.plan(all, ports.clock().instant());
        }
        Set<String> names = new TreeSet<>(decisions.keySet());
        names.addAll(first);
        Outcome outcome = new Builds(ports, ledger).run(plan, names, 0);
        Map<String, Served> built = new TreeMap<>();
        Map<String, String> failed = new TreeMap<>(outcome.failed());
        outcome.skipped().forEach(name -> failed.put(name, "not built, as something it depends on failed"));
        for (String name : names) {
            Fact.Candidate candidate = outcome.built().get(name);
            if (candidate != null && !candidate.image().isEmpty()) {
                Engine.Image image = engine.image(candidate.image())
                        .orElseThrow(() -> Failure.failed("The image " + candidate.image()
                                + " went away from the engine after it was built; run the same again."));
                built.put(name, served(candidate, image, plan.scan()));
            } else {
                failed.putIfAbsent(name, "there is no image of it, and the plan asks for none");
            }
        }
        return new Result(built, failed);
    }

    private static Served served(Fact.Candidate candidate, Engine.Image image, Scan scan) {
        String name = candidate.component();
        Pin pin = new Pin(image.id(), name, candidate.version(), candidate.digest());
        String document = scan.documents().getOrDefault(name, "");
        return new Served(pin, List.of(), document, document);
    }
}
