package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.deploy.LastKnown;
import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Usage;
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
import java.util.stream.Stream;
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

    @Option(
            names = "--resources",
            description = "With CPU, memory and disk of each container, which the engine takes a second or two to measure."
                    + " --out, and --watch on a terminal, have them anyway.")
    private boolean resources;

    @Option(names = "--every", paramLabel = "SECONDS", description = "With --watch. Default: 2.")
    private int every = 2;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            if (watch) {
                return watch(console, session);
            }
            Look look;
            try {
                look = look(session, resources || !out.isEmpty());
            } catch (Failure e) {
                return lastKnown(console, session, e);
            }
            if (!out.isEmpty()) {
                PageFile.write(console, "--out", out, page(session, look));
            }
            Map<String, Object> json = new LinkedHashMap<>(look.report(session).json());
            look.development().ifPresent(dev -> json.put("development", new DevStatusReport(dev).json()));
            show(console, json, look.text(session, console.ink()));
            return DONE;
        }
    }

    /** What was seen in one look. */
    private record Look(List<EnvironmentStatus> environments, Optional<DevStatus> development) {
        Look using(Map<String, Usage> usage) {
            return new Look(
                    environments.stream().map(one -> one.using(usage)).toList(), development.map(dev -> dev.using(usage)));
        }

        List<String> containers() {
            Stream<String> deployed = environments.stream()
                    .flatMap(one -> one.services().stream())
                    .map(EnvironmentStatus.Service::container);
            Stream<String> developed = development.stream()
                    .flatMap(dev -> dev.services().stream())
                    .map(DevStatus.Service::container);
            return Stream.concat(deployed, developed).filter(id -> !id.isEmpty()).distinct().toList();
        }

        StatusReport report(Session session) throws IOException {
            return new StatusReport(
                    environments, session.circuits().seen(), session.ports().clock().instant());
        }

        List<String> text(Session session, Ink ink) throws IOException {
            List<String> lines = new ArrayList<>(report(session).text(ink));
            development.ifPresent(dev -> lines.addAll(new DevStatusReport(dev).text(ink)));
            return lines;
        }
    }

    private Look look(Session session, boolean measured) throws IOException, InterruptedException {
        List<EnvironmentStatus> environments =
                session.deploymentsTo(environment, session.log()).status(environment);
        Look look = new Look(environments, development(session));
        List<String> containers = look.containers();
        if (!measured || containers.isEmpty()) {
            return look;
        }
        try {
            return look.using(Engines.connect(session.ports()).usage(containers));
        } catch (Failure e) {
            // what could be seen is shown without
            return look;
        }
    }

    /** The development project of the repository; nothing where there is no repository, or one environment was asked for. */
    private Optional<DevStatus> development(Session session) throws IOException, InterruptedException {
        if (!session.inRepository() || !environment.isEmpty()) {
            return Optional.empty();
        }
        try {
            Project project = session.ports().workspace().act(new ScanRepository("", "", false)).project();
            return Optional.of(DevStatus.of(Engines.connect(session.ports()), project));
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
            // the first picture is not to wait for what takes long to measure
            boolean measured = resources;
            while (true) {
                List<String> lines = new ArrayList<>();
                try {
                    lines.addAll(look(session, measured).text(session, console.ink()));
                    // elsewhere than on a terminal every other figure would be printed as news
                    measured |= console.terminal();
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

    private static Page page(Session session, Look look) throws IOException {
        List<Ledger.Entry> entries = session.ledger().entries();
        Instant now = session.ports().clock().instant();
        Page page = new Page("Environments", now);
        Sections sections = new Sections(page).environments(look.environments());
        look.development().ifPresent(sections::development);
        sections.metrics(MetricsCount.lately(entries, now)).history(entries);
        return page;
    }
}
