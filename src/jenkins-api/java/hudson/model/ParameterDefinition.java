package hudson.model;

import hudson.ExtensionPoint;
import java.io.Serializable;

/** Declares what is used of the class {@code hudson.model.ParameterDefinition}. */
public abstract class ParameterDefinition implements Describable<ParameterDefinition>, ExtensionPoint, Serializable {
    protected ParameterDefinition(String name) {}

    public ParameterValue getDefaultParameterValue() {
        return null;
    }

    public String getName() {
        return null;
    }
}
