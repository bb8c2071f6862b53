package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.util.Comparator;

/** Declares what is used of the class {@code jenkins.model.IdStrategy}. */
public abstract class IdStrategy implements Describable<IdStrategy>, ExtensionPoint, Comparator<String> {
    public IdStrategy() {}

    public String keyFor(String id) {
        return null;
    }
}
