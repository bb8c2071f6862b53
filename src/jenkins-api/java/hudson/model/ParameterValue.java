package hudson.model;

import java.io.Serializable;

/** Declares what is used of the class {@code hudson.model.ParameterValue}. */
public abstract class ParameterValue implements Serializable {
    protected ParameterValue(String name) {}
}
