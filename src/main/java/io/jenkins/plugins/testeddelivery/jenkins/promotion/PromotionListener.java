package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import jenkins.YesNoMaybe;

/** Ties a one-time promotion record to the run that it was given to as that run begins: no copy of it holds. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class PromotionListener extends RunListener<Run<?, ?>> {
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
}
