package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.ProjectReader;
import io.jenkins.plugins.testeddelivery.config.ProjectWriter;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        header = "Write the inferred delivery.yaml.",
        description = "Writes what would be inferred anyway, as a file to go on from. An existing file is left alone.")
final class InitCommand extends Subcommand {
    @Option(names = "--print", description = "Print it instead of writing it.")
    private boolean print;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            Path file = session.top().resolve(ProjectReader.DEFAULT_FILE);
            if (Files.exists(file)) {
                throw Failure.usage("init: " + file + " exists; it is left as it is");
            }
            Project project =
                    session.ports().workspace().act(new ScanRepository("", "", false)).project();
            String text = ProjectWriter.write(project);
            if (print) {
                show(console, Map.of("schema", "tested-delivery/init/1", "text", text), text.lines().toList());
                return DONE;
            }
            WholeFile.write(file, text);
            show(
                    console,
                    Map.of("schema", "tested-delivery/init/1", "file", file.toString()),
                    List.of("wrote " + file + " with " + project.components().size()
                            + (project.components().size() == 1 ? " component" : " components")));
            return DONE;
        }
    }
}
