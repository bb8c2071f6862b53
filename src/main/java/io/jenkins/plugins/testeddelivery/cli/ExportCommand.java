package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.release.Push;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.report.ReleaseReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        header = "Write a release: every artifact, checksums, deploy notes, provenance.",
        description = "Every component needs an artifact of this very commit with green evidence, and the set needs it;"
                + " what lacks it is named. Nothing untested is exported, and nothing from a tree with changes.")
final class ExportCommand extends Subcommand {
    @Mixin
    private PlanOptions options;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder of all releases. Default: _build/artifacts.")
    private Path directory;

    @Option(
            names = "--keep-older",
            paramLabel = "NAME",
            description = "Ship the component's newest tested artifact although it is older than this commit; marked"
                    + " 'behind'. May be given more than once.")
    private List<String> keepOlder = List.of();

    @Option(
            names = "--push",
            paramLabel = "REPOSITORY",
            description = "Push the images too and record their digests: registry.example/shop (one repository per"
                    + " component), or docker.io/u/r:{component}-{version} (one for all). Logins are docker's own.")
    private String push = "";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        PlanRequest request = options.request(console);
        Push to = new Push(push, Login.NOBODY);
        try (Session session = options.session(console);
                Hold hold = session.hold("export")) {
            Plan plan = session.planToShip(request);
            Set<String> older = new TreeSet<>();
            keepOlder.forEach(name -> older.add(Planner.name(plan.scan().project(), name)));
            String releases = directory == null ? Exports.DEFAULT_DIRECTORY : session.given(directory);
            Release release =
                    new Exports(session.ports(), session.ledger(), Session.by(console)).run(plan, releases, older, to);
            show(console, release.toMap(), ReleaseReport.text(release, releases, console.ink()));
            return DONE;
        }
    }
}
