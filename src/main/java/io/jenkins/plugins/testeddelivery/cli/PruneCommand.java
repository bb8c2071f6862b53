package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.PruneReport;
import io.jenkins.plugins.testeddelivery.upkeep.Prune;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        header = "Free what nobody needs any more; says what before it does.",
        description = "Images and packed artifacts of this project that no environment runs or can go back to, no newest"
                + " release holds and no cache needs; folders of killed builds; containers of killed trials. Never a"
                + " volume, another project's image, or a name that somebody else gave. Without --yes nothing is removed.")
final class PruneCommand extends Subcommand {
    @Option(names = "--dry-run", description = "Only say what would be removed. The default.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Remove it.")
    private boolean yes;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Whose images. Default: the repository's; needed where there is no repository.")
    private String project = "";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        if (dryRun && yes) {
            throw Failure.usage("--dry-run and --yes contradict each other: choose one");
        }
        try (Session session = Session.anywhere(console)) {
            if (!session.inRepository()) {
                if (project.isEmpty()) {
                    throw Failure.usage("prune: there is no repository here that names the project; say --project NAME");
                }
                return run(session, project, false);
            }
            String name = project.isEmpty()
                    ? session.ports().workspace().act(new ScanRepository("", "", false)).project().name()
                    : project;
            // a build that is under way looks like one that was killed
            try (Hold hold = session.hold("prune")) {
                return run(session, name, true);
            }
        }
    }

    private int run(Session session, String name, boolean held) throws IOException, InterruptedException {
        Console console = session.console();
        Prune prune = new Prune(session.ports(), session.ledger(), session.deployments());
        Prune.Proposal proposal = prune.look(name, held);
        PruneReport before = new PruneReport(proposal, List.of(), false);
        if (!yes) {
            List<String> lines = new ArrayList<>(before.proposed(console.ink()));
            lines.addAll(before.ended(console.ink()));
            show(console, before.json(), lines);
            return DONE;
        }
        if (!json()) {
            before.proposed(console.ink()).forEach(console.out()::println);
        }
        List<Prune.Item> removed = new ArrayList<>();
        for (Prune.Item item : proposal.items()) {
            session.log().progress("removing " + item.name());
            if (prune.remove(item)) {
                removed.add(item);
            }
        }
        PruneReport after = new PruneReport(proposal, removed, true);
        show(console, after.json(), after.ended(console.ink()));
        return DONE;
    }
}
