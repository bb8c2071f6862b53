package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a component must be built after all: not if a sound artifact of its inputs is there, and yes if the
 * plan counts on one whose bytes are gone or damaged.
 */
final class Reuse {
    /** Typed reasons of a plan that ask for a build although a tested artifact of the same inputs may be there. */
    private static final Set<String> TESTED_IS_NOT_ENOUGH = Set.of("BASE_MOVED", "MAX_AGE");

    private static final String FORCED = "FORCED";

    private final Plan plan;
    private final Standing standing;
    private final Artifacts artifacts;

    /**
     * What to do.
     *
     * @param strategy how to build; one that builds nothing: {@code artifact} is enough
     * @param artifact what is there; empty where the plan asks for none
     * @param words why nothing must be built
     * @param notes for the log
     * @param hidden behind a newer record whose bytes are gone: whoever looks for the newest of these inputs would take that
     */
    record Answer(
            Strategy strategy, Optional<Fact.Candidate> artifact, String words, List<String> notes, boolean hidden) {
        static Answer build(Strategy strategy, List<String> notes) {
            return new Answer(strategy, Optional.empty(), "", notes, false);
        }
    }

    Reuse(Plan plan, Standing standing, Artifacts artifacts) {
        this.plan = plan;
        this.standing = standing;
        this.artifacts = artifacts;
    }

    /** Looks for what these components may have in one go. */
    void expect(List<Component> components) throws IOException, InterruptedException {
        artifacts.expect(components.stream()
                .flatMap(component -> standing
                        .artifacts(component.name(), plan.scan().fingerprints().get(component.name()), false)
                        .stream()
                        // the others are seldom looked at
                        .limit(1))
                .toList());
    }

    Answer of(Component component) throws IOException, InterruptedException {
        String name = component.name();
        Decision decision = plan.component(name)
                .orElseThrow(() -> Failure.failed("The plan says nothing of " + name + "; make it again."));
        boolean builds = decision.strategy().builds();
        if (builds && asks(decision, Set.of(FORCED))) {
            return Answer.build(decision.strategy(), List.of());
        }
        List<String> notes = new ArrayList<>();
        List<Fact.Candidate> known =
                standing.artifacts(name, plan.scan().fingerprints().get(name), false);
        for (Fact.Candidate candidate : known) {
            boolean enough =
                    !builds || !asks(decision, TESTED_IS_NOT_ENOUGH) || !standing.tested(name, candidate.digest());
            if (standing.failed(name, candidate.digest()) || !enough) {
                continue;
            }
            String stored = standing.byDigest(name, candidate.digest())
                    .map(Fact.Candidate::stored)
                    .orElse("");
            Fact.Candidate kept = candidate.withStored(stored);
            Artifacts.State state = artifacts.look(kept);
            if (state == Artifacts.State.THERE) {
                String words = words(decision.strategy(), candidate);
                boolean hidden = !notes.isEmpty();
                return new Answer(
                        Strategy.REUSE, Optional.of(hidden ? kept : candidate), words, List.of(words), hidden);
            }
            notes.add(state.reason() + ": " + candidate.version() + " " + state.words());
        }
        if (builds || !notes.isEmpty()) {
            Strategy strategy =
                    notes.isEmpty() ? decision.strategy() : decision.strategy().or(Strategy.INCREMENTAL);
            return Answer.build(strategy, notes);
        }
        return new Answer(decision.strategy(), Optional.empty(), nothing(decision.strategy()), List.of(), false);
    }

    /** Only what nothing changed for is "not affected", and only what passed a trial is "tested". */
    private String words(Strategy planned, Fact.Candidate candidate) {
        String version = candidate.version();
        if (planned == Strategy.NONE) {
            return "not affected: " + version + " has the same inputs";
        }
        return !planned.builds() && standing.tested(candidate.component(), candidate.digest())
                ? "tested before as " + version + ", from the same inputs"
                : "already built as " + version;
    }

    private static String nothing(Strategy planned) {
        return planned == Strategy.NONE ? "not affected" : "nothing to build";
    }

    private static boolean asks(Decision decision, Set<String> rules) {
        return decision.reasons().stream().anyMatch(reason -> rules.contains(reason.rule()));
    }
}
