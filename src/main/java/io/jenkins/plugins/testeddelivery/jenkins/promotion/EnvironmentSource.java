package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/** Somewhere between the controller and a job where environments are defined. */
public interface EnvironmentSource extends ExtensionPoint {
    /** Those that this very group defines. */
    List<EnvironmentDefinition> of(ItemGroup<?> group);
}
