package io.jenkins.plugins.testeddelivery.promote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides whether a release may come into an environment: asks every rule, so that all refusals are known at once. */
public final class Gate {
    private static final List<Rule> RULES = List.of(
            PlaceRules::known,
            PersonRules::permission,
            PersonRules::promotion,
            PersonRules::people,
            PersonRules::ownWork,
            EvidenceRules::check,
            OriginRules::trust,
            OriginRules::branch,
            OriginRules::job,
            PlaceRules::after,
            PlaceRules::ill,
            PlaceRules::superseded,
            TimeRules::age,
            TimeRules::freeze);

    private Gate() {}

    public static Verdict decide(Policy policy, Question question) {
        List<Refusal> refusals = new ArrayList<>();
        RULES.forEach(rule -> refusals.addAll(rule.check(policy, question)));
        refusals.sort(Comparator.comparing(Refusal::clause));
        return new Verdict(refusals);
    }
}
