package io.jenkins.plugins.testeddelivery.promote;

import java.util.List;

/** The rules about who asks. */
final class PersonRules {
    private PersonRules() {}

    static List<Refusal> permission(Policy policy, Question question) {
        return question.person().permitted()
                ? List.of()
                : List.of(new Refusal(
                        Clause.PERMISSION,
                        question.person().id() + " may not promote what " + question.shipment().job() + " built.",
                        "Ask an administrator for the permission Promote."));
    }

    static List<Refusal> promotion(Policy policy, Question question) {
        return !policy.guarded() || question.noPromotion().isEmpty()
                ? List.of()
                : List.of(new Refusal(
                        Clause.PROMOTION,
                        question.environment() + " takes only what was promoted: " + question.noPromotion() + ".",
                        "Open the build that made " + question.shipment().version() + " and use Promote there."));
    }

    static List<Refusal> people(Policy policy, Question question) {
        return policy.people().admits(question.person().names())
                ? List.of()
                : List.of(new Refusal(
                        Clause.PEOPLE,
                        question.person().id() + " is none of those who may promote to " + question.environment() + ".",
                        "Ask one of them: " + policy.people().words() + "."));
    }

    static List<Refusal> ownWork(Policy policy, Question question) {
        return policy.ownWork() || !question.shipment().makers().contains(question.person().id())
                ? List.of()
                : List.of(new Refusal(
                        Clause.OWN_WORK,
                        question.person().id() + " started the build of " + question.shipment().version()
                                + " or wrote a commit in it, and " + question.environment() + " wants a second person.",
                        "Ask somebody who had no part in it."));
    }
}
