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

    /**
     * What is asked of a deployment.
     *
     * @param version empty: the newest release there is
     * @param imageDir empty: the default
     */
    record Asked(
            String environment,
            String version,
            Optional<Path> imageDir,
            boolean skipLoad,
            boolean dryRun,
            boolean retry,
            boolean resume,
            boolean acceptEnvironment,
            boolean json) {
        private Asked with(String newVersion) {
            return new Asked(
                    environment, newVersion, imageDir, skipLoad, dryRun, retry, false, acceptEnvironment, json);
        }

        private Options options(Console console) {
            return new Options(skipLoad, dryRun, retry, acceptEnvironment, Session.by(console));
        }
    }

    @Override
    int run(Console console) throws IOException, InterruptedException {
        return deploy(
                console,
                new Asked(
                        environment,
                        version,
                        Optional.ofNullable(imageDir),
                        skipLoad,
                        dryRun,
                        retry,
                        resume,
                        acceptEnvironment,
                        json()));
    }

    static int deploy(Console console, Asked asked) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            return asked.resume() ? resumed(session, asked) : deployed(session, asked);
        }
    }

    private static int resumed(Session session, Asked asked) throws IOException, InterruptedException {
        requireAlone(asked);
        Deployments deployments = session.deploymentsTo(asked.environment(), session.log());
        Optional<Interrupted> interrupted = deployments.interrupted(asked.environment());
        Options options = Options.by(Session.by(session.console()));
        if (interrupted.isEmpty() || interrupted.get().prepared()) {
            return session.ended(deployments.resume(asked.environment(), options), asked.json());
        }
        String version = interrupted.get().version();
        if (interrupted.get().rollback()) {
            return session.ended(deployments.rollback(asked.environment(), version, options), asked.json());
        }
        // nothing of it is in the environment yet: it is begun anew
        return deployed(session, asked.with(version));
    }

    private static int deployed(Session session, Asked asked) throws IOException, InterruptedException {
        String path = asked.imageDir().map(session::given).orElse(Exports.DEFAULT_DIRECTORY);
        ReleaseFolder release = ReleaseFolder.open(session.ports().workspace(), path, asked.version());
        DryRunLog plan = new DryRunLog(session.log());
        try (Deployments deployments = session.deployments(asked.dryRun() ? plan : session.log())
                .with(session.earlier(path))) {
            deployments.lookAhead(asked.environment(), release);
            release.requireAsRecorded(session.ledger());
            Fact.Deployment ended =
                    deployments.deploy(asked.environment(), release, asked.options(session.console()));
            return asked.dryRun()
                    ? session.planned(ended, plan.lines(), asked.json())
                    : session.ended(ended, asked.json());
        }
    }

    private static void requireAlone(Asked asked) {
        if (asked.dryRun() || !asked.version().isEmpty()) {
            throw Failure.usage("--resume finishes what was begun in " + asked.environment()
                    + "; it takes neither --version nor --dry-run (status shows what was begun).");
        }
    }
}
