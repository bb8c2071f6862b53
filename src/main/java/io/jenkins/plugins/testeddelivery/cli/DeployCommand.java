package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.deploy.Interrupted;
import io.jenkins.plugins.testeddelivery.deploy.Options;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "deploy",
        header = "Put a release into an environment, watch it, go back if it is ill.",
        description = "Verifies everything first, changes only what differs, never removes a volume. Needs no Git: a"
                + " release folder is enough. Exits with 4 if the release was ill and was rolled back.")
final class DeployCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", required = true, description = "The environment.")
    private String environment;


    @Option(names = "--version", paramLabel = "V", description = "The version. Default: the newest release there is.")
    private String version = "";

    @Option(
            names = "--image-dir",
            paramLabel = "DIR",
            description = "A release folder, or the folder of all of them. Default: _build/artifacts.")
    private Path imageDir;

    @Option(
            names = "--skip-load",
            description = "Load no archive: the images are in the engine already, or are pulled by digest from where the"
                    + " release was pushed to. The archives may be missing then.")
    private boolean skipLoad;

    @Option(names = "--dry-run", description = "Print what would be done and do nothing.")
    private boolean dryRun;

    @Option(names = "--retry", description = "Try a version that was ill here before.")
    private boolean retry;

    @Option(
            names = "--resume",
            description = "Finish what was interrupted in this environment, or go back where it cannot be finished.")
    private boolean resume;

    @Option(names = "--accept-environment", description = "Accept that what guards this environment changed.")
    private boolean acceptEnvironment;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            if (resume) {
                requireAlone();
                Deployments deployments = session.deploymentsTo(environment, session.log());
                Optional<Interrupted> interrupted = deployments.interrupted(environment);
                if (interrupted.isEmpty() || interrupted.get().prepared()) {
                    Options options = Options.by(Session.by(console));
                    return session.ended(deployments.resume(environment, options), this);
                }
                if (interrupted.get().rollback()) {
                    Options options = Options.by(Session.by(console));
                    return session.ended(
                            deployments.rollback(environment, interrupted.get().version(), options), this);
                }
                // nothing of it is in the environment yet: it is begun anew
                version = interrupted.get().version();
            }
            String path = imageDir == null ? Exports.DEFAULT_DIRECTORY : session.given(imageDir);
            ReleaseFolder release = ReleaseFolder.open(session.ports().workspace(), path, version);
            release.requireAsRecorded(session.ledger());
            Options options = new Options(skipLoad, dryRun, retry, acceptEnvironment, Session.by(console));
            EarlierReleases earlier = session.earlier(path);
            if (dryRun) {
                DryRunLog plan = new DryRunLog(session.log());
                Fact.Deployment planned =
                        session.deployments(plan).with(earlier).deploy(environment, release, options);
                return session.planned(planned, plan.lines(), this);
            }
            return session.ended(session.deployments().with(earlier).deploy(environment, release, options), this);
        }
    }

    private void requireAlone() {
        if (dryRun || !version.isEmpty()) {
            throw Failure.usage("--resume finishes what was begun in " + environment
                    + "; it takes neither --version nor --dry-run (status shows what was begun).");
        }
    }
}
