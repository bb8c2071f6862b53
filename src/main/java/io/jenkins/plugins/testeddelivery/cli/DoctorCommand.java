package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.DoctorReport;
import io.jenkins.plugins.testeddelivery.upkeep.Check;
import io.jenkins.plugins.testeddelivery.upkeep.Doctor;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        header = "Look whether everything is there that the next build needs.",
        description = "The engine and its builder, compose, disk and memory against what the plan will need, platforms,"
                + " volumes, caches, registry logins, clocks, history. Changes nothing. Exit code 1 for a problem, with"
                + " the figure; 3 if the engine is needed and cannot be reached. Outside a repository it looks at the"
                + " machine alone.")
final class DoctorCommand extends Subcommand {
    @Mixin
    private PlanOptions options;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        PlanRequest request = options.request(console);
        try (Session session = Session.anywhere(console)) {
            Optional<Plan> plan =
                    session.inRepository() ? Optional.of(session.plan(request)) : Optional.empty();
            DoctorReport report = new DoctorReport(new Doctor(session.ports(), session.ledger()).look(plan));
            show(console, report.json(), report.text(console.ink()));
            return report.any(Check.State.UNREACHABLE)
                    ? Failure.Kind.UNREACHABLE.exitCode()
                    : report.any(Check.State.PROBLEM) ? Failure.Kind.FAILED.exitCode() : DONE;
        }
    }
}
