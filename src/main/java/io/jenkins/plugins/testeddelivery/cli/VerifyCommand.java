package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Version;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.release.RegistryCheck;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.release.Verification;
import io.jenkins.plugins.testeddelivery.report.ReleaseReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        header = "Check a release, or that what runs is what was recorded and tested.",
        description = "Changes nothing and needs no Git. Exits with 1 if anything differs, naming file, expected and found.")
final class VerifyCommand extends Subcommand {
    @Parameters(
            paramLabel = "DIR|VERSION",
            arity = "0..1",
            description = "A release folder, the folder of all of them (then the newest), or a version in"
                    + " _build/artifacts. Default: _build/artifacts.")
    private String release;

    @Option(names = "--version", paramLabel = "V", description = "This version in the folder of all releases.")
    private String version = "";

    @Option(names = "--env", paramLabel = "NAME", description = "Check what runs in this environment instead.")
    private String environment = "";

    @Option(
            names = "--registry",
            description = "Check as well that registries hold what the release says was pushed there. Its images' archives"
                    + " may be missing then.")
    private boolean registry;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.anywhere(console)) {
            return environment.isEmpty() ? release(console, session) : environment(console, session);
        }
    }

    private int release(Console console, Session session) throws IOException, InterruptedException {
        String path = Exports.DEFAULT_DIRECTORY;
        if (release != null && Version.valid(release)) {
            version = release;
        } else if (release != null) {
            path = session.given(Path.of(release));
        }
        Verification verification = ReleaseFolder.open(session.ports().workspace(), path, version)
                .verify(session.ledger());
        if (registry) {
            verification = new RegistryCheck(session.ports()).with(verification.withoutAbsentImages());
        }
        show(console, verification.toMap(), ReleaseReport.text(verification, console.ink()));
        return verification.ok() ? DONE : Failure.Kind.FAILED.exitCode();
    }

    private int environment(Console console, Session session) throws IOException, InterruptedException {
        Standing standing = Standing.of(session.ledger().entries());
        // where nothing is on record (a server without Git) only what the environment itself knows can be compared
        Deployments deployments = session.deploymentsTo(environment, session.log());
        List<String> drift = session.inRepository()
                ? deployments.drift(environment, standing::tested)
                : deployments.drift(environment);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/drift/1");
        json.put("environment", environment);
        json.put("ok", drift.isEmpty());
        json.put("problems", drift);
        List<String> lines = drift.isEmpty()
                ? List.of(console.ink().good("ok") + "  what runs in " + environment + " is what was recorded and tested")
                : drift;
        show(console, json, lines);
        return drift.isEmpty() ? DONE : Failure.Kind.FAILED.exitCode();
    }
}
