package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.io.IOException;
import java.time.Duration;

/** Says of which component a line is, and in one sentence why one could not be built. */
final class Words {
    private Words() {}

    /** What stands before each line of a component's log. @param width of the longest name */
    static String column(String name, int width) {
        return name + " ".repeat(width - name.length()) + " | ";
    }

    static String unsuccessful(Job job, String what, Commands.Outcome outcome) {
        String name = job.name() + ": " + what;
        Duration limit = job.component().timeout();
        return switch (outcome.ending()) {
            case EXITED -> name + " failed with exit code " + outcome.exit() + "; the lines above say why.";
            case TIMED_OUT ->
                name + " did not end within " + shown(limit)
                        + " and was stopped; find out what it waits for, or raise the component's 'timeout'.";
            case NOT_STARTED -> name + " could not be started; is the program installed and on the PATH?";
        };
    }

    static String of(Job job, Exception problem) {
        if (problem instanceof Failure) {
            return problem.getMessage().startsWith(job.name() + ": ")
                    ? problem.getMessage()
                    : job.name() + ": " + problem.getMessage();
        }
        // an input/output error's message is often a path and nothing else
        String kind = problem.getClass() == IOException.class
                ? ""
                : problem.getClass().getSimpleName() + ": ";
        return job.name() + ": could not be built: " + kind + problem.getMessage()
                + "; see to it that the disk has room and the folder can be written to, and build again.";
    }

    private static String shown(Duration limit) {
        return limit.toSecondsPart() == 0 && limit.toMinutes() > 0
                ? limit.toMinutes() + " min"
                : Figures.seconds(limit.toMillis());
    }
}
