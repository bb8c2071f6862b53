package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.report.Metrics;
import io.jenkins.plugins.testeddelivery.report.MetricsCount;
import io.jenkins.plugins.testeddelivery.report.MetricsReport;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "metrics",
        header = "Show how fast and how well the project delivers: DORA's figures, and what building saved.",
        description = "Reads this machine's records; needs no Git. What each figure means: docs/metrics.md.")
final class MetricsCommand extends Subcommand {
    private enum Format {
        text,
        json,
        csv,
        openmetrics
    }

    @Option(names = "--env", paramLabel = "NAME", description = "Only this environment. Default: all on record.")
    private String environment = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "A length of time (12h, 90d) or a day (2026-01-31, UTC). Default: 30d.")
    private String since = "30d";

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "The first day that counts no more (2026-02-28, UTC). Default: now.")
    private String until = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private Format format = Format.text;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            Instant end = until.isEmpty() ? session.ports().clock().instant() : Moments.day("--until", until);
            Instant start = Moments.since("--since", since, end);
            if (!start.isBefore(end)) {
                throw Failure.usage("--since " + since + ": is not before " + end + ", where the time ends");
            }
            MetricsCount count = new MetricsCount(start, end);
            session.ledger().visit(MetricsCount.MEMBERS, entry -> {
                if (environment.isEmpty() || concerns(entry.fact())) {
                    count.add(entry);
                }
            });
            MetricsReport report = new MetricsReport(known(count.metrics()));
            switch (json() ? Format.json : format) {
                case csv -> report.csv().forEach(console.out()::println);
                case openmetrics -> report.openMetrics().forEach(line -> console.out().print(line + "\n"));
                case json -> console.out().print(Json.pretty(report.json()));
                default -> report.text(console.ink()).forEach(console.out()::println);
            }
            return DONE;
        }
    }

    private boolean concerns(Fact fact) {
        return !(fact instanceof Fact.Deployment deployment) || deployment.environment().equals(environment);
    }

    private Metrics known(Metrics metrics) {
        if (!environment.isEmpty() && metrics.places().isEmpty()) {
            throw Failure.usage("--env " + environment + ": nothing was deployed to an environment of that name here");
        }
        return metrics;
    }
}
