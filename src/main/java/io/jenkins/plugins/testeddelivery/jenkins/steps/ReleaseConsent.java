package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import hudson.model.Job;
import java.util.Arrays;
import jenkins.YesNoMaybe;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A job's consent that other jobs deploy its releases, whoever they run as. */
public class ReleaseConsent extends OptionalJobProperty<Job<?, ?>> {
    private final String jobs;

    /** @param jobs full names, separated by commas or lines; {@code folder/*} for all in a folder */
    @DataBoundConstructor
    public ReleaseConsent(String jobs) {
        this.jobs = jobs == null ? "" : jobs.strip();
    }

    public String getJobs() {
        return jobs;
    }

    static boolean given(Job<?, ?> source, Job<?, ?> asker) {
        ReleaseConsent consent = source.getProperty(ReleaseConsent.class);
        return consent != null && names(consent.jobs, asker.getFullName());
    }

    /** Whether the list names the job. */
    static boolean names(String list, String job) {
        return Arrays.stream(list.split("[,\\r\\n]+"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals(job)
                        || entry.endsWith("/*") && job.startsWith(entry.substring(0, entry.length() - 1)));
    }

    /** Tells Jenkins about the property. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    @Symbol("releaseConsent")
    public static final class DescriptorImpl extends OptionalJobProperty.OptionalJobPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ReleaseConsent_displayName();
        }
    }
}
