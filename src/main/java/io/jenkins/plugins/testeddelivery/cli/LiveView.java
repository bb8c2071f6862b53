package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.dev.live.Board;
import io.jenkins.plugins.testeddelivery.report.LiveReport;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Draws the board on the terminal, again and again beside the work. */
final class LiveView implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

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
        AtomicReference<List<String>> drawn = new AtomicReference<>(List.of());
        AtomicLong at = new AtomicLong();
        ScheduledFuture<?> ignored = drawing.scheduleWithFixedDelay(
                () -> {
                    try {
                        List<String> lines = report.screen(board.look());
                        long now = System.nanoTime();
                        // drawn again now and then for one that was resized
                        if (!lines.equals(drawn.get()) || now - at.get() > AGAIN_NANOS) {
                            screen.show(lines);
                            drawn.set(lines);
                            at.set(now);
                        }
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
