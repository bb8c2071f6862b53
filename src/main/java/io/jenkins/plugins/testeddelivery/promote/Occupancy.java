package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.promote.Question.Deployed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs where, as it follows from the deployments that were written down; one place per environment and project. */
public final class Occupancy {
    private static final String INTERRUPTED = "interrupted";
    private static final String FAILED = "failed";
    public static final String HELD = "held";

    private final Map<Place, Tenant> tenants = new LinkedHashMap<>();
    private final Map<String, List<Deployed>> deployments = new HashMap<>();
    private final List<Fact.Promotion> underWay = new ArrayList<>();

    private Occupancy(List<Ledger.Entry> entries) {
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Promotion fact && !fact.environment().isEmpty()) {
                take(entry, fact);
            }
        }
    }

    public static Occupancy of(List<Ledger.Entry> entries) {
        return new Occupancy(entries);
    }

    /** An environment, for one project. */
    public record Place(String environment, String project) {}

    /**
     * What is there.
     *
     * @param runs the deployment that brought what runs; empty: nothing runs, or what does was not brought through here
     * @param version that runs; empty: none
     * @param since when it came
     * @param last the newest deployment
     * @param at when that ended
     */
    public record Tenant(
            Place place, Optional<Fact.Promotion> runs, String version, String since, Fact.Promotion last, String at) {

        /** {@code healthy}, {@code ill}, {@code held} or {@code unknown}. */
        public String health() {
            return switch (last.outcome()) {
                case Deployed.HEALTHY, "rolled-back", FAILED, INTERRUPTED -> version.isEmpty() ? "unknown" : "healthy";
                case "ill" -> "ill";
                case HELD -> HELD;
                default -> "unknown";
            };
        }
    }

    public Collection<Tenant> all() {
        return Collections.unmodifiableCollection(tenants.values());
    }

    public Optional<Tenant> at(Place place) {
        return Optional.ofNullable(tenants.get(place));
    }

    /** What was deployed of a project, oldest first, for the {@link Gate}. */
    public List<Deployed> of(String project) {
        return Collections.unmodifiableList(deployments.getOrDefault(project, List.of()));
    }

    /** Deployments that the run was admitted to and that have not ended. */
    public List<Fact.Promotion> underWay(String run) {
        return underWay.stream().filter(each -> each.run().equals(run)).toList();
    }

    private void take(Ledger.Entry entry, Fact.Promotion fact) {
        Instant at = instant(entry.at(), Instant.EPOCH);
        if (fact.event().equals(Promotions.ADMITTED)) {
            underWay.add(fact);
        }
        if (!fact.event().equals(Promotions.ENDED)) {
            return;
        }
        underWay.stream()
                .filter(each -> each.run().equals(fact.run()) && each.environment().equals(fact.environment()))
                .findFirst()
                .ifPresent(underWay::remove);
        Place place = new Place(fact.environment(), fact.project());
        Tenant before = tenants.get(place);
        tenants.put(place, tenant(place, before, fact, entry.at()));
        deployments
                .computeIfAbsent(fact.project(), any -> new ArrayList<>())
                .add(new Deployed(
                        EnvironmentId.of(fact.environment()).name(),
                        fact.version(),
                        fact.release(),
                        instant(fact.created(), at),
                        fact.outcome(),
                        fact.running(),
                        fact.reason(),
                        instant(fact.asked(), at),
                        at));
    }

    private static Tenant tenant(Place place, Tenant before, Fact.Promotion fact, String at) {
        boolean unchanged = before != null && before.version().equals(fact.running());
        boolean own = fact.running().equals(fact.version());
        // a second deployment of what runs is the news; after one that went back, what ran before has run all along
        if (own && !fact.running().isEmpty() && fact.outcome().equals(Deployed.HEALTHY)) {
            String since = unchanged && sameRelease(before, fact) ? before.since() : at;
            return new Tenant(place, Optional.of(fact), fact.running(), since, fact, at);
        }
        if (unchanged) {
            return new Tenant(place, before.runs(), before.version(), before.since(), fact, at);
        }
        return new Tenant(
                place, own && !fact.running().isEmpty() ? Optional.of(fact) : Optional.empty(), fact.running(),
                fact.running().isEmpty() ? "" : at, fact, at);
    }

    private static boolean sameRelease(Tenant before, Fact.Promotion fact) {
        return before.runs().filter(each -> each.release().equals(fact.release())).isPresent();
    }

    private static Instant instant(String text, Instant otherwise) {
        try {
            return text.isEmpty() ? otherwise : Instant.parse(text);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
