package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Occupancy;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import io.jenkins.plugins.testeddelivery.promote.Scopes;
import io.jenkins.plugins.testeddelivery.promote.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;

/**
 * What is live in every environment and what was before, without loading a build. Callers show only what belongs to a
 * project that the viewer may read.
 */
public final class EnvironmentIndex {
    private static final Comparator<Live> ORDER = Comparator.comparing(Live::project).thenComparing(Live::name);
    private static final Set<String> SHOWN =
            Set.of(Promotions.ASKED, Promotions.REFUSED, Promotions.ADMITTED, Promotions.ENDED);

    private EnvironmentIndex() {}

    /**
     * An environment as it is now, for one project.
     *
     * @param environmentId {@code folder/name}
     * @param name of the environment
     * @param project full name of the project (multibranch project or job) whose release runs there
     * @param version that runs; empty: none
     * @param release digest of its {@code release.json}; empty: not known
     * @param since when it came, ISO-8601 UTC; empty: never
     * @param health {@code healthy}, {@code ill}, {@code held} (left half done) or {@code unknown}
     * @param outcome how the newest deployment ended, as in {@code Fact.Deployment}; empty: none yet
     * @param lastVersion version of the newest deployment
     * @param reason why that one did not end healthy
     * @param source the build that made what runs, {@code shop/main#12}; empty: not known
     * @param run that deployed last, {@code ops/deploy#5}
     * @param actor who did
     * @param busy who deploys there this moment, in words; empty: nobody
     * @param guarded whether only what was promoted may be deployed there
     */
    public record Live(
            String environmentId,
            String name,
            String project,
            String version,
            String release,
            String since,
            String health,
            String outcome,
            String lastVersion,
            String reason,
            String source,
            String run,
            String actor,
            String busy,
            boolean guarded) {}

    /**
     * Something that happened there.
     *
     * @param event {@code asked}, {@code refused}, {@code admitted} or {@code ended}
     * @param outcome how it ended; empty for other events
     * @param reason given by who asked, or why it did not end healthy, or every refusal
     */
    public record Past(
            String at,
            String event,
            String environmentId,
            String name,
            String project,
            String version,
            String release,
            String source,
            String run,
            String actor,
            String outcome,
            String reason) {}

    /** Every environment that was deployed to and whose project is still there; sorted by project, then name. */
    public static List<Live> all() {
        List<Live> all = new ArrayList<>();
        for (Occupancy.Tenant tenant : view().occupancy().all()) {
            try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
                Item project = Jenkins.get().getItemByFullName(tenant.place().project());
                if (project != null) {
                    all.add(live(tenant, project));
                }
            }
        }
        all.sort(ORDER);
        return all;
    }

    /** Those of one project, and those that are defined for it and never were deployed to. */
    public static List<Live> of(String project) {
        List<Live> all = new ArrayList<>();
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            Item item = Jenkins.get().getItemByFullName(project);
            if (item == null) {
                return all;
            }
            Occupancy occupancy = view().occupancy();
            Environments environments = Environments.of(item, List.of());
            Set<EnvironmentId> known = new HashSet<>();
            for (Occupancy.Tenant tenant : occupancy.all()) {
                if (tenant.place().project().equals(project)) {
                    known.add(EnvironmentId.of(tenant.place().environment()));
                    all.add(live(tenant, item));
                }
            }
            for (String name : environments.names()) {
                Scopes.Environment environment = environments.find(name);
                if (known.add(environment.id())) {
                    all.add(empty(environment, project));
                }
            }
        }
        all.sort(ORDER);
        return all;
    }

    /** Newest first, at most so many. */
    public static List<Past> history(String project, String environmentId, int most) {
        List<Past> all = new ArrayList<>();
        List<Ledger.Entry> entries = view().entries();
        for (int i = entries.size() - 1; i >= 0 && all.size() < most; i--) {
            if (entries.get(i).fact() instanceof Fact.Promotion fact
                    && fact.project().equals(project)
                    && fact.environment().equals(environmentId)
                    && SHOWN.contains(fact.event())) {
                all.add(past(entries.get(i).at(), fact));
            }
        }
        return all;
    }

    /** A ledger that cannot be read is said where something is to be promoted; a page that only looks has no answer. */
    private static PromotionLedger.View view() {
        try {
            return PromotionLedger.get().view();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Past past(String at, Fact.Promotion fact) {
        return new Past(
                at,
                fact.event(),
                fact.environment(),
                EnvironmentId.of(fact.environment()).name(),
                fact.project(),
                fact.version(),
                fact.release(),
                fact.source(),
                fact.run(),
                fact.who(),
                fact.outcome(),
                fact.details().isEmpty() ? fact.reason() : String.join(" ", fact.details()));
    }

    private static Live live(Occupancy.Tenant tenant, Item project) {
        EnvironmentId id = EnvironmentId.of(tenant.place().environment());
        Fact.Promotion last = tenant.last();
        return new Live(
                id.text(),
                id.name(),
                tenant.place().project(),
                tenant.version(),
                tenant.runs().map(Fact.Promotion::release).orElse(""),
                tenant.since(),
                tenant.health(),
                last.outcome(),
                last.version(),
                last.reason(),
                tenant.runs().map(Fact.Promotion::source).orElse(""),
                last.run(),
                last.who(),
                busy(id),
                Environments.of(project, List.of()).find(id.name()).policy().guarded());
    }

    private static Live empty(Scopes.Environment environment, String project) {
        EnvironmentId id = environment.id();
        return new Live(
                id.text(), id.name(), project, "", "", "", "unknown", "", "", "", "", "", "", busy(id),
                environment.policy().guarded());
    }

    private static String busy(EnvironmentId id) {
        return EnvironmentLines.get().line(id).holder().map(Ticket::label).orElse("");
    }
}
