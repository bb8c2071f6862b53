package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One record of the ledger as a page's history shows it. */
public final class HistoryRow {
    private static final Ink PLAIN = new Ink(false);

    private final Ledger.Entry entry;

    private HistoryRow(Ledger.Entry entry) {
        this.entry = entry;
    }

    /** The newest first, at most so many. */
    public static List<HistoryRow> newest(List<Ledger.Entry> entries, int most) {
        List<HistoryRow> rows = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0 && rows.size() < most; i--) {
            // what a build cost is told with the build
            if (!(entries.get(i).fact() instanceof Fact.Account)) {
                rows.add(new HistoryRow(entries.get(i)));
            }
        }
        return rows;
    }

    /** {@code candidate}, {@code evidence}, {@code release}, {@code deployment} or {@code proof}. */
    public String getType() {
        return entry.fact().type();
    }

    /** Whether it went wrong. */
    public boolean isBad() {
        return entry.fact() instanceof Fact.Evidence evidence && !evidence.passed()
                || entry.fact() instanceof Fact.Proof proof && !proof.clean()
                || entry.fact() instanceof Fact.Deployment deployment && !"healthy".equals(deployment.outcome());
    }

    public String getText() {
        return Ink.plain(HistoryReport.words(entry.fact(), PLAIN).replaceAll("^([a-z]+) {2,}", "$1 "));
    }

    public String getAt() {
        return Shown.time(entry.at());
    }

    public String getBy() {
        return Ink.plain(entry.by());
    }

    /** As plain values, for {@code api/json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sequence", entry.sequence());
        map.put("at", entry.at());
        map.put("by", entry.by());
        map.put("type", getType());
        map.put("text", getText());
        return map;
    }
}
