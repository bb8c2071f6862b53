package hudson.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import jenkins.model.RunAction2;

/** Declares what is used of the class {@code hudson.model.ParametersAction}. */
public class ParametersAction implements RunAction2, Iterable<ParameterValue>, Queue.QueueAction {
    public ParametersAction(List<ParameterValue> parameters, Collection<String> additionalSafeParameters) {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public Iterator<ParameterValue> iterator() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public boolean shouldSchedule(List<Action> actions) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
