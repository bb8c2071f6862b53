package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.report.PlanJson;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "detect",
        header = "Show what changed and how little must be rebuilt.",
        description = "Compares every component with the commit at which it was last tested. Runs nothing that the"
                + " repository holds and writes nothing.")
final class DetectCommand extends Subcommand {
    private static final int AFFECTED = 10;

    @Mixin
    private PlanOptions options;

    @Option(names = "--exit-code", description = "Exit with 10 if something is affected, 0 if nothing is.")
    private boolean exitCode;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            Plan plan = session.plan(options.request(console));
            show(console, PlanJson.of(plan), new PlanText(console.ink()).of(plan));
            return exitCode && plan.anyAffected() ? AFFECTED : DONE;
        }
    }
}
