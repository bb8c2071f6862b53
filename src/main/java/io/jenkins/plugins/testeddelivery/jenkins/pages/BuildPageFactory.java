package io.jenkins.plugins.testeddelivery.jenkins.pages;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import java.util.Collection;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.TransientActionFactory;

/** Gives a page to each run that keeps something of a delivery. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@SuppressWarnings("rawtypes")
public final class BuildPageFactory extends TransientActionFactory<Run> {
    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return BuildPage.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Run run) {
        DeliveryAction action = ((Run<?, ?>) run).getAction(DeliveryAction.class);
        return action == null ? List.of() : List.of(new BuildPage(run, action));
    }
}
