package io.jenkins.plugins.testeddelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A controller takes the packed plugin as it is. */
@WithJenkins
class PluginLoadsTest {
    @Test
    void shouldLoadWithItsStepsAndNothingFailed(JenkinsRule jenkins) {
        assertThat(jenkins.getPluginManager().getFailedPlugins()).isEmpty();
        assertThat(jenkins.getPluginManager().getPlugin("tested-delivery").isActive()).isTrue();
        assertThat(StepDescriptor.all())
                .extracting(StepDescriptor::getFunctionName)
                .contains("detectChanges", "buildAffected", "testAffected", "exportTested", "deployTested");
    }
}
