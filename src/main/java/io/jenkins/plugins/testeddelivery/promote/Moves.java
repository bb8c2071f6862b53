package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/** Gives what was written down the names that projects have now: they are renamed and moved, and nothing is rewritten. */
public final class Moves {
    private static final String MOVED = "moved";

    private Moves() {}

    /** The fact that a project, or the folder that it is in, has another full name now. */
    public static Fact.Promotion moved(String from, String to, String who) {
        return new Fact.Promotion(
                MOVED, "", "", to, "", "", "", "", from, "", "", who, "", List.of(), "", "", false);
    }

    public static List<Ledger.Entry> applied(List<Ledger.Entry> entries) {
        List<Ledger.Entry> all = new ArrayList<>();
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Promotion fact && fact.event().equals(MOVED)) {
                all.replaceAll(each -> renamed(each, fact.source(), fact.project()));
            } else {
                all.add(entry);
            }
        }
        return all;
    }

    private static Ledger.Entry renamed(Ledger.Entry entry, String from, String to) {
        if (!(entry.fact() instanceof Fact.Promotion fact)) {
            return entry;
        }
        EnvironmentId id = EnvironmentId.of(fact.environment());
        Fact.Promotion now = new Fact.Promotion(
                fact.event(),
                fact.id(),
                new EnvironmentId(renamed(id.folder(), from, to), id.name()).text(),
                renamed(fact.project(), from, to),
                fact.version(),
                fact.release(),
                fact.created(),
                fact.asked(),
                renamed(fact.source(), from, to),
                renamed(fact.job(), from, to),
                renamed(fact.run(), from, to),
                fact.who(),
                fact.reason(),
                fact.details(),
                fact.outcome(),
                fact.running(),
                fact.retry());
        return new Ledger.Entry(entry.sequence(), entry.at(), entry.by(), now);
    }

    /** The item itself, what is in it, and its builds, {@code name#12}. */
    private static String renamed(String name, String from, String to) {
        boolean meant = name.equals(from) || name.startsWith(from + "/") || name.startsWith(from + "#");
        return meant ? to + name.substring(from.length()) : name;
    }
}
