package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.report.AccountReport;
import io.jenkins.plugins.testeddelivery.report.BuildView;
import io.jenkins.plugins.testeddelivery.report.MetricsCount;
import io.jenkins.plugins.testeddelivery.report.PlanDetail;
import io.jenkins.plugins.testeddelivery.report.page.Page;
import io.jenkins.plugins.testeddelivery.report.page.Sections;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        header = "Write one HTML page: the plan, what is live, how fast and how well, what happened.",
        description = "Reads the repository and this machine's records and runs nothing. The page holds all it needs: no"
                + " script, nothing is fetched.")
final class ReportCommand extends Subcommand {
    private static final int BUILDS = 20;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: _build/report.html.")
    private String out = "_build/report.html";

    @Mixin
    private PlanOptions options;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = options.session(console)) {
            Plan plan = new Planner(session.ports(), session.ledger()).plan(options.request(console));
            List<Ledger.Entry> entries = session.ledger().entries();
            Instant now = session.ports().clock().instant();
            Page page = new Page(plan.scan().project().name(), now);
            new Sections(page)
                    .plan(BuildView.of(Map.of("plan", PlanDetail.of(plan, entries))))
                    .live(entries)
                    .metrics(MetricsCount.lately(entries, now))
                    .accounts(new AccountReport(new Books(entries), BUILDS, List.of()))
                    .history(entries);
            PageFile.write(console, "--out", out, page);
            show(console, Map.of("schema", "tested-delivery/report/1", "file", out), List.of("written to " + out));
            return DONE;
        }
    }
}
