package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/** Declares what is used of the interface {@code jenkins.model.RunAction2}. */
public interface RunAction2 extends Action {
    void onAttached(Run<?, ?> r);

    void onLoad(Run<?, ?> r);
}
