package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.testeddelivery.promote.Policy;
import io.jenkins.plugins.testeddelivery.promote.PolicyText;
import java.util.Optional;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An environment by name, and what it asks of a release and of whoever wants to put it there. */
public final class EnvironmentDefinition implements Describable<EnvironmentDefinition> {
    private final String name;
    private String deployJob = "";
    private boolean guarded = true;
    private String after = "";
    private String soak = "";
    private String maxAge = "";
    private String freeze = "";
    private String branches = "";
    private String jobs = "";
    private String people = "";
    private String deviations = "";
    private boolean evidenceByHand;
    private boolean secondPerson;
    private boolean newerOnly;
    private boolean wholeSet;

    @DataBoundConstructor
    public EnvironmentDefinition(String name) {
        this.name = checked(PolicyText.nameProblem(clean(name)), clean(name));
    }

    public String getName() {
        return name;
    }

    public String getDeployJob() {
        return deployJob;
    }

    @DataBoundSetter
    public void setDeployJob(String deployJob) {
        this.deployJob = clean(deployJob);
    }

    public boolean isGuarded() {
        return guarded;
    }

    @DataBoundSetter
    public void setGuarded(boolean guarded) {
        this.guarded = guarded;
    }

    public String getAfter() {
        return after;
    }

    @DataBoundSetter
    public void setAfter(String after) {
        this.after = checked(PolicyText.afterProblem(clean(after)), clean(after));
    }

    public String getSoak() {
        return soak;
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        this.soak = checked(PolicyText.spanProblem(clean(soak)), clean(soak));
    }

    public String getMaxAge() {
        return maxAge;
    }

    @DataBoundSetter
    public void setMaxAge(String maxAge) {
        this.maxAge = checked(PolicyText.spanProblem(clean(maxAge)), clean(maxAge));
    }

    public String getFreeze() {
        return freeze;
    }

    @DataBoundSetter
    public void setFreeze(String freeze) {
        this.freeze = checked(PolicyText.freezeProblem(clean(freeze)), clean(freeze));
    }

    public String getBranches() {
        return branches;
    }

    @DataBoundSetter
    public void setBranches(String branches) {
        this.branches = clean(branches);
    }

    public String getJobs() {
        return jobs;
    }

    @DataBoundSetter
    public void setJobs(String jobs) {
        this.jobs = clean(jobs);
    }

    public String getPeople() {
        return people;
    }

    @DataBoundSetter
    public void setPeople(String people) {
        this.people = clean(people);
    }

    public String getDeviations() {
        return deviations;
    }

    @DataBoundSetter
    public void setDeviations(String deviations) {
        this.deviations = clean(deviations);
    }

    public boolean isEvidenceByHand() {
        return evidenceByHand;
    }

    @DataBoundSetter
    public void setEvidenceByHand(boolean evidenceByHand) {
        this.evidenceByHand = evidenceByHand;
    }

    public boolean isSecondPerson() {
        return secondPerson;
    }

    @DataBoundSetter
    public void setSecondPerson(boolean secondPerson) {
        this.secondPerson = secondPerson;
    }

    public boolean isNewerOnly() {
        return newerOnly;
    }

    @DataBoundSetter
    public void setNewerOnly(boolean newerOnly) {
        this.newerOnly = newerOnly;
    }

    public boolean isWholeSet() {
        return wholeSet;
    }

    @DataBoundSetter
    public void setWholeSet(boolean wholeSet) {
        this.wholeSet = wholeSet;
    }

    /** What it asks for, as the rules understand it. */
    Policy policy() {
        return new PolicyText(
                        guarded, after, soak, maxAge, freeze, branches, jobs, people, deviations, evidenceByHand,
                        !secondPerson, !newerOnly, wholeSet)
                .policy();
    }

    /** Stored by an older version, or written by hand, a field may be missing. */
    private Object readResolve() {
        deployJob = clean(deployJob);
        after = clean(after);
        soak = clean(soak);
        maxAge = clean(maxAge);
        freeze = clean(freeze);
        branches = clean(branches);
        jobs = clean(jobs);
        people = clean(people);
        deviations = clean(deviations);
        return this;
    }

    private static String clean(String text) {
        return text == null ? "" : text.strip();
    }

    private static String checked(Optional<String> problem, String value) {
        problem.ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
        return value;
    }

    /** Tells Jenkins about environments, and says in the form what is wrong with one. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    @Symbol("deliveryEnvironment")
    public static final class DescriptorImpl extends Descriptor<EnvironmentDefinition> {
        @Override
        public String getDisplayName() {
            return Messages.EnvironmentDefinition_displayName();
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value.isBlank() ? Optional.empty() : PolicyText.nameProblem(value.strip()));
        }

        @POST
        public FormValidation doCheckAfter(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, PolicyText.afterProblem(value));
        }

        @POST
        public FormValidation doCheckSoak(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, PolicyText.spanProblem(value));
        }

        @POST
        public FormValidation doCheckMaxAge(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, PolicyText.spanProblem(value));
        }

        @POST
        public FormValidation doCheckFreeze(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, PolicyText.freezeProblem(value));
        }

        @POST
        public FormValidation doCheckDeployJob(@AncestorInPath Item item, @QueryParameter String value) {
            if (!mayConfigure(item) || value.isBlank()) {
                return FormValidation.ok();
            }
            return DeployJobs.find(value.strip(), item == null ? Jenkins.get() : item.getParent()).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.EnvironmentDefinition_noSuchJob(value));
        }

        private static FormValidation check(Item item, Optional<String> problem) {
            return mayConfigure(item) && problem.isPresent()
                    ? FormValidation.error(problem.get())
                    : FormValidation.ok();
        }

        private static boolean mayConfigure(Item item) {
            return item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(Item.CONFIGURE);
        }
    }
}
