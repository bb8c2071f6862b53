package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.report.HistoryReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        header = "Show what was built, tested, released and deployed, newest first.",
        description = "Reads this machine's records; needs no Git.")
final class HistoryCommand extends Subcommand {
    @Option(names = "--component", paramLabel = "NAME", description = "Only what concerns this component.")
    private String component = "";

    @Option(names = "--env", paramLabel = "NAME", description = "Only deployments to this environment.")
    private String environment = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "A length of time (12h, 90d) or a day (2026-01-31, UTC). Default: from the beginning.")
    private String since = "";

    @Option(names = {"-n", "--limit"}, paramLabel = "COUNT", description = "At most so many. Default: 30, 0 for all.")
    private int limit = 30;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            List<Ledger.Entry> entries = new ArrayList<>(session.ledger().entries());
            if (!since.isEmpty()) {
                String first = Moments.since("--since", since, session.ports().clock().instant()).toString();
                // the records' own form has milliseconds, which a text without them is before as the time is
                entries.removeIf(entry -> entry.at().compareTo(first.replace("Z", "")) < 0);
            }
            entries.removeIf(entry -> !concerns(entry.fact()));
            entries.removeIf(entry -> entry.fact() instanceof Fact.Account);
            Set<List<String>> built = new HashSet<>();
            // an image is recorded again when its bytes are kept: that is not another build
            entries.removeIf(entry -> entry.fact() instanceof Fact.Candidate candidate
                    && !built.add(List.of(candidate.component(), candidate.fingerprint(), candidate.digest())));
            Collections.reverse(entries);
            List<Ledger.Entry> shown = limit > 0 && entries.size() > limit ? entries.subList(0, limit) : entries;
            List<String> lines = HistoryReport.text(shown, console.ink());
            show(console, HistoryReport.json(shown), lines.isEmpty() ? List.of("nothing is on record yet") : lines);
            return DONE;
        }
    }

    private boolean concerns(Fact fact) {
        boolean ofComponent = component.isEmpty()
                || fact instanceof Fact.Candidate built && built.component().equals(component)
                || fact instanceof Fact.Evidence tested && tested.components().containsKey(component)
                || fact instanceof Fact.Release release && release.artifacts().containsKey(component)
                || fact instanceof Fact.Proof proof && proof.components().containsKey(component)
                || fact instanceof Fact.Deployment deployment
                        && deployment.components().containsKey(component);
        boolean ofEnvironment = environment.isEmpty()
                || fact instanceof Fact.Deployment deployment
                        && deployment.environment().equals(environment);
        return ofComponent && ofEnvironment;
    }
}
