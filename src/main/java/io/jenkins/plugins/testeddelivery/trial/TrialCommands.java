package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Runs the user's commands of a trial: in the repository's root, told where everything is. */
final class TrialCommands {
    /** What a shell takes as one word; the rest is shown in quotes. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private final Ports ports;
    private final Map<String, String> environment = new TreeMap<>();

    TrialCommands(Ports ports) {
        this.ports = ports;
    }

    TrialCommands tell(String name, String value) {
        environment.put(name, value);
        return this;
    }

    TrialCommands tell(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** {@code DELIVERY_URL_} and the service's name as a variable can have it. */
    static String variable(String prefix, String name) {
        return prefix + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Runs a command to its end; every line reaches the log. */
    Commands.Outcome run(String what, List<String> argv) throws InterruptedException {
        Log log = ports.log();
        log.line(what + ": " + words(argv));
        log.progress("trial: running " + words(argv));
        Log marked = log.prefixed(what + " | ");
        return ports.commands()
                .run(Commands.Command.of(argv).with(environment), marked::line, marked::line);
    }

    /** The same; a program that is not there says nothing of the artifacts. */
    Commands.Outcome required(String what, List<String> argv) throws InterruptedException {
        Commands.Outcome outcome = run(what, argv);
        if (outcome.ending() == Commands.Ending.NOT_STARTED) {
            throw Failure.failed("the trial's command " + words(argv) + " " + outcome.words());
        }
        return outcome;
    }

    /** As a person would type it; what a shell was to run without the shell. */
    static String words(List<String> argv) {
        if (argv.size() == 3 && "sh".equals(argv.get(0)) && "-c".equals(argv.get(1))) {
            return argv.get(2);
        }
        return String.join(
                " ",
                argv.stream()
                        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }
}
