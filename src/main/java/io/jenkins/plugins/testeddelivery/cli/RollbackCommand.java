package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.Options;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        header = "Go back to an earlier healthy release.",
        description = "To the newest healthy release before the present one that is not ill since, or to a given version."
                + " The environment knows them; neither Git nor a release folder is needed.")
final class RollbackCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", required = true, description = "The environment.")
    private String environment;

    @Option(names = "--version", paramLabel = "V", description = "To this version.")
    private String version = "";

    @Option(names = "--dry-run", description = "Print what would be done and do nothing.")
    private boolean dryRun;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            Fact.Deployment deployment = session.deploymentsTo(environment)
                    .rollback(environment, version, new Options(false, dryRun, false, false, Session.by(console)));
            return session.ended(deployment, this);
        }
    }
}
