package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.report.StatusReport;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Show what runs where and how it is.",
        description = "Asks the environments themselves; needs no Git and changes nothing.")
final class StatusCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", description = "Only this environment.")
    private String environment = "";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            List<EnvironmentStatus> environments = session.deploymentsTo(environment, session.log()).status(environment);
            StatusReport report = new StatusReport(
                    environments, session.circuits().seen(), session.ports().clock().instant());
            show(console, report.json(), report.text(console.ink()));
            return DONE;
        }
    }
}
