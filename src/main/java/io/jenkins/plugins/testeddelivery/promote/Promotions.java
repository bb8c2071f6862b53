package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one-time promotion records, as they follow from what was written down: to whom each was given, and whether it is used up. */
public final class Promotions {
    public static final String ASKED = "asked";
    public static final String STARTED = "started";
    public static final String ADMITTED = "admitted";
    public static final String ENDED = "ended";
    public static final String REFUSED = "refused";
    public static final String DROPPED = "dropped";

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Map<String, String> runs = new HashMap<>();
    private final Map<String, String> uses = new HashMap<>();

    private Promotions(List<Ledger.Entry> entries) {
        entries.forEach(this::take);
    }

    public static Promotions of(List<Ledger.Entry> entries) {
        return new Promotions(entries);
    }

    /** A promotion that was asked for and granted. */
    public record Given(Fact.Promotion fact, String at) {}

    private void take(Ledger.Entry entry) {
        if (!(entry.fact() instanceof Fact.Promotion fact) || fact.id().isEmpty()) {
            return;
        }
        switch (fact.event()) {
            case ASKED -> given.putIfAbsent(fact.id(), new Given(fact, entry.at()));
            case STARTED -> runs.putIfAbsent(fact.id(), fact.run());
            case ADMITTED, ENDED, DROPPED -> uses.putIfAbsent(fact.id(), fact.run() + " at " + entry.at());
            default -> {
                return;
            }
        }
    }

    public Optional<Given> find(String id) {
        return Optional.ofNullable(given.get(id));
    }

    /** The run that it was given to; empty: none has begun yet. */
    public Optional<String> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Those that were given and neither used nor left behind, oldest first. */
    public List<Given> unused() {
        return given.values().stream()
                .filter(each -> !uses.containsKey(each.fact().id()))
                .toList();
    }

    /** Who promoted that build to that very run; empty: nobody did. Whether it is used up is not asked. */
    public Optional<String> promoter(String id, String run, String job, String source) {
        return find(id)
                .map(Given::fact)
                .filter(fact -> run(id).filter(run::equals).isPresent())
                .filter(fact -> fact.job().equals(job) && fact.source().equals(source))
                .map(Fact.Promotion::who);
    }

    /**
     * Why the promotion does not let this run put that release there; empty: it does, once.
     *
     * @param id that the run carries; empty: none
     */
    public String problem(String id, String run, String job, String environment, String release) {
        if (id.isEmpty()) {
            return "this run carries no promotion";
        }
        Given found = given.get(id);
        if (found == null) {
            return "the promotion that this run carries was never given here";
        }
        Fact.Promotion fact = found.fact();
        if (uses.containsKey(id)) {
            return "its promotion was used up by " + uses.get(id);
        }
        if (!run.equals(runs.get(id))) {
            return "its promotion was given to " + runs.getOrDefault(id, "no run yet");
        }
        if (!fact.job().equals(job)) {
            return "its promotion is for the job " + fact.job();
        }
        if (!fact.environment().equals(environment)) {
            return "its promotion is for " + fact.environment();
        }
        if (!fact.release().equals(release)) {
            return "its promotion is for the release " + fact.version() + " as it was then";
        }
        return "";
    }
}
