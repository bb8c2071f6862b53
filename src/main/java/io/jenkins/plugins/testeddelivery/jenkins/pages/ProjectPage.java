package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Actionable;
import hudson.model.Item;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.report.HistoryRow;
import io.jenkins.plugins.testeddelivery.report.LiveRow;
import io.jenkins.plugins.testeddelivery.report.MetricsCount;
import io.jenkins.plugins.testeddelivery.report.MetricsReport;
import io.jenkins.plugins.testeddelivery.report.TrendView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * A project's <b>Delivery</b> page: what is live where, what happened, how the last builds went. Reads the ledger and
 * small files beside it, and loads no build.
 */
@ExportedBean
public abstract class ProjectPage extends DeliveryTab {
    private static final int HISTORY = 60;
    private static final int SHOWN = 12;

    private final Item item;
    private Actors actors;
    private List<Ledger.Entry> entries;

    ProjectPage(Actionable shown, Item item) {
        super(shown, item);
        this.item = item;
    }

    /** What the newest builds came to, oldest first. */
    abstract List<Map<String, Object>> recentBuilds() throws IOException;

    @Override
    public String getDisplayName() {
        return Messages.ProjectPage_DisplayName();
    }

    /** Name of the project whose records are shown, which for a branch is not the branch's. */
    public String getProject() {
        return records().owner().getFullDisplayName();
    }

    public List<LiveRow> getEnvironments() throws IOException {
        return LiveEnvironments.of(records().owner().getFullName(), entries());
    }

    public List<HistoryRow> getHistory() throws IOException {
        return HistoryRow.newest(entries(), HISTORY);
    }

    /** The newest of the history. */
    public List<HistoryRow> getNewest() throws IOException {
        return HistoryRow.newest(entries(), SHOWN);
    }

    /** What comes after {@link #getNewest}, to be folded away. */
    public List<HistoryRow> getEarlier() throws IOException {
        return getHistory().stream().skip(SHOWN).toList();
    }

    /** Who recorded something; for the views. */
    public synchronized Actor actor(String by) {
        if (actors == null) {
            actors = Actors.ofViewer(getProject());
        }
        return actors.of(by);
    }

    /** The last thirty days. */
    public MetricsReport getMetrics() throws IOException {
        return new MetricsReport(MetricsCount.lately(entries(), Instant.now()));
    }

    /** The same for a scraper. */
    @GET
    public HttpResponse doOpenmetrics() throws IOException {
        item.checkPermission(Item.READ);
        return HttpResponses.text(String.join("\n", getMetrics().openMetrics()) + "\n");
    }

    public TrendView getTrend() throws IOException {
        return TrendView.of(recentBuilds());
    }

    @Exported(name = "environments")
    public List<Map<String, Object>> environmentMaps() throws IOException {
        return getEnvironments().stream().map(LiveRow::toMap).toList();
    }

    @Exported(name = "history")
    public List<Map<String, Object>> historyMaps() throws IOException {
        return getHistory().stream().map(HistoryRow::toMap).toList();
    }

    @Exported(name = "builds")
    public List<Map<String, Object>> buildMaps() throws IOException {
        return getTrend().getBars().stream().map(TrendView.Bar::toMap).toList();
    }

    private synchronized List<Ledger.Entry> entries() throws IOException {
        if (entries == null) {
            // whoever may see a branch but not its project sees nothing of the others' records
            entries = records().owner().hasPermission(Item.READ) ? records().ledger("").entries() : List.of();
        }
        return entries;
    }

    private ProjectRecords records() {
        return ProjectRecords.of(item);
    }
}
