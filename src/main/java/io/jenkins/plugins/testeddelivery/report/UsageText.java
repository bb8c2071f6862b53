package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.docker.Usage;
import java.util.List;

/** Puts what a container uses behind the line that tells how it is, or below it where that would be too wide. */
final class UsageText {
    private static final int COLUMNS = 80;

    private UsageText() {}

    /** @param width of the names that the lines begin with */
    static void add(List<String> lines, Ink ink, int width, Usage usage, String line) {
        String words = usage.words();
        int taken = line.replaceAll("\u001B\\[[0-9;]*m", "").length();
        if (words.isEmpty()) {
            lines.add(line);
        } else if (taken + 2 + words.length() <= COLUMNS) {
            lines.add(line + ink.dim("  " + words));
        } else {
            lines.add(line);
            lines.add(ink.dim(" ".repeat(width + 4) + words));
        }
    }
}
