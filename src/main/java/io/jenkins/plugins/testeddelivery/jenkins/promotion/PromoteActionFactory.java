package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import java.util.Collection;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.TransientActionFactory;

/** Gives the Promote page to every build that has to do with delivery. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@SuppressWarnings("rawtypes")
public final class PromoteActionFactory extends TransientActionFactory<Run> {
    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return PromoteAction.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Run target) {
        Run<?, ?> run = target;
        return run.getAction(DeliveryAction.class) == null ? List.of() : List.of(new PromoteAction(run));
    }
}
