package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.promote.Allowed;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a release with what an environment's policy asks, from what the release itself states, so that a server with
 * nothing but the release can. Every refusal begins with its clause.
 */
final class PolicyCheck {
    private static final String MANUAL = "manual";

    private final Environment environment;
    private final Release release;
    private final List<String> refusals = new ArrayList<>();

    private PolicyCheck(Environment environment, Release release) {
        this.environment = environment;
        this.release = release;
    }

    /** What stands against it; nothing if the policy is kept. */
    static List<String> refusals(Environment environment, Release release, Instant now) {
        PolicyCheck check = new PolicyCheck(environment, release);
        check.evidence();
        check.origin();
        check.age(now);
        return check.refusals;
    }

    private void evidence() {
        Demands demands = environment.demands();
        if (demands.set() && !"passed".equals(release.set().result())) {
            refuse("set", "its artifacts were not tried together; run delivery test on the whole set and export again");
        }
        if (!release.set().result().isEmpty()) {
            judge("the set", release.set().kind(), release.set().conditions());
        }
        for (ReleaseArtifact artifact : release.artifacts()) {
            judge(artifact.component(), artifact.evidence().kind(), artifact.evidence().conditions());
        }
    }

    private void judge(String what, String kind, List<String> conditions) {
        Demands demands = environment.demands();
        if (!demands.byHand() && (kind.isEmpty() || MANUAL.equals(kind))) {
            refuse("byHand", (kind.isEmpty() ? "it does not say what kind of trial " : "a person's word is all that ") + what
                    + (kind.isEmpty() ? " passed" : " has") + "; let trial.run test it and export again");
        }
        if (demands.limited()) {
            if (kind.isEmpty()) {
                refuse("deviations", "it does not say how the trial of " + what + " deviated; export it again");
            }
            conditions.stream()
                    .filter(condition -> !demands.deviations().contains(condition))
                    .forEach(condition -> refuse("deviations", "the trial of " + what + " was won with " + condition
                            + "; test it without and export again"));
        }
    }

    private void origin() {
        from("branches", environment.demands().branches(), release.branch(), "branch");
        from("builders", environment.demands().builders(), release.builder(), "builder");
    }

    private void from(String clause, List<String> patterns, String origin, String word) {
        if (patterns.isEmpty() || !origin.isEmpty() && Allowed.only(patterns).admits(origin)) {
            return;
        }
        refuse(clause, (origin.isEmpty() ? "it does not say which " + word + " it comes from" : "its " + word + " is " + origin)
                + ", and only " + String.join(" or ", patterns) + " may come here");
    }

    private void age(Instant now) {
        Duration most = environment.demands().maxAge();
        Duration age = Duration.between(Instant.parse(release.created()), now);
        if (!most.isZero() && age.compareTo(most) > 0) {
            refuse("maxAge", "it is " + age.toSeconds() + " s old and may be " + most.toSeconds()
                    + " s; build and test it again");
        }
    }

    private void refuse(String clause, String why) {
        refusals.add("policy." + clause + ": " + why);
    }
}
