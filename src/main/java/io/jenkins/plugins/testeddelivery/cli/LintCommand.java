package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles;
import io.jenkins.plugins.testeddelivery.config.lint.DockerfileLint;
import io.jenkins.plugins.testeddelivery.config.lint.Finding;
import io.jenkins.plugins.testeddelivery.git.ReadBuildFiles;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.report.LintReport;
import io.jenkins.plugins.testeddelivery.report.Sarif;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        header = "Give advice on Dockerfiles and build contexts.",
        description = "Reads the working tree and runs nothing. Exit code 1 if a finding is an error (a secret, an ignore"
                + " file that Docker refuses), with --strict if there is a warning too. Rules: docs/lint.md.")
final class LintCommand extends Subcommand {
    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "Only these. Default: every image.")
    private List<String> components = List.of();

    @Option(
            names = "--sarif",
            description = "Print SARIF 2.1.0, for Jenkins' Warnings plugin (recordIssues tool: sarif()) and others.")
    private boolean sarif;

    @Option(names = "--strict", description = "Exit 1 for warnings too.")
    private boolean strict;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, relative to the repository.")
    private String config = "";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        if (sarif && json()) {
            throw Failure.usage("--sarif and --json are two formats of one document: choose one");
        }
        try (Session session = Session.inRepository(console)) {
            Project project = session.ports()
                    .workspace()
                    .act(new ScanRepository("", config, false))
                    .project();
            List<Component> wanted = wanted(project);
            List<Finding> all = new ArrayList<>();
            Set<String> looked = new TreeSet<>();
            for (BuildFiles files :
                    session.ports().workspace().act(new ReadBuildFiles(wanted)).files()) {
                Component component = project.component(files.component()).orElseThrow();
                all.addAll(DockerfileLint.of(files, (Component.Image) component.product()));
                looked.add(files.path());
            }
            LintReport report = new LintReport(project.name(), DockerfileLint.merged(all), looked.size());
            if (sarif) {
                console.out().print(Json.pretty(Sarif.of(report.findings(), new Main.Version().getVersion()[0])));
            } else {
                show(console, report.json(), report.text(console.ink()));
            }
            return report.anyError() || strict && report.anyWarning() ? Failure.Kind.FAILED.exitCode() : DONE;
        }
    }

    private List<Component> wanted(Project project) {
        List<Component> wanted = new ArrayList<>();
        if (components.isEmpty()) {
            project.components().stream()
                    .filter(component -> component.kind() == Component.Kind.IMAGE)
                    .forEach(wanted::add);
            return wanted;
        }
        for (String given : new TreeSet<>(components)) {
            Component component = project.component(Planner.name(project, given)).orElseThrow();
            if (component.kind() != Component.Kind.IMAGE) {
                throw Failure.usage("lint: " + component.name() + " is no image but "
                        + (component.kind() == Component.Kind.ARCHIVE ? "an archive" : "a library")
                        + "; there is no Dockerfile to look at");
            }
            wanted.add(component);
        }
        return wanted;
    }
}
