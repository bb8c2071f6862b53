package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.promote.Moves;
import io.jenkins.plugins.testeddelivery.promote.Occupancy;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;

/**
 * The controller's own record of who wanted to put what where and how it ended: only ever appended to, and independent
 * of the life of any job or build. What follows from it is worked out when it has grown.
 */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class PromotionLedger {
    private static final Logger LOGGER = Logger.getLogger(PromotionLedger.class.getName());

    private FileLedger ledger;
    private View view = new View(null, List.of(), Occupancy.of(List.of()), Promotions.of(List.of()));

    static PromotionLedger get() {
        return ExtensionList.lookupSingleton(PromotionLedger.class);
    }

    /** The folder of everything that belongs to the controller and not to one project. */
    static Path home() {
        return Jenkins.get().getRootDir().toPath().resolve("tested-delivery");
    }

    /**
     * What is recorded, and what follows from it.
     *
     * @param read as the ledger gave it
     * @param entries the same under the names that projects have now
     */
    record View(List<Ledger.Entry> read, List<Ledger.Entry> entries, Occupancy occupancy, Promotions promotions) {}

    synchronized View view() throws IOException {
        List<Ledger.Entry> read = ledger().entries();
        // the ledger gives the same list until it has grown
        if (read != view.read()) {
            List<Ledger.Entry> entries = Moves.applied(read);
            view = new View(read, entries, Occupancy.of(entries), Promotions.of(entries));
        }
        return view;
    }

    synchronized void append(Fact.Promotion fact) throws IOException {
        ledger().append(fact);
    }

    private FileLedger ledger() {
        if (ledger == null) {
            ledger = new FileLedger(home().resolve("promotions"), "controller", Clock.systemUTC(), new Log() {
                @Override
                public void line(String text) {
                    LOGGER.fine(text);
                }

                @Override
                public void warning(String text) {
                    LOGGER.log(Level.WARNING, "{0}", text);
                }
            });
        }
        return ledger;
    }
}
