package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.dev.local.LocalRun;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code dev --local}: the components on this machine without containers, their output as one log. */
final class LocalDev {
    private final Console console;
    private final Session session;

    LocalDev(Console console, Session session) {
        this.console = console;
        this.session = session;
    }

    /** Returns when one of them ended by itself: with failure, whatever it said of it. */
    int run(List<String> names) throws IOException, InterruptedException {
        List<String> known = new ArrayList<>();
        Prefixes prefixes = new Prefixes(console.ink(), known);
        LocalRun local = new LocalRun(
                session.ports(),
                session.ports().workspace().act(new ScanRepository("", "", true)),
                (component, line) -> console.out().println(prefixes.line(component, line)));
        List<Component> components = local.chosen(names);
        components.forEach(component -> known.add(component.name()));
        local.require(components);
        local.prepare(components);
        LocalRun.commands(components)
                .forEach((name, command) -> console.out().println(prefixes.line(name, "$ " + command)));
        LocalRun.Ended ended = local.run(components);
        throw Failure.failed(ended.component() + " ended (" + ended.words() + "); the others were ended with it.");
    }

    /** Puts the component in front of each line, all as wide as the widest, in a colour of its own. */
    private record Prefixes(Ink ink, List<String> names) {
        String line(String component, String line) {
            int width = names.stream().mapToInt(String::length).max().orElse(0);
            return ink.tint(names.indexOf(component), Ink.pad(component, width) + " |") + " " + Ink.plain(line);
        }
    }
}
