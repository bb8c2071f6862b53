package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Util;
import hudson.model.Cause;

/** Says on the deploying run's page who promoted what, and why. */
public final class PromotionCause extends Cause {
    private final String version;
    private final String environment;
    private final String who;
    private final String reason;

    PromotionCause(String version, String environment, String who, String reason) {
        this.version = version;
        this.environment = environment;
        this.who = who;
        this.reason = reason;
    }

    public String getWho() {
        return Util.fixNull(who);
    }

    @Override
    public String getShortDescription() {
        return Messages.PromotionCause_description(
                Util.fixNull(version), Util.fixNull(environment), getWho(), Util.fixNull(reason));
    }
}
