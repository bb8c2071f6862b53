package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks programs up on the PATH of the test's own environment, where Java would take that of its process. */
record OnPath(Commands commands, String path) implements Commands {
    static Ports ports(Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(more);
        Ports ports = TestPorts.at(folder, more, new TestPorts.Lines());
        return new Ports(
                ports.workspace(), new OnPath(ports.commands(), environment.get("PATH")), ports.log(), ports.clock());
    }

    @Override
    public Outcome run(Command command, Consumer<String> out, Consumer<String> err) throws InterruptedException {
        List<String> argv = new ArrayList<>(command.argv());
        if (argv.get(0).contains("/")) {
            return commands.run(command, out, err);
        }
        String program = Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, argv.get(0)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        if (program.isEmpty()) {
            return new Outcome(Ending.NOT_STARTED, -1);
        }
        argv.set(0, program);
        return commands.run(
                new Command(argv, command.directory(), command.environment(), command.input(), command.timeout()),
                out,
                err);
    }
}
