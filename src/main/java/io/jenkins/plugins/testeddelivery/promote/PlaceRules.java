package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.promote.Question.Deployed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules about what happened to the very release, here and elsewhere, and about what is here already. */
final class PlaceRules {
    private PlaceRules() {}

    static List<Refusal> known(Policy policy, Question question) {
        return question.shipment().environments().containsKey(question.environment())
                ? List.of()
                : List.of(new Refusal(
                        Clause.ENVIRONMENT,
                        version(question) + " does not say how it is deployed to " + question.environment()
                                + others(question) + ".",
                        "Describe that environment in delivery.yaml and promote a build of that commit."));
    }

    private static String others(Question question) {
        Set<String> others = new TreeSet<>(question.shipment().environments().keySet());
        return others.isEmpty() ? "" : ", but to " + String.join(", ", others);
    }

    /** Those of the policy, and the one that delivery.yaml names. */
    private static TreeSet<String> before(Policy policy, Question question) {
        TreeSet<String> before = new TreeSet<>(policy.after());
        before.add(question.shipment().environments().getOrDefault(question.environment(), ""));
        before.remove("");
        return before;
    }

    /** Healthy in every environment before, by its newest deployment there, and for long enough. */
    static List<Refusal> after(Policy policy, Question question) {
        List<Refusal> refusals = new ArrayList<>();
        for (String before : before(policy, question)) {
            Optional<Deployed> newest = newest(question, before);
            if (newest.isEmpty()) {
                refusals.add(new Refusal(
                        Clause.AFTER,
                        version(question) + " was never deployed to " + before + ", which comes before "
                                + question.environment() + ".",
                        "Deploy it there first."));
            } else if (!newest.get().healthy()) {
                refusals.add(new Refusal(
                        Clause.AFTER,
                        version(question) + " ended " + newest.get().outcome() + " in " + before + at(newest.get())
                                + ", and " + question.environment() + " comes after it.",
                        "Deploy it there until it is healthy, or promote another release."));
            } else {
                soak(policy, question, before).ifPresent(refusals::add);
            }
        }
        return refusals;
    }

    private static Optional<Refusal> soak(Policy policy, Question question, String before) {
        Duration lived = longestHealthy(question, before);
        if (lived.compareTo(policy.soak()) >= 0) {
            return Optional.empty();
        }
        boolean runs = newestAt(question, before)
                .filter(last -> last.running().equals(version(question)))
                .isPresent();
        Instant ready = question.now().plus(policy.soak().minus(lived)).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new Refusal(
                Clause.SOAK,
                version(question) + " has run healthy in " + before + " for " + Spans.words(lived) + ", and "
                        + question.environment() + " wants " + Spans.words(policy.soak()) + ".",
                runs ? "Wait until " + ready + "." : "It runs there no more: deploy it there again and wait."));
    }

    /** The longest time in one go for which the release ran there since it was ill last. */
    private static Duration longestHealthy(Question question, String environment) {
        Duration longest = Duration.ZERO;
        Instant since = null;
        for (Deployed each : question.past()) {
            if (!each.environment().equals(environment)) {
                continue;
            }
            boolean own = each.release().equals(question.shipment().release());
            if (own && each.ill()) {
                longest = Duration.ZERO;
                since = null;
            } else if (own && each.healthy()) {
                since = since == null ? each.at() : since;
            } else if (since != null && !each.running().equals(version(question))) {
                longest = longer(longest, Duration.between(since, each.at()));
                since = null;
            }
        }
        return since == null ? longest : longer(longest, Duration.between(since, question.now()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Ill here, until it is meant to be tried again; ill anywhere else, until it is healthy there. */
    static List<Refusal> ill(Policy policy, Question question) {
        List<Refusal> refusals = new ArrayList<>();
        TreeSet<String> environments = new TreeSet<>();
        question.past().forEach(each -> environments.add(each.environment()));
        for (String environment : environments) {
            Optional<Deployed> judged = verdict(question, environment).filter(Deployed::ill);
            boolean here = environment.equals(question.environment());
            // what is asked to be healthy there first is refused by that clause already
            if (judged.isEmpty() || here && question.retry() || before(policy, question).contains(environment)) {
                continue;
            }
            String reason = judged.get().reason().isEmpty() ? "" : " (" + judged.get().reason() + ")";
            refusals.add(new Refusal(
                    Clause.ILL,
                    version(question) + " was ill in " + environment + at(judged.get()) + reason + ".",
                    here
                            ? "Promote another release, or say that this one is to be tried again."
                            : "Deploy it there until it is healthy, or promote another release."));
        }
        return refusals;
    }

    /** Something that was asked for later has come meanwhile; or what is here is newer and nothing may go back. */
    static List<Refusal> superseded(Policy policy, Question question) {
        Optional<Deployed> newest = newestAt(question, question.environment())
                .filter(last -> !last.release().equals(question.shipment().release()))
                .filter(Deployed::healthy);
        if (newest.isEmpty()) {
            return List.of();
        }
        Deployed there = newest.get();
        if (there.asked().isAfter(question.asked())) {
            return List.of(new Refusal(
                    Clause.SUPERSEDED,
                    there.version() + " was asked for after " + version(question) + " and came to "
                            + question.environment() + at(there) + ".",
                    "If going back is meant, ask for it again."));
        }
        if (!policy.older() && there.created().isAfter(question.shipment().created())) {
            return List.of(new Refusal(
                    Clause.SUPERSEDED,
                    there.version() + ", which runs in " + question.environment() + ", is newer than "
                            + version(question) + ".",
                    "Promote a newer release, or roll back where the environment is."));
        }
        return List.of();
    }

    /** The newest that ended one way or the other: what was interrupted says nothing. */
    private static Optional<Deployed> verdict(Question question, String environment) {
        return last(question.past().stream()
                .filter(each -> each.environment().equals(environment))
                .filter(each -> each.release().equals(question.shipment().release()))
                .filter(each -> each.healthy() || each.ill())
                .toList());
    }

    private static Optional<Deployed> newest(Question question, String environment) {
        Optional<Deployed> judged = verdict(question, environment);
        return judged.isPresent()
                ? judged
                : last(question.past().stream()
                        .filter(each -> each.environment().equals(environment))
                        .filter(each -> each.release().equals(question.shipment().release()))
                        .toList());
    }

    private static Optional<Deployed> newestAt(Question question, String environment) {
        return last(question.past().stream()
                .filter(each -> each.environment().equals(environment))
                .toList());
    }

    private static Optional<Deployed> last(List<Deployed> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    }

    private static String at(Deployed deployed) {
        return " at " + deployed.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String version(Question question) {
        return question.shipment().version();
    }
}
