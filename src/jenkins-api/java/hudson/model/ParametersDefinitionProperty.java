package hudson.model;

import java.util.List;
import jenkins.model.OptionalJobProperty;

/** Declares what is used of the class {@code hudson.model.ParametersDefinitionProperty}. */
public class ParametersDefinitionProperty extends OptionalJobProperty<Job<?, ?>> implements Action {
    public ParametersDefinitionProperty(ParameterDefinition... parameterDefinitions) {}

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    public List<ParameterDefinition> getParameterDefinitions() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
