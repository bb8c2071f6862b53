package io.jenkins.plugins.testeddelivery.jenkins.pages;

import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.report.LiveRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is live in a project's environments: by the controller's index, and by the ledger where that knows more. */
final class LiveEnvironments {
    private LiveEnvironments() {}

    static List<LiveRow> of(String project, List<Ledger.Entry> entries) {
        return merged(EnvironmentIndex.of(project), entries);
    }

    static List<LiveRow> merged(List<EnvironmentIndex.Live> index, List<Ledger.Entry> entries) {
        List<LiveRow> rows = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (EnvironmentIndex.Live live : index) {
            known.add(live.name());
            rows.add(row(live, ""));
        }
        LiveRow.of(entries).stream().filter(row -> !known.contains(row.getEnvironment())).forEach(rows::add);
        rows.sort(Comparator.comparing(LiveRow::getEnvironment));
        return rows;
    }

    static LiveRow row(EnvironmentIndex.Live live, String link) {
        return new LiveRow(
                new LiveRow.Live(
                        live.project(),
                        live.name(),
                        live.version(),
                        live.health(),
                        live.since(),
                        live.lastVersion(),
                        live.outcome(),
                        live.reason(),
                        live.source(),
                        live.actor(),
                        live.busy(),
                        live.guarded()),
                link);
    }
}
