package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.live.Board;
import io.jenkins.plugins.testeddelivery.report.LiveReport;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Draws the board on the terminal, again and again beside the work. */
final class LiveView implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final ScheduledExecutorService drawing;
    private final Screen screen;

    private LiveView(ScheduledExecutorService drawing, Screen screen) {
        this.drawing = drawing;
        this.screen = screen;
    }

    static LiveView on(Console console, Board board, LiveReport report) {
        Screen screen = new Screen(console);
        ScheduledExecutorService drawing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ignored = drawing.scheduleWithFixedDelay(
                () -> {
                    try {
                        screen.show(report.screen(board.look()));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                0,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        return new LiveView(drawing, screen);
    }

    /** Where nobody looks at a terminal. */
    static LiveView none() {
        return new LiveView(null, null);
    }

    @Override
    public void close() {
        if (drawing != null) {
            drawing.shutdownNow();
            try {
                drawing.awaitTermination(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            screen.close();
        }
    }
}
