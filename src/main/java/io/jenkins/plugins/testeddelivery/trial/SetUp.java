package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings a set up for its tests; if it cannot, it leaves nothing behind. */
final class SetUp {
    /** A data command's way to say that there is none (EX_TEMPFAIL of sysexits). */
    private static final int NO_DATA = 75;

    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Ports ports;
    private final ContentStore store;
    private final TrialLog log;
    private final Plan plan;
    private final Project project;
    private final Trial trial;
    private final Trials.Options options;
    private final TrialSet set;
    private final String owner;
    private final String id = newId();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();
    private String composeProject = "";
    private Map<String, String> urls = Map.of();

    /** @param owner see {@link io.jenkins.plugins.testeddelivery.port.Owner#name} */
    SetUp(
            Ports ports,
            ContentStore store,
            TrialLog log,
            Plan plan,
            Trials.Options options,
            TrialSet set,
            String owner) {
        this.ports = ports.with(log);
        this.store = store;
        this.log = log;
        this.plan = plan;
        this.project = plan.scan().project();
        this.trial = project.trial();
        this.options = options;
        this.set = set;
        this.owner = owner;
    }

    Started start() throws IOException, InterruptedException {
        announce();
        boolean up = false;
        try {
            TrialFolder.Opened opened = ports.workspace().act(new TrialFolder.Open(id, owner));
            TreeMap<String, String> before = ports.workspace().act(new FindReports(trial.junit()));
            variables.put("DELIVERY_VERSION", plan.version());
            variables.put("DELIVERY_CANDIDATES", opened.candidates());
            String ill = prepare(opened);
            Started started = new Started(
                    id,
                    composeProject,
                    plan.scan().commit(),
                    plan.scan().dirty(),
                    plan.version(),
                    set.digest(),
                    plan.trialKey(),
                    Proof.components(plan, set),
                    set.missing(),
                    conditions,
                    urls,
                    variables,
                    trial.junit(),
                    before,
                    "",
                    ill,
                    ports.clock().instant().toString());
            up = true;
            return started;
        } finally {
            if (!up) {
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
        Provision provision = new Provision(ports, store, id);
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
                        .forEach((name, reference) ->
                                variables.put(TrialCommands.variable("DELIVERY_IMAGE_", name), reference));
            }
            return data();
        }
        ComposedSet composed = new ComposedSet(ports, project, id, owner, opened.root());
        Map<String, String> values = options.testDb() ? trial.testDb() : Map.of();
        composed.write(provision, images, set.missing(), values, log);
        composeProject = composed.projectName();
        String ill = composed.start();
        if (ill.isEmpty()) {
            tellUrls(composed);
            return data();
        }
        return ill;
    }

    /** By service, as the files name it; and by component, where no service has that very name. */
    private void tellUrls(ComposedSet composed) throws IOException, InterruptedException {
        urls = composed.urls();
        urls.forEach((service, url) -> {
            log.line(service + " answers at " + url);
            variables.put(TrialCommands.variable("DELIVERY_URL_", service), url);
        });
        composed.componentOfService().forEach((service, component) -> {
            if (urls.containsKey(service)) {
                variables.putIfAbsent(TrialCommands.variable("DELIVERY_URL_", component), urls.get(service));
            }
        });
    }

    private String data() throws InterruptedException {
        if (trial.data().isEmpty() || !options.loadData()) {
            return "";
        }
        Commands.Outcome outcome = new TrialCommands(ports)
                .tell(variables)
                .tell(options.testDb() ? trial.testDb() : Map.of())
                .required("data", trial.data());
        if (outcome.exit() == NO_DATA) {
            log.warning("there is no data to load (exit code " + NO_DATA + "): the trial runs without");
            conditions.add("no-data");
            return "";
        }
        return outcome.succeeded() ? "" : "loading the data failed: " + outcome.words();
    }

    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
