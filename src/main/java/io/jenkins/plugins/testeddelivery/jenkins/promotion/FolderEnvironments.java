package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.Util;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import jenkins.YesNoMaybe;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The environments of a folder or a multibranch project: its own, and the controller's made stricter. */
public final class FolderEnvironments extends AbstractFolderProperty<AbstractFolder<?>> {
    private final ArrayList<EnvironmentDefinition> environments;

    @DataBoundConstructor
    public FolderEnvironments(List<EnvironmentDefinition> environments) {
        this.environments = new ArrayList<>(Util.fixNull(environments));
    }

    public List<EnvironmentDefinition> getEnvironments() {
        return List.copyOf(Util.fixNull(environments));
    }

    /** Tells Jenkins about the property. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    @Symbol("deliveryEnvironments")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FolderEnvironments_displayName();
        }
    }

    /** Finds the property where there are folders at all. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class Source implements EnvironmentSource {
        @Override
        public List<EnvironmentDefinition> of(ItemGroup<?> group) {
            if (!(group instanceof AbstractFolder<?> folder)) {
                return List.of();
            }
            FolderEnvironments property = folder.getProperties().get(FolderEnvironments.class);
            return property == null ? List.of() : property.getEnvironments();
        }
    }
}
