package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.plan.Explanation;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.PlanJson;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        header = "Show what a change of a file would mean.",
        description = "Names the component, the rule, the strategy and the expected time, for a change that is not made"
                + " yet. The file need not exist.")
final class ExplainCommand extends Subcommand {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, relative to the present folder.")
    private List<Path> paths;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, relative to the repository.")
    private String config = "";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            Scan scan = session.ports().workspace().act(new ScanRepository("", config, false));
            Explanation explanation =
                    new Explanation(scan, session.ledger().entries());
            List<Explanation.Meaning> meanings = new ArrayList<>();
            for (Path path : paths) {
                meanings.add(explanation.of(inRepository(session, console.folder().resolve(path).normalize())));
            }
            show(console, PlanJson.of(meanings), new PlanText(console.ink()).of(meanings));
            return DONE;
        }
    }

    private static String inRepository(Session session, Path path) throws IOException {
        Path top = session.top().toRealPath();
        Path real = path.startsWith(session.top()) ? top.resolve(session.top().relativize(path)) : path;
        if (!real.startsWith(top) || real.equals(top)) {
            throw Failure.usage("explain: " + path + " is not a file in the repository " + top);
        }
        return top.relativize(real).toString().replace('\\', '/');
    }
}
