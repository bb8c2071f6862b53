package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.trial.TrialSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Lets nothing untested through: decides from the plan and the records what may ship, or names all that is lacking. */
final class ExportGate {
    private final Plan plan;
    private final Standing standing;
    private final List<String> lacking = new ArrayList<>();

    private ExportGate(Plan plan, Standing standing) {
        this.plan = plan;
        this.standing = standing;
    }

    /**
     * What may ship.
     *
     * @param artifacts sorted by component
     * @param set digest of what ships
     * @param evidence of the set; empty where the configuration asks for none and there is none
     */
    record Passed(List<Chosen> artifacts, String set, Optional<Ledger.Entry> evidence) {}

    /**
     * Decides.
     *
     * @param keepOlder components that may ship older than head
     * @throws Failure that names everything that is lacking
     */
    static Passed check(Plan plan, Standing standing, Set<String> keepOlder) {
        requireShippable(plan.scan().project(), keepOlder);
        if (plan.scan().dirty()) {
            throw Failure.failed("Nothing was exported: the working tree has changes that no commit holds;"
                    + " commit or stash first, then test and export again.");
        }
        return new ExportGate(plan, standing).check(keepOlder);
    }

    private static void requireShippable(Project project, Set<String> keepOlder) {
        for (String name : keepOlder) {
            Component component = project.component(name)
                    .orElseThrow(() -> Failure.usage(
                            "There is no component " + Printable.quoted(name)
                                    + " whose older artifact could be kept."));
            if (!component.shippable()) {
                throw Failure.usage("The component " + component.name() + " is a library: nothing of it ships.");
            }
        }
        if (project.components().stream().noneMatch(Component::shippable)) {
            throw Failure.failed("Nothing was exported: no component is an image or an archive,"
                    + " give one an image: or an archive: in delivery.yaml.");
        }
    }

    private Passed check(Set<String> keepOlder) {
        Project project = plan.scan().project();
        List<Chosen> chosen = new ArrayList<>();
        for (Component component : project.components()) {
            if (component.shippable()) {
                boolean older = keepOlder.contains(component.name())
                        || component.aliases().stream().anyMatch(keepOlder::contains);
                choose(component.name(), older).ifPresent(chosen::add);
            }
        }
        Map<String, String> digests = new TreeMap<>();
        chosen.forEach(each -> digests.put(each.component(), each.artifact().digest()));
        String set = Standing.setDigest(digests);
        Optional<Ledger.Entry> evidence = lacking.isEmpty() ? evidenceOfSet(set) : Optional.empty();
        if (!lacking.isEmpty()) {
            throw Failure.failed("Nothing was exported, this is lacking:\n  " + String.join("\n  ", lacking));
        }
        return new Passed(chosen, set, evidence);
    }

    private Optional<Chosen> choose(String component, boolean older) {
        int before = lacking.size();
        Optional<Chosen> atHead = atHead(component);
        if (atHead.isPresent() || !older) {
            return atHead;
        }
        lacking.subList(before, lacking.size()).clear();
        Optional<Chosen> kept = TrialSet.older(plan, standing, component).flatMap(artifact -> tested(artifact, true));
        if (kept.isEmpty()) {
            lacking.add(component + ": it has no tested artifact at all that could be kept"
                    + " (run: delivery build, delivery test)");
        }
        return kept;
    }

    private Optional<Chosen> atHead(String component) {
        String fingerprint = plan.scan().fingerprints().getOrDefault(component, "");
        Optional<Fact.Candidate> artifact = standing.artifact(component, fingerprint, false);
        if (artifact.isEmpty()) {
            lacking.add(component + ": nothing was built from its inputs at "
                    + shortened(plan.scan().commit()) + " (run: delivery build, delivery test)");
            return Optional.empty();
        }
        Fact.Candidate found = artifact.get();
        Optional<Chosen> chosen = tested(found, false);
        if (chosen.isEmpty()) {
            lacking.add(standing.failed(component, found.digest())
                    ? component + ": the newest trial of " + found.version()
                            + " failed (mend it, then run: delivery build, delivery test)"
                    : component + ": " + found.version() + " is built and not tested (run: delivery test)");
        }
        return chosen;
    }

    private Optional<Chosen> tested(Fact.Candidate artifact, boolean behind) {
        return standing.tested(artifact.component(), artifact.digest())
                ? standing.evidence(artifact.component(), artifact.digest())
                        .map(green -> new Chosen(artifact, green, behind))
                : Optional.empty();
    }

    private Optional<Ledger.Entry> evidenceOfSet(String set) {
        Optional<Ledger.Entry> entry = standing.evidenceOfSet(set, plan.trialKey());
        Optional<Ledger.Entry> green = entry.filter(ExportGate::green);
        if (green.isEmpty() && plan.scan().project().trial().scope() == Trial.Scope.SET) {
            lacking.add(entry.isPresent() && !((Fact.Evidence) entry.get().fact()).passed()
                    ? "the set: its newest trial as a whole failed (mend it, then run: delivery test)"
                    : "the set: exactly these artifacts were not tried together as the configuration asks"
                            + " (run: delivery test)");
        }
        return green;
    }

    private static boolean green(Ledger.Entry entry) {
        return entry.fact() instanceof Fact.Evidence evidence
                && evidence.passed()
                && evidence.counts()
                && !evidence.dirty();
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(7, commit.length()));
    }
}
