package io.jenkins.plugins.testeddelivery.jenkins.records;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.YesNoMaybe;

/** Keeps the ledgers that were read lately: reading a large one anew takes its time. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class OpenLedgers {
    private static final int MOST = 100;

    private final Map<Path, FileLedger> open = new LinkedHashMap<>(16, 0.75f, true);

    static OpenLedgers get() {
        return ExtensionList.lookupSingleton(OpenLedgers.class);
    }

    /** The ledger in this folder, which need not exist; appends are in this one's name. */
    synchronized FileLedger in(Path folder, String by) {
        FileLedger ledger = open.computeIfAbsent(
                folder, key -> new FileLedger(key, "", Clock.systemUTC(), new ControllerLog(key)));
        if (open.size() > MOST) {
            open.remove(open.keySet().iterator().next());
        }
        return ledger.as(by);
    }
}
