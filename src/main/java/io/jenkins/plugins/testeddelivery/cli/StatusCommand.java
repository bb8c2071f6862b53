package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.deploy.LastKnown;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.StatusReport;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Show what runs where and how it is.",
        description = "Asks the environments themselves; needs no Git and changes nothing. Where the container engine cannot"
                + " be reached it shows what was known last, and how old that is.")
final class StatusCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", description = "Only this environment.")
    private String environment = "";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            Deployments deployments = session.deploymentsTo(environment, session.log());
            try {
                List<EnvironmentStatus> environments = deployments.status(environment);
                show(
                        console,
                        StatusReport.json(environments, deployments.endpoints()),
                        StatusReport.text(environments, console.ink()));
            } catch (Failure e) {
                lastKnown(console, session, deployments, e);
            }
            return DONE;
        }
    }

    private void lastKnown(Console console, Session session, Deployments deployments, Failure failure)
            throws IOException {
        List<LastKnown> known = LastKnown.of(
                session.ledger().entries(), environment, session.ports().clock().instant());
        if (failure.kind() != Failure.Kind.UNREACHABLE || known.isEmpty()) {
            throw failure;
        }
        session.log().warning(failure.getMessage());
        show(
                console,
                StatusReport.lastKnown(known, deployments.endpoints(), failure.getMessage()),
                StatusReport.lastKnownText(known, console.ink()));
    }
}
