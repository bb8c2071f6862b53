package io.jenkins.plugins.testeddelivery.jenkins.records;

import io.jenkins.plugins.testeddelivery.port.Log;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says in the controller's own log what a ledger says: it belongs to no build. */
record ControllerLog(Path folder) implements Log {
    private static final Logger LOGGER = Logger.getLogger(ControllerLog.class.getName());

    @Override
    public void line(String text) {
        LOGGER.log(Level.FINE, "{0}: {1}", new Object[] {folder, text});
    }

    @Override
    public void warning(String text) {
        LOGGER.log(Level.WARNING, "{0}: {1}", new Object[] {folder, text});
    }
}
