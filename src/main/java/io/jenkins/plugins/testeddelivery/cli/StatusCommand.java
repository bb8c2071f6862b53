package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.deploy.LastKnown;
import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.DevStatusReport;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.MetricsCount;
import io.jenkins.plugins.testeddelivery.report.StatusReport;
import io.jenkins.plugins.testeddelivery.report.page.Page;
import io.jenkins.plugins.testeddelivery.report.page.Sections;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Map<String, Object> json = new LinkedHashMap<>(report.json());
            List<String> lines = new ArrayList<>(report.text(console.ink()));
            Optional<DevStatusReport> development = development(session);
            development.ifPresent(dev -> {
                json.put("development", dev.json());
                lines.addAll(dev.text(console.ink()));
            });
            show(console, json, lines);
            return DONE;
        }
    }

    /** The development project of the repository; nothing where there is no repository, or one environment was asked for. */
    private Optional<DevStatusReport> development(Session session) throws IOException, InterruptedException {
        if (!session.inRepository() || !environment.isEmpty()) {
            return Optional.empty();
        }
        try {
            Project project = session.ports().workspace().act(new ScanRepository("", "", false)).project();
            return Optional.of(new DevStatusReport(DevStatus.of(Engines.connect(session.ports()), project)));
        } catch (Failure e) {
            // environments can be shown without
            return Optional.empty();
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
                    development(session).ifPresent(dev -> lines.addAll(dev.text(console.ink())));
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
