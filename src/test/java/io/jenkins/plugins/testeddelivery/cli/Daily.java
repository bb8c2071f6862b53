package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in this process, as a person would in a folder. */
final class Daily {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    Daily(Path folder, Map<String, String> more) {
        this.folder = folder;
        environment.putAll(more);
        environment.remove("BUILD_URL");
    }

    /** How a command line ended. */
    record Ran(int exit, String out, String err) {
        Ran ok() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + "\n" + out + "\n" + err);
            }
            return this;
        }

        Map<String, Object> json() throws IOException {
            return Json.readObject(out);
        }
    }

    Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder,
                false);
        int exit = Main.run(arguments, console);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
