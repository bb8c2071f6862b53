package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records as a story: what was built, tested, released and deployed, newest first. */
public final class HistoryReport {
    private HistoryReport() {}

    /** As {@code tested-delivery/history/1}. */
    public static Map<String, Object> json(List<Ledger.Entry> newestFirst) {
        List<Object> entries = new ArrayList<>();
        for (Ledger.Entry entry : newestFirst) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("sequence", entry.sequence());
            json.put("at", entry.at());
            json.put("by", entry.by());
            json.putAll(entry.fact().toMap());
            entries.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/history/1");
        json.put("entries", entries);
        return json;
    }

    public static List<String> text(List<Ledger.Entry> newestFirst, Ink ink) {
        List<String> lines = new ArrayList<>();
        for (Ledger.Entry entry : newestFirst) {
            lines.add(ink.dim(entry.at().replace('T', ' ').replaceFirst("\\..*", "")) + "  " + words(entry.fact(), ink)
                    + ink.dim("  by " + Ink.plain(entry.by())));
        }
        return lines;
    }

    /** How long it took, where that is known. */
    private static String took(long millis) {
        return millis > 0 ? ", " + PlanText.time(Duration.ofMillis(millis)) : "";
    }

    /** One record in words; what users chose in it may still hold control characters. */
    static String words(Fact fact, Ink ink) {
        if (fact instanceof Fact.Candidate built) {
            return "built     " + ink.bold(built.component()) + " as " + built.version() + ", "
                    + built.strategy() + ", " + PlanText.time(Duration.ofMillis(built.millis()))
                    + (built.dirty() ? ", from a tree with changes" : "");
        }
        if (fact instanceof Fact.Evidence tested) {
            String counts = tested.tests() > 0 ? ", " + tested.tests() + " tests, " + tested.failed() + " failed" : "";
            return "tested    " + (tested.passed() ? ink.good("passed") : ink.bad("failed")) + ": "
                    + String.join(", ", tested.components().keySet()) + counts
                    + took(tested.millis())
                    + (tested.counts() ? "" : " (ad hoc: counts for nothing)")
                    + (tested.conditions().isEmpty() ? "" : " (" + String.join(", ", tested.conditions()) + ")");
        }
        if (fact instanceof Fact.Release release) {
            return "released  " + ink.bold(release.version()) + ", "
                    + release.artifacts().size() + " artifacts";
        }
        if (fact instanceof Fact.Account account) {
            return "accounted " + account.version() + ": " + account.built().size() + " built in "
                    + PlanText.time(Duration.ofMillis(account.millis())) + ", " + account.kept() + " kept";
        }
        if (fact instanceof Fact.Proof proof) {
            List<String> each = new ArrayList<>();
            proof.components().forEach((name, proven) -> each.add(name + " " + (proven.result().equals(Fact.Proven.SAME)
                    ? ink.good(proven.result())
                    : ink.bad(proven.result()))));
            return "proven    " + ink.bold(proof.version()) + " against a build from nothing: " + String.join(", ", each);
        }
        Fact.Deployment deployment = (Fact.Deployment) fact;
        String outcome = "healthy".equals(deployment.outcome())
                ? ink.good(deployment.outcome())
                : ink.bad(deployment.outcome());
        return "deployed  " + ink.bold(deployment.version()) + " to " + deployment.environment() + ": " + outcome
                + took(deployment.millis())
                + (deployment.reason().isEmpty() ? "" : ", " + Ink.plain(deployment.reason()))
                + (deployment.running().equals(deployment.version()) || deployment.running().isEmpty()
                        ? ""
                        : "; " + deployment.running() + " runs");
    }
}
