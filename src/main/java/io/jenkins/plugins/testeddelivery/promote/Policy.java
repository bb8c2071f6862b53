package io.jenkins.plugins.testeddelivery.promote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an environment asks of a release and of whoever wants to put it there. Two of them are put together with
 * {@link #stricter}; nothing makes one weaker.
 *
 * @param guarded takes only what a person promoted, and no evidence of replayed, restarted or untrusted runs
 * @param after environments in which the very release must be healthy first
 * @param soak for how long it must have been healthy there; zero: at once
 * @param maxAge how old the release may be; zero: any age
 * @param freezes times in which nothing is deployed
 * @param branches that may have built it
 * @param jobs that may have built it, by full name
 * @param people who may promote, by user or group
 * @param conditions in which a trial may have deviated and still count: {@code no-test-db} …
 * @param byHand a trial that a person accepted counts
 * @param ownWork who started the build or wrote a commit in it may promote it
 * @param older a release may be put over a newer one
 * @param wholeSet the set must have been tried as a whole, whatever {@code trial.scope} says
 */
public record Policy(
        boolean guarded,
        Set<String> after,
        Duration soak,
        Duration maxAge,
        List<Freeze> freezes,
        Allowed branches,
        Allowed jobs,
        Allowed people,
        Allowed conditions,
        boolean byHand,
        boolean ownWork,
        boolean older,
        boolean wholeSet) {

    /** Asks for nothing but evidence and health. */
    public static final Policy OPEN = new Policy(
            false, Set.of(), Duration.ZERO, Duration.ZERO, List.of(), Allowed.ANY, Allowed.ANY, Allowed.ANY, Allowed.ANY,
            true, true, true, false);

    /** Only a promotion tells who wants it: whoever asks about people asks for one. */
    public Policy {
        after = Collections.unmodifiableSet(new TreeSet<>(after));
        freezes = freezes.stream().distinct().toList();
        guarded = guarded || !people.anything() || !ownWork;
    }

    /** Refuses whatever either refuses. */
    public static Policy stricter(Policy one, Policy other) {
        Set<String> after = new TreeSet<>(one.after);
        after.addAll(other.after);
        List<Freeze> freezes = new ArrayList<>(one.freezes);
        freezes.addAll(other.freezes);
        return new Policy(
                one.guarded || other.guarded,
                after,
                one.soak.compareTo(other.soak) >= 0 ? one.soak : other.soak,
                youngest(one.maxAge, other.maxAge),
                freezes,
                one.branches.and(other.branches),
                one.jobs.and(other.jobs),
                one.people.and(other.people),
                one.conditions.and(other.conditions),
                one.byHand && other.byHand,
                one.ownWork && other.ownWork,
                one.older && other.older,
                one.wholeSet || other.wholeSet);
    }

    private static Duration youngest(Duration one, Duration other) {
        if (one.isZero() || other.isZero()) {
            return one.isZero() ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
