package io.jenkins.plugins.testeddelivery.jenkins.agent;

import hudson.model.TaskListener;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.PrintStream;

/** Says in the build's log what the engine does; a line is one line, whatever is in it. */
public final class BuildLog implements Log {
    private static final String WARNING = "WARNING: ";

    private final PrintStream out;

    public BuildLog(TaskListener listener) {
        this(listener.getLogger());
    }

    BuildLog(PrintStream out) {
        this.out = out;
    }

    @Override
    public void line(String text) {
        out.println(LogText.oneLine(text));
    }

    @Override
    public void warning(String text) {
        out.println(WARNING + LogText.oneLine(text));
    }
}
