package io.jenkins.plugins.testeddelivery.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shows the same few lines again and again. On a terminal they stand in one place, which is given back at the end as it
 * was; elsewhere they are printed when they differ from the last.
 */
final class Screen implements AutoCloseable {
    /** Another screen, no cursor, and no wrapping: a terminal cuts what is too wide by itself, also when it is resized. */
    private static final String ENTER = "\u001B[?1049h\u001B[?25l\u001B[?7l";

    private static final String LEAVE = "\u001B[?7h\u001B[?25h\u001B[?1049l";
    private static final String TOP = "\u001B[H";
    private static final String REST_OF_LINE = "\u001B[K";
    private static final String REST_OF_SCREEN = "\u001B[J";
    private static final int USUAL_ROWS = 24;
    private static final long STTY_SECONDS = 2;

    private final PrintStream out;
    private final boolean terminal;
    private List<String> last = List.of();

    Screen(Console console) {
        this.out = console.out();
        this.terminal = console.terminal();
        if (terminal) {
            out.print(ENTER);
        }
    }

    void show(List<String> lines) throws InterruptedException {
        if (terminal) {
            int rows = rows();
            StringBuilder frame = new StringBuilder(TOP);
            // the last row stays free: a line break in it would scroll
            for (String line : lines.subList(0, Math.min(lines.size(), rows - 1))) {
                frame.append(line).append(REST_OF_LINE).append("\r\n");
            }
            int left = lines.size() - rows + 1;
            frame.append(left > 0 ? "… " + left + " more" : "").append(REST_OF_LINE).append(REST_OF_SCREEN);
            out.print(frame);
            out.flush();
        } else if (!lines.equals(last)) {
            lines.forEach(out::println);
            out.println();
        }
        last = List.copyOf(lines);
    }

    @Override
    public void close() {
        if (terminal) {
            out.print(LEAVE);
            last.forEach(out::println);
            out.flush();
        }
    }

    /** Asked each time, as it may be resized. */
    private static int rows() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS);
            return size.matches("[1-9]\\d{0,3} \\d{1,4}") ? Integer.parseInt(size.substring(0, size.indexOf(' '))) : USUAL_ROWS;
        } catch (IOException e) {
            // no stty here
            return USUAL_ROWS;
        }
    }
}
