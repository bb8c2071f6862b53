package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Writes the log to standard error; on a terminal it also shows what takes longer than a second. */
final class TerminalLog implements Log, AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001B[K";
    /** A longer line would wrap on a narrow terminal, and then could not be cleared. */
    private static final int LONGEST = 60;

    private final PrintStream err;
    private final Ink ink;
    private final ScheduledExecutorService ticker;
    private String current = "";
    private long since;
    private boolean shown;

    TerminalLog(Console console) {
        this.err = console.err();
        this.ink = console.ink();
        this.ticker = console.terminal() ? startTicker() : null;
    }

    private ScheduledExecutorService startTicker() {
        ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ignored = service.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
        return service;
    }

    @Override
    public synchronized void line(String text) {
        clear();
        err.println(Ink.plain(text));
        // nothing newer is known: if nothing follows for a second, this is what takes so long
        current = text;
        since = System.nanoTime();
    }

    @Override
    public synchronized void warning(String text) {
        clear();
        err.println(ink.notice("warning: " + Ink.plain(text)));
    }

    @Override
    public synchronized void progress(String text) {
        clear();
        current = text;
        since = System.nanoTime();
    }

    @Override
    public synchronized void close() {
        clear();
        if (ticker != null) {
            ticker.shutdownNow();
        }
    }

    private synchronized void tick() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        if (!current.isEmpty() && seconds >= 1) {
            String shortened = current.length() > LONGEST ? current.substring(0, LONGEST) : current;
            err.print(CLEAR_LINE + ink.dim(Ink.plain(shortened) + " … " + seconds + " s"));
            err.flush();
            shown = true;
        }
    }

    private void clear() {
        if (shown) {
            err.print(CLEAR_LINE);
            shown = false;
        }
    }
}
