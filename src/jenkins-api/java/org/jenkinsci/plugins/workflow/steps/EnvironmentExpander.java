package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.Map;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.steps.EnvironmentExpander}. */
public abstract class EnvironmentExpander implements Serializable {
    public EnvironmentExpander() {}

    public static EnvironmentExpander constant(Map<String, String> env) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public static EnvironmentExpander merge(EnvironmentExpander original, EnvironmentExpander subsequent) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
