package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who wants to put what where, and all that is known about it.
 *
 * @param environment its name
 * @param noPromotion why the run's promotion does not hold; empty: it does, or is about to be given
 * @param retry a version that was ill there is meant to be tried again
 * @param asked when it was asked for
 * @param records of the project, oldest first
 * @param past deployments of the project's releases, into any environment, oldest first
 */
public record Question(
        Shipment shipment,
        String environment,
        Person person,
        String noPromotion,
        boolean retry,
        Instant asked,
        Instant now,
        List<Ledger.Entry> records,
        List<Deployed> past) {

    public Question {
        records = List.copyOf(records);
        past = List.copyOf(past);
    }

    /**
     * The release and where it comes from.
     *
     * @param release digest of its {@code release.json}
     * @param set digest of what ships
     * @param artifacts digest by component
     * @param job full name of the job that built it; empty: not known
     * @param branch that it was built from; empty: not known
     * @param makers ids of who started the build or wrote a commit in it
     * @param marks of the build: {@code replayed}, {@code restarted}, {@code untrusted}
     * @param environments that it can be deployed to, with the one that comes before each; none: empty text
     */
    public record Shipment(
            String version,
            String release,
            String set,
            Map<String, String> artifacts,
            Instant created,
            String job,
            String branch,
            Set<String> makers,
            Set<String> marks,
            Map<String, String> environments) {
        public Shipment {
            artifacts = Collections.unmodifiableMap(new TreeMap<>(artifacts));
            makers = Collections.unmodifiableSet(new TreeSet<>(makers));
            marks = Collections.unmodifiableSet(new TreeSet<>(marks));
            environments = Collections.unmodifiableMap(new TreeMap<>(environments));
        }
    }

    /**
     * Who asks.
     *
     * @param names the id and those of the groups
     * @param permitted has the permission Promote where the release was built
     */
    public record Person(String id, Set<String> names, boolean permitted) {
        public Person {
            names = Set.copyOf(names);
        }
    }

    /**
     * A deployment that ended.
     *
     * @param release digest of its {@code release.json}
     * @param created when that release was made
     * @param outcome as in {@code Fact.Deployment}
     * @param running version that ran afterwards
     * @param asked when it was asked for
     */
    public record Deployed(
            String environment,
            String version,
            String release,
            Instant created,
            String outcome,
            String running,
            String reason,
            Instant asked,
            Instant at) {
        /** The outcome of one that is well. */
        public static final String HEALTHY = "healthy";

        public boolean healthy() {
            return HEALTHY.equals(outcome);
        }

        /** Whether it says something against the release; one that was interrupted or failed before does not. */
        public boolean ill() {
            return "ill".equals(outcome) || "rolled-back".equals(outcome);
        }
    }
}
