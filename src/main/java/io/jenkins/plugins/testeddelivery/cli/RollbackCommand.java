package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.Options;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import io.jenkins.plugins.testeddelivery.release.Exports;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        header = "Go back to an earlier healthy release.",
        description = "To the newest healthy release before the present one that is not ill since, or to a given version."
                + " The environment knows them; neither Git nor a release folder is needed, unless what they need was removed"
                + " from there: then it is brought back from the release folder, the content store or the registry.")
final class RollbackCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", required = true, description = "The environment.")
    private String environment;

    @Option(names = "--version", paramLabel = "V", description = "To this version.")
    private String version = "";

    @Option(
            names = "--image-dir",
            paramLabel = "DIR",
            description = "Where releases are whose images or files are no longer there. Default: _build/artifacts.")
    private Path imageDir;

    @Option(names = "--dry-run", description = "Print what would be done and do nothing.")
    private boolean dryRun;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            Options options = new Options(false, dryRun, false, false, Session.by(console));
            EarlierReleases earlier =
                    session.earlier(imageDir == null ? Exports.DEFAULT_DIRECTORY : session.given(imageDir));
            if (dryRun) {
                DryRunLog plan = new DryRunLog(session.log());
                Fact.Deployment planned = session.deploymentsTo(environment, plan)
                        .with(earlier)
                        .rollback(environment, version, options);
                return session.planned(planned, plan.lines(), json());
            }
            return session.ended(
                    session.deploymentsTo(environment, session.log())
                            .with(earlier)
                            .rollback(environment, version, options),
                    json());
        }
    }
}
