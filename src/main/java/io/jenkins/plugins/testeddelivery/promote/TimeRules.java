package io.jenkins.plugins.testeddelivery.promote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rules about the clock. */
final class TimeRules {
    private TimeRules() {}

    static List<Refusal> age(Policy policy, Question question) {
        Duration age = Duration.between(question.shipment().created(), question.now());
        return policy.maxAge().isZero() || age.compareTo(policy.maxAge()) <= 0
                ? List.of()
                : List.of(new Refusal(
                        Clause.AGE,
                        question.shipment().version() + " is " + Spans.words(age) + " old, and "
                                + question.environment() + " takes nothing older than "
                                + Spans.words(policy.maxAge()) + ".",
                        "Build and test it again, and promote that build."));
    }

    static List<Refusal> freeze(Policy policy, Question question) {
        List<Refusal> refusals = new ArrayList<>();
        for (Freeze freeze : policy.freezes()) {
            freeze.holdsAt(question.now())
                    .ifPresent(until -> refusals.add(new Refusal(
                            Clause.FREEZE,
                            question.environment() + " is frozen " + until + ".",
                            "Wait until then, or ask an administrator to change the freeze.")));
        }
        return refusals;
    }
}
