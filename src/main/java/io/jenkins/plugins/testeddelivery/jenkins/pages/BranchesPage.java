package io.jenkins.plugins.testeddelivery.jenkins.pages;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.run.RecentBuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import jenkins.model.TransientActionFactory;
import jenkins.scm.api.SCMSourceOwner;
import org.kohsuke.stapler.export.ExportedBean;

/** The <b>Delivery</b> page of a multibranch project, for all of its branches together. */
@ExportedBean
public final class BranchesPage extends ProjectPage {
    private static final int SHOWN = 30;
    private static final int OF_EACH = 10;

    private final ItemGroup<?> branches;

    BranchesPage(SCMSourceOwner project) {
        super((Actionable) project, project);
        this.branches = (ItemGroup<?>) project;
    }

    @Override
    List<Map<String, Object>> recentBuilds() throws IOException {
        List<Map<String, Object>> builds = new ArrayList<>();
        for (Item branch : branches.getItems()) {
            if (branch instanceof Job<?, ?> job && job.hasPermission(Item.READ)) {
                builds.addAll(ShownBuilds.of(job, new RecentBuilds(job.getRootDir().toPath()).newest(OF_EACH), true));
            }
        }
        builds.sort(Comparator.comparing(build -> String.valueOf(build.get("at"))));
        return builds.subList(Math.max(0, builds.size() - SHOWN), builds.size());
    }

    /** Gives the page to each multibranch project that has records. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class Factory extends TransientActionFactory<SCMSourceOwner> {
        @Override
        public Class<SCMSourceOwner> type() {
            return SCMSourceOwner.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return BranchesPage.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull SCMSourceOwner project) {
            return project instanceof Actionable
                            && project instanceof ItemGroup
                            && Files.isDirectory(ProjectRecords.of(project).folder())
                    ? List.of(new BranchesPage(project))
                    : List.of();
        }
    }
}
