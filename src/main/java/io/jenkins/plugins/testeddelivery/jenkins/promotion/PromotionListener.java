package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.YesNoMaybe;

/**
 * Ties a one-time promotion record to the run that it was given to as that run begins, so that no copy of it holds, and
 * settles what is open when that run ends.
 */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class PromotionListener extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(PromotionListener.class.getName());

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        PromotionAction record = run.getAction(PromotionAction.class);
        if (record == null) {
            return;
        }
        try {
            PromotionLedger ledger = PromotionLedger.get();
            Promotions promotions = ledger.view().promotions();
            Optional<Promotions.Given> given = promotions.find(record.id());
            if (given.isPresent() && promotions.run(record.id()).isEmpty()) {
                Fact.Promotion asked = given.get().fact();
                ledger.append(Facts.started(asked, BuildName.of(run).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was given and has not used is nobody's any more; what it began and has not ended is held. */
    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        String why = "its run ended before: " + run.getResult();
        try {
            DeployGate.cutShort(run, why);
            String carried = Passage.carried(run);
            String name = BuildName.of(run).toString();
            PromotionLedger ledger = PromotionLedger.get();
            Promotions promotions = ledger.view().promotions();
            for (Promotions.Given given : promotions.unused()) {
                String id = given.fact().id();
                if (id.equals(carried) && promotions.run(id).filter(name::equals).isPresent()) {
                    ledger.append(Facts.dropped(given.fact(), name, why));
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "how " + run + " ended could not be written to the promotions");
        }
    }
}
