package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.TrialReport;
import io.jenkins.plugins.testeddelivery.trial.Trials;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        header = "Try the whole set that would ship, isolated, and record the evidence.",
        description = {
            "Starts what was built and the tested artifact of every other component as in production, on throw-away data,"
                    + " runs the trial and takes everything down again.",
            "Where the configuration has trial.run, a run with a COMMAND is recorded as ad hoc and counts for nothing at"
                    + " export; without it the COMMAND is the trial: delivery test -- ./smoke.sh"
        })
final class TestCommand extends Subcommand {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "After --: program and arguments of the trial.")
    private List<String> command = List.of();

    @Mixin
    private PlanOptions options;

    @Option(names = "--no-test-db", description = "Leave out trial.testDb; recorded with the evidence.")
    private boolean noTestDb;

    @Option(names = "--skip-data-load", description = "Leave out trial.data; recorded with the evidence.")
    private boolean skipDataLoad;

    @Option(names = "--keep", description = "Leave the set running; end it with --accept or --reject.")
    private boolean keep;

    @Option(names = "--manual", description = "A person tries it: leave it running, decide with --accept or --reject.")
    private boolean manual;

    @ArgGroup
    private Decision decision;

    @Option(names = {"-m", "--message"}, paramLabel = "TEXT", description = "What the person who decides says.")
    private String message = "";

    private static final class Decision {
        @Option(names = "--accept", description = "The set that was left running is good.")
        private boolean accept;

        @Option(names = "--reject", description = "The set that was left running is not good.")
        private boolean reject;
    }

    @Override
    int run(Console console) throws IOException, InterruptedException {
        PlanRequest request = options.request(console);
        try (Session session = options.session(console);
                Hold hold = session.hold("test")) {
            Trials trials = new Trials(session.ports(), session.ledger());
            Trials.Result result;
            if (decision != null) {
                if (message.isBlank()) {
                    throw Failure.usage("test: say why with -m TEXT; it is recorded with the decision");
                }
                Fact.Evidence evidence = trials.decide("", decision.accept, message);
                result = new Trials.Result(Optional.of(evidence), Map.of(), List.of(), "", "");
            } else {
                Plan plan = session.planToShip(request);
                session.remember(plan);
                session.warnOfChanges(plan);
                result = trials.run(plan, new Trials.Options(!noTestDb, !skipDataLoad, keep, manual, command));
            }
            TrialReport report = new TrialReport(result);
            show(console, report.json(), report.text(console.ink()));
            return report.passed() ? DONE : Failure.Kind.FAILED.exitCode();
        }
    }
}
