package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the command is connected to: its streams, environment and folder. Tests hand in their own.
 *
 * @param terminal whether a person watches: colour and progress are shown
 */
public record Console(
        PrintStream out, PrintStream err, Map<String, String> environment, Path folder, boolean terminal) {

    public static Console ofProcess() {
        Map<String, String> environment = Utf8Start.formerEnvironment(System.getenv());
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                environment,
                Path.of("").toAbsolutePath(),
                System.console() != null && !"dumb".equals(environment.get("TERM")));
    }

    public Console in(Path otherFolder) {
        return new Console(out, err, environment, otherFolder, terminal);
    }

    /** The same with one more environment variable. */
    Console with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Console(out, err, more, folder, terminal);
    }

    Ink ink() {
        return new Ink(terminal && !environment.containsKey("NO_COLOR"));
    }
}
