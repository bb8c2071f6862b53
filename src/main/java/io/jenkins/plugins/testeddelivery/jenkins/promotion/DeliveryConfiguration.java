package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.testeddelivery.release.StoreRules;
import java.util.ArrayList;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The environments that are defined for the whole controller. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@Symbol("testedDelivery")
public class DeliveryConfiguration extends GlobalConfiguration {
    private ArrayList<EnvironmentDefinition> environments = new ArrayList<>();
    private boolean definedOnly;
    private int storeQuota = 50;
    private int storeDays = 180;

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

    /** How many GiB the tested artifacts of one project may take, beyond what its records need; 0: as much as there is. */
    public int getStoreQuota() {
        return storeQuota;
    }

    @DataBoundSetter
    public void setStoreQuota(int storeQuota) {
        this.storeQuota = Math.max(0, storeQuota);
        save();
    }

    /** For how many days what nobody used is kept; 0: for ever. */
    public int getStoreDays() {
        return storeDays;
    }

    @DataBoundSetter
    public void setStoreDays(int storeDays) {
        this.storeDays = Math.max(0, storeDays);
        save();
    }

    StoreRules storeRules() {
        return StoreRules.of(storeQuota, storeDays);
    }

    @POST
    public FormValidation doCheckStoreQuota(@QueryParameter String value) {
        return notNegative(value);
    }

    @POST
    public FormValidation doCheckStoreDays(@QueryParameter String value) {
        return notNegative(value);
    }

    private static FormValidation notNegative(String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormValidation.validateNonNegativeInteger(value);
    }

    /** A form without a single environment says nothing of them: that means none. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<EnvironmentDefinition> all = form.has("environments")
                ? request.bindJSONToList(EnvironmentDefinition.class, form.get("environments"))
                : List.of();
        this.environments = new ArrayList<>(all);
        this.definedOnly = form.optBoolean("definedOnly");
        this.storeQuota = Math.max(0, form.optInt("storeQuota", storeQuota));
        this.storeDays = Math.max(0, form.optInt("storeDays", storeDays));
        save();
        return true;
    }
}
