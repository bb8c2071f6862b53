package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** The permission to promote what a job built: its own, and implied by nothing but administration. */
public final class PromotionPermission {
    public static final PermissionGroup GROUP =
            new PermissionGroup(PromotionPermission.class, Messages._PromotionPermission_group());

    public static final Permission PROMOTE = new Permission(
            GROUP, "Promote", Messages._PromotionPermission_promote(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private PromotionPermission() {}

    /** Known before the authorization strategy is loaded, which would drop what it does not know. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static Permission register() {
        return PROMOTE;
    }
}
