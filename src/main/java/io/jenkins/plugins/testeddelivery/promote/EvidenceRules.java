package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The rules about evidence: it is there, nothing newer speaks against it, and it is of the kind that is asked for. */
final class EvidenceRules {
    /** Marks of runs whose script may not be what was reviewed. */
    static final Set<String> MARKS = Set.of("replayed", "restarted", "untrusted");

    private static final String MANUAL = "manual";
    private static final String MEND = "Mend it and promote the build that passes.";

    private final Policy policy;
    private final Question question;
    private final List<Refusal> refusals = new ArrayList<>();

    private EvidenceRules(Policy policy, Question question) {
        this.policy = policy;
        this.question = question;
    }

    static List<Refusal> check(Policy policy, Question question) {
        EvidenceRules rules = new EvidenceRules(policy, question);
        rules.check(Standing.of(question.records()));
        return rules.refusals;
    }

    private void check(Standing standing) {
        List<Ledger.Entry> ofSet = about(found -> found.set().equals(question.shipment().set()));
        boolean whole = !ofSet.isEmpty() || policy.wholeSet();
        if (whole) {
            judge(ofSet, question.shipment().version() + " as a whole");
        }
        question.shipment().artifacts().forEach((component, digest) -> {
            String what = component + " in " + question.shipment().version();
            if (!whole) {
                judge(about(found -> speaksOf(found, component, digest)), what);
            } else if (standing.failed(component, digest)) {
                // in another set, and it was the one to blame there
                against("The newest trial of " + what + " failed.", MEND);
            }
        });
    }

    /** Evidence that counts, oldest first. */
    private List<Ledger.Entry> about(Predicate<Fact.Evidence> which) {
        return question.records().stream()
                .filter(entry -> entry.fact() instanceof Fact.Evidence found
                        && found.counts()
                        && !(found.passed() && found.dirty())
                        && which.test(found))
                .toList();
    }

    /** A failure speaks of a component only where it was found to be the one to blame. */
    private static boolean speaksOf(Fact.Evidence found, String component, String digest) {
        Fact.Tried tried = found.components().get(component);
        return tried != null
                && tried.digest().equals(digest)
                && (found.passed() || found.against().contains(component));
    }

    private void judge(List<Ledger.Entry> evidence, String what) {
        List<Ledger.Entry> sinceFailure = sinceFailure(evidence);
        if (evidence.isEmpty()) {
            against("There is no evidence for " + what + " that counts.", "Test it and promote the build that passes.");
        } else if (sinceFailure.isEmpty()) {
            against(
                    "The newest trial of " + what + " failed at "
                            + evidence.get(evidence.size() - 1).at() + ".",
                    MEND);
        } else {
            sinceFailure.stream()
                    .map(entry -> unfit((Fact.Evidence) entry.fact()))
                    .reduce((older, newer) -> older.isEmpty() ? older : newer)
                    .orElseThrow()
                    .ifPresent(found -> refusals.add(new Refusal(
                            found.clause(),
                            "The evidence for " + what + " " + found.what() + ", and " + question.environment()
                                    + " does not take that.",
                            found.todo())));
        }
    }

    private static List<Ledger.Entry> sinceFailure(List<Ledger.Entry> evidence) {
        int from = 0;
        for (int i = 0; i < evidence.size(); i++) {
            from = ((Fact.Evidence) evidence.get(i).fact()).passed() ? from : i + 1;
        }
        return evidence.subList(from, evidence.size());
    }

    /** What is wrong with the kind of evidence; nothing if it will do. */
    private Optional<Refusal> unfit(Fact.Evidence found) {
        List<String> marks = found.conditions().stream().filter(MARKS::contains).toList();
        if (policy.guarded() && !marks.isEmpty()) {
            return Optional.of(new Refusal(
                    Clause.TRUST,
                    "comes from a run that was " + String.join(" and ", marks),
                    "Run the job as it is and promote that build."));
        }
        if (!policy.byHand() && MANUAL.equals(found.kind())) {
            return Optional.of(new Refusal(
                    Clause.KIND, "is a person's word", "Let trial.run test it and promote the build that passes."));
        }
        List<String> deviations = found.conditions().stream()
                .filter(condition -> !MARKS.contains(condition) && !policy.conditions().admits(condition))
                .toList();
        return deviations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Clause.KIND,
                        "was won with " + String.join(" and ", deviations),
                        "Test it without and promote the build that passes."));
    }

    private void against(String what, String todo) {
        refusals.add(new Refusal(Clause.EVIDENCE, what, todo));
    }
}
