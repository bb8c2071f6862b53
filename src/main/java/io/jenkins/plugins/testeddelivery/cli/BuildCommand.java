package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Need;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.build.Proofs;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.AccountReport;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "build",
        header = "Build what the plan asks for.",
        description = "Builds in waves, in parallel, and records each result as soon as it is there; a failed component"
                + " stops its dependents only. _build/.build-version then holds VERSION_TAG=.")
final class BuildCommand extends Subcommand {
    @Parameters(
            paramLabel = "COMPONENT",
            arity = "0..*",
            description = "Only these, and what they depend on. Default: all that the plan asks for.")
    private List<String> components = List.of();

    @Mixin
    private PlanOptions options;

    @Option(names = "--parallelism", paramLabel = "COUNT", description = "How many at once. Default: one per core.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--no-room-check",
            description = "Start although the engine's disk seems too small, or a platform cannot be run there.")
    private boolean noRoomCheck;

    @Option(
            names = "--prove",
            description = "Then build each artifact again from nothing, the kept ones too, and compare file by file: exit 1"
                    + " with path and layer where the cheap way gave something else (docs/proof.md).")
    private boolean prove;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        if (parallelism < 1) {
            throw Failure.usage("--parallelism: expected at least 1, found " + parallelism);
        }
        return build(
                options.fetching(console),
                new Asked(options.request(console), components, parallelism, noRoomCheck, prove, json()));
    }

    /** A command line, read. */
    record Asked(
            PlanRequest request,
            List<String> components,
            int parallelism,
            boolean noRoomCheck,
            boolean prove,
            boolean json) {}

    static int build(Console console, Asked asked) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            Plan plan = session.plan(asked.request);
            Set<String> only = new TreeSet<>();
            for (String name : asked.components) {
                only.add(Planner.name(plan.scan().project(), name));
            }
            try (Hold hold = session.hold("build")) {
                session.mustBeCheckedOut(asked.request, plan);
                session.remember(plan);
                session.warnOfChanges(plan);
                Estimates estimates = new Estimates(session.ledger().entries());
                if (!asked.noRoomCheck) {
                    Need.of(plan, estimates, only).require(session.ports());
                }
                new PlanText(console.ink()).opening(plan, estimates, only).forEach(session.ports().log()::line);
                Outcome outcome = new Builds(session.ports(), session.ledger()).run(plan, only, asked.parallelism);
                Optional<Fact.Proof> proof = asked.prove && outcome.succeeded()
                        ? Optional.of(new Proofs(session.ports(), session.ledger())
                                .run(plan, outcome.built(), asked.parallelism))
                        : Optional.empty();
                BuildReport report = new BuildReport(plan, outcome, proof);
                List<String> lines = new ArrayList<>(report.text(console.ink()));
                Books books = new Books(session.ledger().entries());
                books.accounts().stream()
                        .map(entry -> (Fact.Account) entry.fact())
                        .findFirst()
                        .filter(account -> account.version().equals(plan.version()))
                        .ifPresent(account ->
                                lines.addAll(AccountReport.justNow(account, books.remarks(), console.ink())));
                Map<String, Object> json = report.json();
                json.put("remarks", books.remarks());
                print(console, asked.json, json, lines);
                boolean proven = proof.map(Fact.Proof::clean).orElse(true);
                return outcome.succeeded() && proven ? DONE : Failure.Kind.FAILED.exitCode();
            }
        }
    }
}
