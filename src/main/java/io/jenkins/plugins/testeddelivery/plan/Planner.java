package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.git.Survey;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes plans: looks at the repository once, at the ledger once, and decides for every component. */
public final class Planner {
    private final Ports ports;
    private final Ledger ledger;

    public Planner(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    /**
     * Makes the plan. Records nothing.
     *
     * @throws Failure of kind USAGE for a wrong configuration, revision or component name
     */
    public Plan plan(PlanRequest asked) throws IOException, InterruptedException {
        return plan(asked, true);
    }

    /** The same plan for those who only look at it: its scan holds no more documents than the reasons needed. */
    public Plan look(PlanRequest asked) throws IOException, InterruptedException {
        return plan(asked, false);
    }

    private Plan plan(PlanRequest asked, boolean allDocuments) throws IOException, InterruptedException {
        ports.log().progress("reading the repository");
        Standing standing = Standing.of(ledger.entries());
        Survey.Seen seen = Baselines.survey(ports.workspace(), standing, asked, allDocuments);
        Scan scan = seen.scan();
        PlanRequest request = withNames(asked, scan.project());
        ports.log().progress("comparing with what was tested");
        Baselines baselines = Baselines.find(ports.workspace(), standing, request, seen);
        LaterGraph later = LaterGraph.begin(scan.project());
        Instant now = ports.clock().instant();
        Presence presence = new Presence(ports, ledger);
        List<Fact.Candidate> tested = tested(scan, standing);
        presence.expect(tested);
        ForcedCost extra = new ForcedCost(new Estimates(ledger.entries()));
        Decider decider = new Decider(
                scan,
                standing,
                baselines,
                request,
                later,
                presence,
                ledger,
                DependencyLayer.of(ports.workspace(), scan, standing, baselines),
                MovedBases.of(presence, tested),
                extra,
                now);
        List<Decision> decisions = new ArrayList<>();
        for (Component component : scan.project().components()) {
            decisions.add(decider.decide(component));
        }
        Set<String> toBuild = new HashSet<>();
        for (Decision decision : decisions) {
            if (decision.strategy().builds() && !decision.kind().equals("library")) {
                toBuild.add(decision.name());
            }
        }
        ComponentGraph graph = later.get();
        String trialKey = TrialKey.of(scan, request.caller());
        return new Plan(
                Version.draw(scan.commit(), now),
                baselines.base(),
                baselines.reason(),
                decisions,
                graph.waves(toBuild),
                !toBuild.isEmpty() || !tried(scan, standing, trialKey),
                trialKey,
                unowned(scan, baselines),
                warnings(scan, graph, standing, extra.warning(request.askedBy())),
                scan);
    }

    /** The artifacts that a plan may count on. */
    private static List<Fact.Candidate> tested(Scan scan, Standing standing) {
        List<Fact.Candidate> tested = new ArrayList<>();
        if (standing.components().isEmpty()) {
            return tested;
        }
        for (Component component : scan.project().components()) {
            String name = component.name();
            Optional<Fact.Candidate> artifact = component.shippable()
                    ? standing.artifact(name, scan.fingerprints().get(name), false)
                    : Optional.empty();
            if (artifact.isPresent() && standing.tested(name, artifact.get().digest())) {
                tested.add(artifact.get());
            }
        }
        return tested;
    }

    /**
     * Keeps the fingerprints' documents, each once, so that a later plan can name the first input that differs. For
     * commands that record something; {@link #plan} alone leaves no trace.
     */
    public void remember(Plan plan) throws IOException, InterruptedException {
        for (Map.Entry<String, String> document : plan.scan().documents().entrySet()) {
            String fingerprint = plan.scan().fingerprints().get(document.getKey());
            if (!ledger.store().has(fingerprint)) {
                ledger.store()
                        .put(new ByteArrayInputStream(document.getValue().getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /**
     * Why the plan says what it says of one component, also of one that is not affected.
     *
     * @throws Failure of kind USAGE if there is no such component
     */
    public Why why(Plan plan, PlanRequest request, String nameOrAlias) throws IOException, InterruptedException {
        Project project = plan.scan().project();
        String name = name(project, nameOrAlias);
        Decision decision = plan.component(name).orElseThrow();
        String before = "";
        String then = "";
        if (plan.base().isEmpty()) {
            before = Standing.of(ledger.entries()).testedAt(name).stream()
                    .filter(point -> point.commit().equals(decision.baseline()))
                    .map(Standing.TestedAt::fingerprint)
                    .findFirst()
                    .orElse("");
        } else if (!decision.baseline().isEmpty()) {
            Scan base = ports.workspace().act(new ScanRepository(
                    plan.base(), request.configFile(), true, request.trusted()));
            before = base.fingerprints().getOrDefault(name, "");
            then = base.documents().getOrDefault(name, "");
        }
        if (before.equals(decision.fingerprint())) {
            then = plan.scan().documents().get(name);
        } else if (then.isEmpty() && ledger.store().has(before)) {
            try (InputStream in = ledger.store().open(before)) {
                then = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return Why.of(
                decision,
                project.component(name).orElseThrow(),
                before,
                then.isEmpty() ? Optional.empty() : Optional.of(FingerprintText.parse(then)),
                FingerprintText.parse(plan.scan().documents().get(name)),
                new RuleBook(project));
    }

    /** Aliases become names; an unknown one is refused with those that exist. */
    private static PlanRequest withNames(PlanRequest request, Project project) {
        if (request.forceComponent().isEmpty()) {
            return request;
        }
        Map<String, Strategy> forced = new HashMap<>();
        request.forceComponent()
                .forEach((name, strategy) -> forced.put(name(project, name), strategy));
        return new PlanRequest(
                request.base(), request.head(), request.configFile(), request.force(), forced, request.askedBy(),
                request.trusted(),
                request.caller());
    }

    /**
     * The name of the component that is meant.
     *
     * @throws Failure of kind USAGE if there is none
     */
    public static String name(Project project, String nameOrAlias) {
        return project.component(nameOrAlias)
                .map(Component::name)
                .orElseThrow(() -> Failure.usage("there is no component '" + nameOrAlias + "'; there "
                        + (project.components().isEmpty() ? "are none" : "is " + names(project))));
    }

    private static String names(Project project) {
        String names = project.components().stream()
                .limit(20)
                .map(Component::name)
                .collect(Collectors.joining(", "));
        return project.components().size() > 20 ? names + ", …" : names;
    }

    /** Whether what is on record by now makes a trial of the plan's set needless. */
    public boolean tried(Plan plan) throws IOException {
        return tried(plan.scan(), Standing.of(ledger.entries()), plan.trialKey());
    }

    /** Whether the set that would ship at head was tried, as far as the configuration asks for it. */
    private static boolean tried(Scan scan, Standing standing, String trialKey) {
        Map<String, String> digests = new HashMap<>();
        for (Component component : scan.project().components()) {
            if (!component.shippable()) {
                continue;
            }
            Optional<Fact.Candidate> artifact = standing.artifact(
                    component.name(), scan.fingerprints().get(component.name()), false);
            if (artifact.isEmpty()
                    || !standing.tested(component.name(), artifact.get().digest())) {
                return false;
            }
            digests.put(component.name(), artifact.get().digest());
        }
        if (scan.project().trial().scope() == Trial.Scope.COMPONENT || digests.isEmpty()) {
            return true;
        }
        return standing.evidenceOfSet(Standing.setDigest(digests), trialKey)
                .map(Ledger.Entry::fact)
                .map(Fact.Evidence.class::cast)
                .map(Fact.Evidence::passed)
                .orElse(false);
    }

    private static List<String> unowned(Scan scan, Baselines baselines) {
        Set<String> unowned = new TreeSet<>();
        addUnowned(scan, scan.treeChanges(), unowned);
        // components that were tested at the same commit share one list
        Set<List<Change>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Change> last = List.of();
        for (Baseline baseline : baselines.byComponent().values()) {
            if (baseline.changes() != last && seen.add(baseline.changes())) {
                addUnowned(scan, baseline.changes(), unowned);
            }
            last = baseline.changes();
        }
        return List.copyOf(unowned);
    }

    private static void addUnowned(Scan scan, List<Change> changes, Set<String> into) {
        for (Change change : changes) {
            if (scan.inputs().ownerOf(change.path()).isEmpty()) {
                into.add(change.path());
            }
        }
    }

    private static List<String> warnings(
            Scan scan, ComponentGraph graph, Standing standing, Optional<String> ofForcing) {
        List<String> warnings = new ArrayList<>(scan.project().warnings());
        warnings.addAll(scan.warnings());
        for (Set<String> cycle : graph.cycles()) {
            warnings.add("CYCLE: " + String.join(", ", cycle) + " depend on one another and are built as one group");
        }
        warnings.addAll(stillDeployed(scan.project(), standing));
        if (ofForcing.isPresent()) {
            warnings.add(ofForcing.get());
        }
        return warnings;
    }

    /** What is gone from the repository runs on where it was deployed until somebody takes it away. */
    private static List<String> stillDeployed(Project project, Standing standing) {
        List<String> warnings = new ArrayList<>();
        for (String environment : project.environments().keySet()) {
            standing.deployments(environment).stream()
                    .map(entry -> (Fact.Deployment) entry.fact())
                    .findFirst()
                    .flatMap(deployment -> standing.release(deployment.running()))
                    .ifPresent(release -> release.artifacts().keySet().stream()
                            .filter(name -> project.component(name).isEmpty())
                            .forEach(name -> warnings.add("REMOVED: component '" + name
                                    + "' is no longer in the repository and still runs in " + environment + " as "
                                    + release.version())));
        }
        return warnings;
    }
}
