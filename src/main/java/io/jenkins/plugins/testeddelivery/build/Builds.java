package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.DependencyHashes;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns a plan into candidates: decides what must be built after all, builds it in waves, records each result. */
public final class Builds {
    private final Ports ports;
    private final Ledger ledger;

    public Builds(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    /**
     * Builds what the plan asks for and what is missing in spite of it.
     *
     * @param only names or aliases; with what they depend on that must be built. Empty: everything
     * @param parallelism how many at once; zero or less: one for each core
     * @throws Failure of kind USAGE for an unknown name; of kind UNREACHABLE if the engine is needed and cannot be
     *     reached: what was built before is recorded
     * @throws InterruptedException if the calling thread was interrupted; every process it started is gone by then
     */
    public Outcome run(Plan plan, Set<String> only, int parallelism) throws IOException, InterruptedException {
        Project project = plan.scan().project();
        Order order = new Order(project);
        Set<String> wanted = wanted(project, order, only);
        List<Ledger.Entry> before = ledger.entries();
        Standing standing = Standing.of(before);
        ports.workspace().act(new BuildFolder.Prepare());
        Artifacts artifacts = new Artifacts(ports, ledger.store(), standing);
        Accounting accounting = new Accounting(new Estimates(before));
        Slots slots = new Slots(parallelism);
        try (Workshop workshop = new Workshop(ports, ledger, artifacts, accounting, slots)) {
            Reuse reuse = new Reuse(plan, standing, artifacts);
            return run(plan, new Shop(standing, reuse, workshop, accounting, slots), order, wanted);
        }
    }

    /** What a run works with. */
    private record Shop(Standing standing, Reuse reuse, Workshop workshop, Accounting accounting, Slots slots) {}

    private Outcome run(Plan plan, Shop shop, Order order, Set<String> wanted)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Reuse reuse = shop.reuse;
        Accounting accounting = shop.accounting;
        List<Component> components = plan.scan().project().components().stream()
                .filter(component -> component.shippable() && wanted.contains(component.name()))
                .toList();
        int width = components.stream()
                .mapToInt(component -> component.name().length())
                .max()
                .orElse(1);
        if (components.stream().anyMatch(component -> buildsImage(plan, component))) {
            shop.workshop.expectImages();
        }
        reuse.expect(components);
        Map<String, Strategy> toBuild = new LinkedHashMap<>();
        Map<String, Ports> marked = new TreeMap<>();
        Map<String, Fact.Candidate> there = new TreeMap<>();
        Map<String, String> reused = new TreeMap<>();
        for (Component component : components) {
            String name = component.name();
            marked.put(name, ports.with(ports.log().prefixed(Words.column(name, width))));
            Reuse.Answer answer = reuse.of(component);
            answer.notes().forEach(marked.get(name).log()::line);
            if (answer.strategy().builds()) {
                toBuild.put(name, answer.strategy());
            } else {
                if (answer.artifact().isPresent()) {
                    there.put(name, answer.artifact().get());
                    if (answer.hidden()) {
                        // a trial and a release take the newest record: that must be of what is there
                        ledger.append(answer.artifact().get());
                    }
                }
                reused.put(name, answer.words());
            }
        }
        Map<String, Job> jobs = jobs(plan, shop.standing, toBuild, marked);
        Crew<Fact.Candidate> crew = new Crew<>(shop.workshop::build, order, jobs);
        crew.work(shop.slots.hands(jobs.values()));
        if (!crew.built().isEmpty()) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            accounting.timed(() -> ledger.append(accounting.of(plan, crew.built(), reused.keySet(), millis)));
        }
        if (accounting.large(crew.built())) {
            ports.workspace().act(new MuchHashed());
        }
        new BuildVersion(plan.version(), plan.scan().commit()).write(ports.workspace());
        crew.throwWhatStopsAll();
        there.putAll(crew.built());
        return new Outcome(there, crew.failed(), crew.skipped(), reused, accounting.own());
    }

    private static boolean buildsImage(Plan plan, Component component) {
        return component.kind() == Component.Kind.IMAGE
                && plan.component(component.name()).filter(decision -> decision.strategy().builds()).isPresent();
    }

    private Map<String, Job> jobs(
            Plan plan, Standing standing, Map<String, Strategy> toBuild, Map<String, Ports> marked)
            throws IOException, InterruptedException {
        Map<String, String> hashes = DependencyHashes.of(ports.workspace(), plan.scan(), toBuild.keySet());
        Map<String, Job> jobs = new TreeMap<>();
        toBuild.forEach((name, strategy) -> {
            Component component = plan.scan().project().component(name).orElseThrow();
            String hash = hashes.getOrDefault(name, "");
            String baseline = plan.component(name).map(Decision::baseline).orElse("");
            jobs.put(name, new Job(
                    plan,
                    component,
                    strategy,
                    marked.get(name),
                    standing.newestTested(name),
                    hash,
                    CacheImages.candidates(standing, name, hash, baseline)));
        });
        return jobs;
    }

    private static Set<String> wanted(Project project, Order order, Set<String> only) {
        Set<String> wanted = new TreeSet<>();
        if (only.isEmpty()) {
            project.components().forEach(component -> wanted.add(component.name()));
        }
        for (String name : new TreeSet<>(only)) {
            Component component = project.component(name)
                    .orElseThrow(() -> Failure.usage("There is no component '"
                            + FileNames.shown(name) + "'; known are "
                            + String.join(
                                    ", ",
                                    project.components().stream()
                                            .map(Component::name)
                                            .toList()) + "."));
            wanted.add(component.name());
            wanted.addAll(order.dependenciesOf(component.name()));
        }
        return wanted;
    }
}
