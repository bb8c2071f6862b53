package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Log;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a dry run says it would do: there that is the answer, not the talk. */
final class DryRunLog implements Log {
    private final Log warnings;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** @param warnings where warnings go all the same */
    DryRunLog(Log warnings) {
        this.warnings = warnings;
    }

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void warning(String text) {
        warnings.warning(text);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
