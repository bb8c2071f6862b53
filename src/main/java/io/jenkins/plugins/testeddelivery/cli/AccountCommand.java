package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.docker.BuildLog;
import io.jenkins.plugins.testeddelivery.docker.BuildLogReader;
import io.jenkins.plugins.testeddelivery.git.ReadBuildFiles;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.AccountReport;
import io.jenkins.plugins.testeddelivery.report.BuildLogReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "account",
        header = "Show what builds cost, beside what was expected, and what planning them saved.",
        description = "Reads this machine's records: time, bytes, layers from the cache, per build and over time. With"
                + " --log it reads the output of any build instead, another system's too.")
final class AccountCommand extends Subcommand {
    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "A log with output of the classic builder or of BuildKit, plain or a terminal's; - for standard"
                    + " input.")
    private String log = "";

    @Option(names = {"-n", "--limit"}, paramLabel = "COUNT", description = "At most so many builds. Default: 10, 0 for all.")
    private int limit = 10;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        if (!log.isEmpty()) {
            List<BuildLog> builds = read(console);
            show(console, BuildLogReport.json(builds), BuildLogReport.text(builds, console.ink()));
            return DONE;
        }
        try (Session session = Session.anywhere(console)) {
            Books books = new Books(session.ledger().entries());
            AccountReport report = new AccountReport(books, limit, session.inRepository() ? contexts(session) : List.of());
            show(console, report.json(), report.text(console.ink()));
            return DONE;
        }
    }

    private List<BuildLog> read(Console console) throws IOException, InterruptedException {
        if (log.equals("-")) {
            return BuildLogReader.read(System.in);
        }
        Path file = console.folder().resolve(log);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Failure.usage("--log: " + file + " is no file that can be read");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return BuildLogReader.read(in);
        }
    }

    private static List<AccountReport.Context> contexts(Session session) throws IOException, InterruptedException {
        List<AccountReport.Context> contexts = new ArrayList<>();
        try {
            Project project = session.ports().workspace().act(new ScanRepository("", "", false)).project();
            for (BuildFiles files : session.ports()
                    .workspace()
                    .act(new ReadBuildFiles(project.components()))
                    .files()) {
                contexts.add(new AccountReport.Context(files.component(), files.sent(), files.saved()));
            }
        } catch (Failure e) {
            // the records can be read whatever the tree looks like now
            session.log().warning("the build contexts were not weighed: " + e.getMessage());
        }
        return contexts;
    }
}
