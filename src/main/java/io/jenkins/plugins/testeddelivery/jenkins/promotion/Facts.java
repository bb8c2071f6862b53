package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import java.util.List;

/** Makes what is written down next out of what was written down before. */
final class Facts {
    private Facts() {}

    static Fact.Promotion started(Fact.Promotion asked, String run) {
        return next(asked, Promotions.STARTED, run, asked.reason(), "", "");
    }

    /** @param deployment how it ended */
    static Fact.Promotion ended(Fact.Promotion admitted, Fact.Deployment deployment) {
        return next(
                admitted,
                Promotions.ENDED,
                admitted.run(),
                deployment.reason(),
                deployment.outcome(),
                deployment.running());
    }

    /**
     * One that nobody has the report of.
     *
     * @param outcome as in {@code Fact.Deployment}
     * @param running version that runs there as before
     */
    static Fact.Promotion ended(Fact.Promotion admitted, String outcome, String why, String running) {
        return next(admitted, Promotions.ENDED, admitted.run(), why, outcome, running);
    }

    static Fact.Promotion dropped(Fact.Promotion asked, String run, String why) {
        return next(asked, Promotions.DROPPED, run, why, "", "");
    }

    private static Fact.Promotion next(
            Fact.Promotion before, String event, String run, String reason, String outcome, String running) {
        return new Fact.Promotion(
                event,
                before.id(),
                before.environment(),
                before.project(),
                before.version(),
                before.release(),
                before.created(),
                before.asked(),
                before.source(),
                before.job(),
                run,
                before.who(),
                reason,
                List.of(),
                outcome,
                running,
                before.retry());
    }
}
