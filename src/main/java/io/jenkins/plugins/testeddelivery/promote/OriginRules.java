package io.jenkins.plugins.testeddelivery.promote;

import java.util.List;
import java.util.Set;

/** The rules about where a release comes from. */
final class OriginRules {
    private OriginRules() {}

    static List<Refusal> trust(Policy policy, Question question) {
        Set<String> marks = question.shipment().marks();
        return !policy.guarded() || marks.isEmpty()
                ? List.of()
                : List.of(new Refusal(
                        Clause.TRUST,
                        "The build that made " + question.shipment().version() + " was " + String.join(" and ", marks)
                                + ", so its script may not be the one that was reviewed.",
                        "Run the job as it is and promote that build."));
    }

    static List<Refusal> branch(Policy policy, Question question) {
        return from(policy.branches(), Clause.BRANCH, question.shipment().branch(), question);
    }

    static List<Refusal> job(Policy policy, Question question) {
        return from(policy.jobs(), Clause.JOB, question.shipment().job(), question);
    }

    private static List<Refusal> from(Allowed allowed, Clause clause, String origin, Question question) {
        if (allowed.anything() || !origin.isEmpty() && allowed.admits(origin)) {
            return List.of();
        }
        String what = origin.isEmpty()
                ? "It is not known which " + clause.word() + " " + question.shipment().version() + " was built from"
                : question.shipment().version() + " was built from the " + clause.word() + " " + origin;
        return List.of(new Refusal(
                clause,
                what + ", and " + question.environment() + " takes " + allowed.words() + " only.",
                "Promote a build of such a " + clause.word() + "."));
    }
}
