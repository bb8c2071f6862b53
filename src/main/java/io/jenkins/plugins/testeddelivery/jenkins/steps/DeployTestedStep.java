package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.testeddelivery.plan.Version;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Puts a tested release into an environment, watches it, and goes back if it is ill. */
public final class DeployTestedStep extends EngineStep {
    static final String FUNCTION = "deployTested";

    private final String environment;
    private String version = "";
    private String from = "";
    private boolean skipLoad;
    private String credentialsId = "";

    @DataBoundConstructor
    public DeployTestedStep(String environment) {
        this.environment = trimmed(environment);
    }

    public String getEnvironment() {
        return environment;
    }

    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = trimmed(version);
    }

    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = trimmed(from);
    }

    public boolean isSkipLoad() {
        return skipLoad;
    }

    @DataBoundSetter
    public void setSkipLoad(boolean skipLoad) {
        this.skipLoad = skipLoad;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = trimmed(credentialsId);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new DeployTestedExecution(context, new DeployWish(environment, version, from, skipLoad, credentialsId));
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends EngineStepDescriptor {
        public DescriptorImpl() {
            super(FUNCTION);
        }

        @Override
        public String getDisplayName() {
            return Messages.DeployTestedStep_displayName();
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, trimmed(value).isEmpty() ? Messages.DeployTestedStep_environmentMissing() : "");
        }

        @POST
        public FormValidation doCheckVersion(@AncestorInPath Item item, @QueryParameter String value) {
            String version = trimmed(value);
            return checked(
                    item,
                    version.isEmpty() || Version.valid(version) ? "" : Messages.DeployTestedStep_versionMalformed());
        }

        @POST
        public FormValidation doCheckFrom(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, ReleaseSource.problem(trimmed(value)));
        }
    }
}
