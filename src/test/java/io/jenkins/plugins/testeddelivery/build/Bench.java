package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A repository with its ledger, and plans for it as a test wants them. */
final class Bench {
    final GitRepo repo;
    final TestPorts.Lines log = new TestPorts.Lines();
    final Path store;
    private final Ports ports;
    private final Ledger ledger;
    private int plans;

    Bench(Path folder, Map<String, String> environment) {
        this.repo = GitRepo.init(folder.resolve("repo"));
        this.store = folder.resolve("ledger");
        this.ports = TestPorts.at(repo.root(), environment, log);
        this.ledger = new FileLedger(store, "test", Clock.systemUTC(), log);
    }

    Scan scan() throws IOException, InterruptedException {
        return ports.workspace().act(new ScanRepository("", "", true));
    }

    /** Every component gets this strategy, for a reason with this rule. */
    Plan plan(Strategy strategy, String rule) throws IOException, InterruptedException {
        Scan scan = scan();
        List<Decision> decisions = new ArrayList<>();
        for (Component component : scan.project().components()) {
            decisions.add(new Decision(
                    component.name(),
                    component.kind().word(),
                    component.path(),
                    strategy.builds(),
                    true,
                    List.of(),
                    strategy,
                    scan.fingerprints().get(component.name()),
                    "",
                    "none",
                    List.of(new Decision.Reason(rule, rule, List.of())),
                    List.of()));
        }
        String version = String.format("v%s-20260102-0304%02d", scan.commit().substring(0, 7), plans++);
        return new Plan(version, "", "", decisions, List.of(), true, "key", List.of(), List.of(), scan);
    }

    Outcome build(Strategy strategy) throws IOException, InterruptedException {
        return build(plan(strategy, "test"));
    }

    Outcome build(Plan plan, String... only) throws IOException, InterruptedException {
        return new Builds(ports, ledger).run(plan, Set.of(only), 2);
    }

    Builds builds() {
        return new Builds(ports, ledger);
    }

    Ledger ledger() {
        return ledger;
    }

    List<Fact.Candidate> candidates() throws IOException {
        return ledger.entries().stream()
                .map(Ledger.Entry::fact)
                .filter(Fact.Candidate.class::isInstance)
                .map(Fact.Candidate.class::cast)
                .toList();
    }

    /** A trial of all of them ended so. */
    void tried(String result, Map<String, Fact.Candidate> artifacts) throws IOException {
        Map<String, Fact.Tried> tried = new TreeMap<>();
        artifacts.forEach(
                (name, candidate) -> tried.put(name, new Fact.Tried(candidate.fingerprint(), candidate.digest())));
        ledger.append(new Fact.Evidence(
                result,
                "trial",
                repo.head(),
                false,
                "v",
                "",
                "key",
                "true",
                1,
                0,
                1,
                "",
                tried,
                "failed".equals(result) ? List.copyOf(tried.keySet()) : List.of(),
                List.of()));
    }
}
