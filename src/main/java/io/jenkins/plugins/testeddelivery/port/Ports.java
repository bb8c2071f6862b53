package io.jenkins.plugins.testeddelivery.port;

import java.time.Clock;

/**
 * What the engine is handed to act with; the ledger comes beside it.
 *
 * @param clock the one source of the present time
 */
public record Ports(Workspace workspace, Commands commands, Log log, Clock clock) {
    public Ports with(Log newLog) {
        return new Ports(workspace, commands, newLog, clock);
    }
}
