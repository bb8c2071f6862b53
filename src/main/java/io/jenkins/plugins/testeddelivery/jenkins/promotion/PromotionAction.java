package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import java.util.List;

/**
 * The one-time promotion record as the run that deploys carries it. It holds an id alone: what was granted is on the
 * controller, and the id is worth nothing to another run.
 */
public final class PromotionAction extends InvisibleAction implements Queue.QueueAction {
    private final String id;

    PromotionAction(String id) {
        this.id = id;
    }

    String id() {
        return id == null ? "" : id;
    }

    /** Two promotions with the same parameters are two: neither may vanish into the other's place in the queue. */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return true;
    }
}
