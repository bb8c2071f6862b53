package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Job;
import java.util.ArrayList;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** What a job, or its {@code options}, asks of environments beyond what is asked anyway. */
public final class JobEnvironments extends OptionalJobProperty<Job<?, ?>> {
    private final ArrayList<EnvironmentDefinition> environments;

    @DataBoundConstructor
    public JobEnvironments(List<EnvironmentDefinition> environments) {
        this.environments = new ArrayList<>(Util.fixNull(environments));
    }

    public List<EnvironmentDefinition> getEnvironments() {
        return List.copyOf(Util.fixNull(environments));
    }

    /** Tells Jenkins about the property. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    @Symbol("deliveryEnvironments")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.JobEnvironments_displayName();
        }
    }
}
