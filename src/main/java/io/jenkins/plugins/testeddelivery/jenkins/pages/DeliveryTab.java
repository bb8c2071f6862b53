package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Actionable;
import hudson.model.Api;
import hudson.model.Item;
import hudson.security.AccessControlled;
import jenkins.model.Tab;
import org.kohsuke.stapler.StaplerProxy;

/** A page named <b>Delivery</b> beside a build's or a project's others, for whoever may read that. */
public abstract class DeliveryTab extends Tab implements StaplerProxy {
    static final String URL = "delivery";

    private final AccessControlled guard;

    DeliveryTab(Actionable shown, AccessControlled guard) {
        super(shown);
        this.guard = guard;
    }

    @Override
    public Object getTarget() {
        guard.checkPermission(Item.READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-ribbon";
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    public Api getApi() {
        return new Api(this);
    }
}
