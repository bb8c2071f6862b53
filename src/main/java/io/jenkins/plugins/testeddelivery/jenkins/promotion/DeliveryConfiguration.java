package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import java.util.ArrayList;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The environments that are defined for the whole controller. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@Symbol("testedDelivery")
public class DeliveryConfiguration extends GlobalConfiguration {
    private ArrayList<EnvironmentDefinition> environments = new ArrayList<>();
    private boolean definedOnly;

    @SuppressWarnings("this-escape")
    public DeliveryConfiguration() {
        load();
    }

    public static DeliveryConfiguration get() {
        return ExtensionList.lookupSingleton(DeliveryConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.DeliveryConfiguration_displayName();
    }

    public List<EnvironmentDefinition> getEnvironments() {
        return List.copyOf(Util.fixNull(environments));
    }

    @DataBoundSetter
    public void setEnvironments(List<EnvironmentDefinition> environments) {
        this.environments = new ArrayList<>(Util.fixNull(environments));
        save();
    }

    public boolean isDefinedOnly() {
        return definedOnly;
    }

    @DataBoundSetter
    public void setDefinedOnly(boolean definedOnly) {
        this.definedOnly = definedOnly;
        save();
    }

    /** A form without a single environment says nothing of them: that means none. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<EnvironmentDefinition> all = form.has("environments")
                ? request.bindJSONToList(EnvironmentDefinition.class, form.get("environments"))
                : List.of();
        this.environments = new ArrayList<>(all);
        this.definedOnly = form.optBoolean("definedOnly");
        save();
        return true;
    }
}
