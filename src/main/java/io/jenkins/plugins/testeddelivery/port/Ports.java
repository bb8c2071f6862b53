package io.jenkins.plugins.testeddelivery.port;

import java.time.Clock;

/**
 * What the engine is handed to act with; the ledger comes beside it.
 *
 * @param clock the one source of the present time
 * @param calls how what is outside is called, and what came of that so far
 */
public record Ports(Workspace workspace, Commands commands, Log log, Clock clock, Calls calls) {
    /** Nothing was called yet. */
    public Ports(Workspace workspace, Commands commands, Log log, Clock clock) {
        this(workspace, commands, log, clock, new Calls(clock, log));
    }

    public Ports with(Log newLog) {
        return new Ports(workspace, commands, newLog, clock, calls.with(newLog));
    }
}
