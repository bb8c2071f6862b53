package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What every subcommand has: the console, {@code --json}, {@code -C}, and an exit code as its result. */
@Command(sortOptions = false)
abstract class Subcommand implements Callable<Integer> {
    static final int DONE = 0;

    @ParentCommand
    private Main main;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--json", description = "Print one JSON document on standard output and nothing else there.")
    private boolean json;

    @Option(names = "-C", paramLabel = "DIR", description = "Run as if started in this folder.")
    private Path folder = Path.of("");

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return run(console());
    }

    /** Does the work and returns the exit code. */
    abstract int run(Console console) throws IOException, InterruptedException;

    final Console console() {
        Console console = main.console();
        return console.in(console.folder().resolve(folder).normalize());
    }

    final boolean json() {
        return json;
    }

    /** Prints the document or the lines, as asked. */
    final void show(Console console, Object document, List<String> lines) {
        print(console, json, document, lines);
    }

    static void print(Console console, boolean json, Object document, List<String> lines) {
        if (json) {
            console.out().print(Json.pretty(document));
        } else {
            lines.forEach(console.out()::println);
        }
    }
}
