package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.docker.Usage;
import java.util.List;

/** Puts what containers use behind the lines that tell how they are, or below all of them where one would be too wide. */
final class UsageText {
    private static final int COLUMNS = 80;
    private static final String GAP = "  ";

    private UsageText() {}

    record Row(String line, Usage usage) {
        private boolean fits() {
            String words = usage.words();
            int taken = line.replaceAll("\u001B\\[[0-9;]*m", "").length();
            return words.isEmpty() || taken + GAP.length() + words.length() <= COLUMNS;
        }
    }

    /** @param width of the names that the lines begin with */
    static void add(List<String> lines, Ink ink, int width, List<Row> rows) {
        boolean behind = rows.stream().allMatch(Row::fits);
        for (Row row : rows) {
            String words = row.usage().words();
            if (behind && !words.isEmpty()) {
                lines.add(row.line() + ink.dim(GAP + words));
            } else {
                lines.add(row.line());
                if (!words.isEmpty()) {
                    lines.add(ink.dim(" ".repeat(width + 2 * GAP.length()) + words));
                }
            }
        }
    }
}
