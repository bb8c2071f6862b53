package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.deploy.LastKnown;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.MetricsCount;
import io.jenkins.plugins.testeddelivery.report.StatusReport;
import io.jenkins.plugins.testeddelivery.report.page.Page;
import io.jenkins.plugins.testeddelivery.report.page.Sections;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Show what runs where and how it is.",
        description = "Asks the environments themselves; needs no Git and changes nothing. Where the container engine cannot"
                + " be reached it shows what was known last, and how old that is.")
final class StatusCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", description = "Only this environment.")
    private String environment = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it as one HTML page, with what happened and how fast and how well the project delivers.")
    private String out = "";

    @Option(
            names = "--watch",
            description = "Look again and again, until Ctrl-C: in one place on a terminal, else whenever it is different.")
    private boolean watch;

    @Option(names = "--every", paramLabel = "SECONDS", description = "With --watch. Default: 2.")
    private int every = 2;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            if (watch) {
                return watch(console, session);
            }
            List<EnvironmentStatus> environments;
            try {
                environments = session.deploymentsTo(environment, session.log()).status(environment);
            } catch (Failure e) {
                return lastKnown(console, session, e);
            }
            StatusReport report = new StatusReport(
                    environments, session.circuits().seen(), session.ports().clock().instant());
            if (!out.isEmpty()) {
                PageFile.write(console, "--out", out, page(session, environments));
            }
            show(console, report.json(), report.text(console.ink()));
            return DONE;
        }
    }

    private int lastKnown(Console console, Session session, Failure failure) throws IOException {
        Instant now = session.ports().clock().instant();
        List<LastKnown> known = LastKnown.of(session.ledger().entries(), environment, now);
        if (failure.kind() != Failure.Kind.UNREACHABLE || known.isEmpty()) {
            throw failure;
        }
        session.log().warning(failure.getMessage());
        StatusReport report = new StatusReport(List.of(), session.circuits().seen(), now);
        show(console, report.json(known, failure.getMessage()), report.text(known, console.ink()));
        return DONE;
    }

    /** Never returns by itself; what cannot be reached now may be there the next time. */
    private int watch(Console console, Session session) throws IOException, InterruptedException {
        if (json() || !out.isEmpty()) {
            throw Failure.usage("--watch shows text on the terminal alone; leave out " + (json() ? "--json" : "--out"));
        }
        if (every < 1) {
            throw Failure.usage("--every " + every + ": expected a number of seconds, 1 or more");
        }
        try (Screen screen = new Screen(console)) {
            while (true) {
                List<String> lines = new ArrayList<>();
                try {
                    lines.addAll(new StatusReport(
                                    session.deploymentsTo(environment, session.log()).status(environment),
                                    session.circuits().seen(),
                                    session.ports().clock().instant())
                            .text(console.ink()));
                } catch (Failure e) {
                    if (e.kind() == Failure.Kind.USAGE) {
                        throw e;
                    }
                    lines.add(console.ink().bad(Ink.plain(e.getMessage())));
                }
                screen.show(lines);
                TimeUnit.SECONDS.sleep(every);
            }
        }
    }

    private static Page page(Session session, List<EnvironmentStatus> environments) throws IOException {
        List<Ledger.Entry> entries = session.ledger().entries();
        Instant now = session.ports().clock().instant();
        Page page = new Page("Environments", now);
        new Sections(page).environments(environments).metrics(MetricsCount.lately(entries, now)).history(entries);
        return page;
    }
}
