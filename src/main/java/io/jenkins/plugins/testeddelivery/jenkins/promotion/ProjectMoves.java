package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.testeddelivery.promote.Moves;
import java.io.IOException;
import java.io.UncheckedIOException;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;

/** Writes down that a project has another full name, so that its environments and history go with it. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class ProjectMoves extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        try {
            PromotionLedger ledger = PromotionLedger.get();
            // most items that are moved never had to do with delivery
            if (!ledger.view().entries().isEmpty()) {
                ledger.append(Moves.moved(
                        oldFullName, newFullName, Jenkins.getAuthentication2().getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
