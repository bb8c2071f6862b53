package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Queue;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.promote.Clause;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import io.jenkins.plugins.testeddelivery.promote.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows which promotions are on their way: their run waits in Jenkins' queue, or has begun and not deployed yet. */
final class Pending {
    private Pending() {}

    static List<Promotions.Given> of(String environment, String project) throws IOException {
        Promotions promotions = PromotionLedger.get().view().promotions();
        List<Promotions.Given> pending = new ArrayList<>();
        for (Promotions.Given given : promotions.unused()) {
            Fact.Promotion fact = given.fact();
            if (fact.environment().equals(environment)
                    && fact.project().equals(project)
                    && onItsWay(fact.id(), promotions.run(fact.id()))) {
                pending.add(given);
            }
        }
        return pending;
    }

    /** Two at the same moment: the first is on its way, and the other hears of it. */
    static List<Refusal> refusals(Wish wish) throws IOException {
        String environment = wish.environment().id().text();
        return of(environment, wish.owner().getFullName()).stream()
                .map(given -> new Refusal(
                        Clause.BUSY,
                        given.fact().version() + " is being promoted to "
                                + wish.environment().id().name() + " by " + given.fact().who() + " since " + given.at()
                                + ".",
                        "Wait until that has ended, or stop the run of " + given.fact().job() + "."))
                .toList();
    }

    private static boolean onItsWay(String id, Optional<String> run) {
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            if (run.isPresent()) {
                return run.flatMap(BuildName::read)
                        .flatMap(BuildName::find)
                        .filter(Run::isBuilding)
                        .isPresent();
            }
            for (Queue.Item item : Queue.getInstance().getItems()) {
                PromotionAction record = item.getAction(PromotionAction.class);
                if (record != null && record.id().equals(id)) {
                    return true;
                }
            }
            return false;
        }
    }
}
