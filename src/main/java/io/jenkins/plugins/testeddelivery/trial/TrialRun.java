package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One trial from its first to its last step. */
final class TrialRun {
    /** A data command's way to say that there is none (EX_TEMPFAIL of sysexits). */
    private static final int NO_DATA = 75;

    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Ports ports;
    private final Ledger ledger;
    private final TrialLog log;
    private final Plan plan;
    private final Project project;
    private final Trial trial;
    private final Trials.Options options;
    private final TrialSet set;
    private final Standing standing;
    private final String id = newId();
    private final List<String> conditions = new ArrayList<>();
    private final TrialCommands commands;
    private String composeProject = "";
    private Map<String, String> urls = Map.of();

    TrialRun(
            Ports ports,
            Ledger ledger,
            TrialLog log,
            Plan plan,
            Trials.Options options,
            TrialSet set,
            Standing standing) {
        this.ports = ports.with(log);
        this.ledger = ledger;
        this.log = log;
        this.plan = plan;
        this.project = plan.scan().project();
        this.trial = project.trial();
        this.options = options;
        this.set = set;
        this.standing = standing;
        this.commands = new TrialCommands(this.ports);
    }

    Trials.Result run() throws IOException, InterruptedException {
        announce();
        boolean keep = false;
        try {
            TrialFolder.Opened opened = ports.workspace().act(new TrialFolder.Open(id));
            FindReports find = new FindReports(trial.junit());
            TreeMap<String, String> before = ports.workspace().act(find);
            commands.tell("DELIVERY_VERSION", plan.version()).tell("DELIVERY_CANDIDATES", opened.candidates());
            if (options.testDb()) {
                commands.tell(trial.testDb());
            }
            String ill = prepare(opened);
            Optional<Fact.Evidence> evidence = Optional.empty();
            String reason = ill;
            if (!ill.isEmpty() || !options.manual()) {
                long start = System.nanoTime();
                CountReports.Counts counts = CountReports.Counts.NONE;
                if (ill.isEmpty()) {
                    reason = test();
                    counts = trial.junit().isEmpty()
                            ? counts
                            : ports.workspace().act(new CountReports(find, before));
                    reason = reason.isEmpty() ? counts.problem() : reason;
                }
                String words = ill.isEmpty() ? TrialCommands.words(command()) : "start of the set";
                evidence = Optional.of(record(words, reason, counts, (System.nanoTime() - start) / 1_000_000));
            }
            if (options.keep() || options.manual() && reason.isEmpty()) {
                keep();
                keep = true;
            }
            return new Trials.Result(evidence, urls, set.missing(), keep ? id : "", reason);
        } finally {
            if (!keep) {
                new TearDown(ports, id, composeProject).run();
            }
        }
    }

    private void announce() {
        List<String> artifacts = new ArrayList<>();
        set.artifacts().forEach((name, artifact) -> artifacts.add(name + " " + artifact.version()));
        log.line("trial " + id + " of " + (artifacts.isEmpty() ? "the sources" : String.join(", ", artifacts)));
        if (!set.whole()) {
            log.warning("not tried, since no artifact of these sources was built: " + String.join(", ", set.missing())
                    + "; the set gets no evidence");
        }
        if (!options.testDb()) {
            conditions.add("no-test-db");
        }
        if (!options.loadData()) {
            conditions.add("skip-data-load");
        }
    }

    /** Makes everything ready for the tests; says why it could not become so. */
    private String prepare(TrialFolder.Opened opened) throws IOException, InterruptedException {
        Provision provision = new Provision(ports, ledger.store(), id);
        Map<String, Fact.Candidate> images = new TreeMap<>(set.artifacts());
        for (Map.Entry<String, Fact.Candidate> entry : set.artifacts().entrySet()) {
            if ("archive".equals(entry.getValue().kind())) {
                provision.unpack(entry.getKey(), entry.getValue());
                images.remove(entry.getKey());
            }
        }
        Compose compose = project.trialCompose();
        if (!compose.present()) {
            log.line("no compose files are given for the trial: nothing is started");
            if (!images.isEmpty()) {
                ComposedSet.onlyImages(ports, provision, images)
                        .forEach((name, reference) -> commands.tell(
                                TrialCommands.variable("DELIVERY_IMAGE_", name), reference));
            }
            return data();
        }
        ComposedSet composed = new ComposedSet(ports, project, id, opened.root());
        Map<String, String> values = options.testDb() ? trial.testDb() : Map.of();
        composed.write(provision, images, set.missing(), values, log);
        composeProject = composed.projectName();
        String ill = composed.start();
        if (ill.isEmpty()) {
            urls = composed.urls();
            urls.forEach((service, url) -> {
                log.line(service + " answers at " + url);
                commands.tell(TrialCommands.variable("DELIVERY_URL_", service), url);
            });
            return data();
        }
        return ill;
    }

    private String data() throws InterruptedException {
        if (trial.data().isEmpty() || !options.loadData()) {
            return "";
        }
        Commands.Outcome outcome = execute("data", trial.data());
        if (outcome.exit() == NO_DATA) {
            log.warning("there is no data to load (exit code " + NO_DATA + "): the trial runs without");
            conditions.add("no-data");
            return "";
        }
        return outcome.succeeded() ? "" : "loading the data failed: " + outcome.words();
    }

    private String test() throws InterruptedException {
        Commands.Outcome outcome = execute("trial", command());
        return outcome.succeeded() ? "" : "the test command failed: " + outcome.words();
    }

    /** Runs a command; one that is not there says nothing of the artifacts. */
    private Commands.Outcome execute(String what, List<String> argv) throws InterruptedException {
        Commands.Outcome outcome = commands.run(what, argv);
        if (outcome.ending() == Commands.Ending.NOT_STARTED) {
            throw Failure.failed("the trial's command " + TrialCommands.words(argv) + " " + outcome.words());
        }
        return outcome;
    }

    private Fact.Evidence record(String words, String reason, CountReports.Counts counts, long millis)
            throws IOException, InterruptedException {
        boolean passed = reason.isEmpty();
        boolean adhoc = !trial.run().isEmpty() && !options.command().isEmpty();
        if (passed) {
            log.line("the trial passed" + (counts.tests() > 0 ? ", " + counts.tests() + " tests" : "")
                    + (adhoc ? "; it counts for nothing at export, since trial.run is another command" : ""));
        } else {
            log.warning("the trial failed: " + reason);
        }
        Map<String, Fact.Tried> components = Proof.components(plan, set);
        Fact.Evidence evidence = new Fact.Evidence(
                passed ? "passed" : "failed",
                adhoc ? "adhoc" : "trial",
                plan.scan().commit(),
                plan.scan().dirty(),
                plan.version(),
                set.digest(),
                plan.trialKey(),
                log.masked(words),
                counts.tests(),
                counts.failed(),
                millis,
                log.keep(ledger.store()),
                components,
                passed || adhoc ? List.of() : Proof.against(components, standing),
                conditions);
        ledger.append(evidence);
        return evidence;
    }

    private void keep() throws IOException, InterruptedException {
        Kept kept = new Kept(
                id,
                composeProject,
                plan.scan().commit(),
                plan.scan().dirty(),
                plan.version(),
                set.digest(),
                plan.trialKey(),
                Proof.components(plan, set),
                conditions,
                urls,
                ports.clock().instant().toString());
        ports.workspace()
                .write(
                        TrialFolder.kept(id),
                        new ByteArrayInputStream(kept.json().getBytes(StandardCharsets.UTF_8)));
        log.line("trial " + id + " is left running; `delivery test --accept -m TEXT` or `--reject -m TEXT` ends it");
    }

    private List<String> command() {
        return options.command().isEmpty() ? trial.run() : options.command();
    }

    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
