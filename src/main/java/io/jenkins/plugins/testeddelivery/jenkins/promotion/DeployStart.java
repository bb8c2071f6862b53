package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ArrayList;
import jenkins.model.ParameterizedJobMixIn;

/**
 * Starts the job that deploys, and tells it what to deploy where.
 *
 * @param who promotes
 */
record DeployStart(Wish wish, String who, String reason) {

    /** What the job is told; proves nothing, as anybody who may start it can say the same. */
    Map<String, String> parameters() {
        Map<String, String> told = new LinkedHashMap<>();
        BuildName source = BuildName.of(wish.source().orElseThrow());
        told.put("RELEASE_JOB", source.job());
        told.put("RELEASE_BUILD", Integer.toString(source.number()));
        told.put("RELEASE_VERSION", wish.release().version());
        told.put("ENVIRONMENT", wish.environment().id().name());
        return told;
    }

    /** @return whether it is in the queue */
    boolean schedule(Job<?, ?> job, PromotionAction record) {
        Map<String, String> told = parameters();
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        ParametersDefinitionProperty declared = job.getProperty(ParametersDefinitionProperty.class);
        if (declared != null) {
            for (ParameterDefinition each : declared.getParameterDefinitions()) {
                ParameterValue value = each.getDefaultParameterValue();
                if (value != null) {
                    values.put(each.getName(), value);
                }
            }
        }
        told.forEach((name, value) -> values.put(name, new StringParameterValue(name, value)));
        CauseAction cause = new CauseAction(new PromotionCause(
                wish.release().version(), wish.environment().id().name(), who, reason));
        // those four are told even to a job that does not declare them: it could not know what to deploy otherwise
        ParametersAction parameters = new ParametersAction(new ArrayList<>(values.values()), told.keySet());
        return ParameterizedJobMixIn.scheduleBuild2(job, 0, parameters, cause, record) != null;
    }
}
