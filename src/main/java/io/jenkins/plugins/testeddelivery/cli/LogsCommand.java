package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "logs",
        header = "Show what the containers of the development project print.",
        description = "Each line has its container in front, in a colour of its own on a terminal.")
final class LogsCommand extends DevelopmentCommand {
    @Option(names = {"-f", "--follow"}, description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "LINES", description = "How many of the last lines of each. Default: 100.")
    private int tail = 100;

    @Override
    void check() {
        if (follow && json()) {
            throw Failure.usage("--follow prints until Ctrl-C and --json one document; leave out one of them");
        }
        if (tail < 0) {
            throw Failure.usage("--tail " + tail + ": expected a number of lines, 0 or more");
        }
    }

    @Override
    int run(Console console, Chosen chosen) throws IOException, InterruptedException {
        DevProject dev = chosen.dev();
        List<String> services = chosen.withContainer();
        if (services.isEmpty()) {
            throw Failure.failed("logs: " + dev.startIt());
        }
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Tinted tinted = new Tinted(console.ink());
        dev.command().logs(dev.with(List.of(), Map.of()), services, tail, follow, line -> {
            if (line.startsWith("Attaching to ")) {
                return;
            }
            if (json()) {
                lines.add(line);
            } else {
                console.out().println(tinted.line(line));
            }
        });
        if (json()) {
            Map<String, Object> json = document("logs", chosen);
            json.put("lines", lines);
            show(console, json, List.of());
        }
        return DONE;
    }

    /** Gives what stands before the bar of a line a colour, the same for the same name. */
    private record Tinted(Ink ink, List<String> known) {
        Tinted(Ink ink) {
            this(ink, new ArrayList<>());
        }

        synchronized String line(String line) {
            int bar = line.indexOf('|');
            if (bar <= 0) {
                return Ink.plain(line);
            }
            String name = line.substring(0, bar).strip();
            if (!known.contains(name)) {
                known.add(name);
            }
            return ink.tint(known.indexOf(name), Ink.plain(line.substring(0, bar + 1)))
                    + Ink.plain(line.substring(bar + 1));
        }
    }
}
