package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository with a library, two archives and a ledger in which builds and trials are recorded as the engine would. */
final class Shop {
    static final String CONFIGURATION =
            """
            version: 1
            project: shop
            ignore: ["notes/**"]
            components:
              proto: { path: packages/proto }
              api:
                path: services/api
                dependsOn: [proto]
                archive: { run: "true", outputs: ["dist/**"] }
              site:
                path: site
                archive: { run: "true", outputs: ["dist/**"] }
            """;

    final GitRepo repo;
    final Ledger ledger;
    private final Path ledgerFolder;
    private final Ports ports;

    /** A repository in which there is nothing yet. */
    static Shop empty(Path folder) {
        return new Shop(GitRepo.init(folder.resolve("empty")), folder.resolve("ledger"));
    }

    /** The same records seen from a clone, a worktree, or with more environment variables. */
    Shop in(Path root, Map<String, String> environment) {
        return new Shop(GitRepo.at(root), ledgerFolder, environment);
    }

    /** The same at a certain time. */
    Shop at(String instant) {
        return new Shop(repo, ledgerFolder, Map.of(), Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    Shop in(Path root) {
        return in(root, Map.of());
    }

    Shop(Path folder) {
        this(GitRepo.init(folder.resolve("shop")), folder.resolve("ledger"));
        repo.write("delivery.yaml", CONFIGURATION)
                .write("packages/proto/schema.py", "id = 1\n")
                .write("services/api/app.py", "print(1)\n")
                .write("services/api/requirements.txt", "flask==3.0\n")
                .write("services/api/README.md", "# api\n")
                .write("site/index.html", "<h1>shop</h1>\n")
                .commit("open");
    }

    private Shop(GitRepo repo, Path ledgerFolder) {
        this(repo, ledgerFolder, Map.of());
    }

    private Shop(GitRepo repo, Path ledgerFolder, Map<String, String> environment) {
        this(repo, ledgerFolder, environment, Clock.systemUTC());
    }

    private Shop(GitRepo repo, Path ledgerFolder, Map<String, String> environment, Clock clock) {
        this.repo = repo;
        this.ledgerFolder = ledgerFolder;
        Ports now = TestPorts.at(repo.root(), environment, new TestPorts.Lines());
        this.ports = new Ports(now.workspace(), now.commands(), now.log(), clock);
        this.ledger = new FileLedger(ledgerFolder, "ada@example", ports.clock(), ports.log());
    }

    /** Of the commit alone. */
    static PlanRequest ofHead() {
        return new PlanRequest("", "HEAD", "", Strategy.NONE, Map.of(), "");
    }

    Plan plan() {
        return plan(PlanRequest.plain());
    }

    Plan plan(String base) {
        return plan(new PlanRequest(base, "", "", Strategy.NONE, Map.of(), "ada"));
    }

    Plan plan(PlanRequest request) {
        try {
            return new Planner(ports, ledger).plan(request);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** @param base empty: the components' own */
    Why why(String base, String component) {
        PlanRequest request = new PlanRequest(base, "", "", Strategy.NONE, Map.of(), "ada");
        try {
            return new Planner(ports, ledger).why(plan(request), request, component);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What the plan says, a line for each component: its strategy, the rules that speak for it without the exact input,
     * and what it is affected through.
     */
    static List<String> shown(Plan plan) {
        return plan.components().stream()
                .map(decision -> decision.name() + " " + decision.strategy() + " "
                        + decision.reasons().stream()
                                .map(Decision.Reason::rule)
                                .filter(rule -> !rule.equals("INPUT_DIFFERS"))
                                .map(rule -> rule.replace("layered/", ""))
                                .toList()
                        + (decision.via().isEmpty() ? "" : " via " + String.join(" ", decision.via())))
                .toList();
    }

    List<String> shown() {
        return shown(plan());
    }

    List<String> shownSince(String base) {
        return shown(plan(base));
    }

    Decision decision(String component) {
        return plan().component(component).orElseThrow();
    }

    Strategy strategy(String component) {
        return decision(component).strategy();
    }

    /** Records that what the plan asks for was built, and that its trial passed. */
    Shop shipped() {
        build();
        tried(true);
        return this;
    }

    /** Records an artifact for every component that the plan builds; equal inputs, equal bytes. */
    void build() {
        Plan plan = plan();
        plan.waves().forEach(wave -> wave.forEach(name -> record(plan, name)));
        try {
            new Planner(ports, ledger).remember(plan);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void record(Plan plan, String name) {
        Decision decision = plan.component(name).orElseThrow();
        try {
            String digest = ledger.store()
                    .put(new ByteArrayInputStream(
                            ("bytes of " + decision.fingerprint()).getBytes(StandardCharsets.UTF_8)));
            ledger.append(new Fact.Candidate(
                    name,
                    decision.kind(),
                    decision.fingerprint(),
                    digest,
                    digest,
                    plan.version(),
                    plan.scan().commit(),
                    plan.scan().dirty(),
                    decision.strategy().name(),
                    "",
                    digest,
                    1000,
                    DependencyHashes.of(ports.workspace(), plan.scan(), List.of(name)).getOrDefault(name, "")));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Records a trial of the whole set at head. */
    void tried(boolean passed) {
        tried(plan(), passed);
    }

    void tried(Plan plan, boolean passed) {
        try {
            Standing standing = Standing.of(ledger.entries());
            Map<String, Fact.Tried> components = new TreeMap<>();
            Map<String, String> digests = new TreeMap<>();
            for (Component component : plan.scan().project().components()) {
                String fingerprint = plan.scan().fingerprints().get(component.name());
                String digest = component.shippable()
                        ? standing.artifact(component.name(), fingerprint, true)
                                .orElseThrow()
                                .digest()
                        : "";
                components.put(component.name(), new Fact.Tried(fingerprint, digest));
                if (component.shippable()) {
                    digests.put(component.name(), digest);
                }
            }
            List<String> against = passed
                    ? List.of()
                    : digests.keySet().stream()
                            .filter(name -> !standing.tested(name, digests.get(name)))
                            .toList();
            ledger.append(new Fact.Evidence(
                    passed ? "passed" : "failed",
                    "trial",
                    plan.scan().commit(),
                    plan.scan().dirty(),
                    plan.version(),
                    Standing.setDigest(digests),
                    plan.trialKey(),
                    "true",
                    0,
                    0,
                    1,
                    "",
                    components,
                    against,
                    List.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
