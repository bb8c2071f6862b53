package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.run.BuildDetail;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.report.BuildSummary;
import io.jenkins.plugins.testeddelivery.report.BuildView;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A build's <b>Delivery</b> page and the line about it on the build's own page. Reads the detail when it is asked for. */
@ExportedBean
public final class BuildPage extends DeliveryTab {
    private final Run<?, ?> run;
    private final DeliveryAction action;
    private BuildDetail.Parts parts;
    private BuildView view;
    private ReleaseFiles files;

    BuildPage(Run<?, ?> run, DeliveryAction action) {
        super(run, run);
        this.run = run;
        this.action = action;
    }

    @Override
    public String getDisplayName() {
        return Messages.BuildPage_DisplayName();
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** What fits on the build's own page; reads no file. */
    public BuildSummary getSummary() {
        return action.summary();
    }

    public synchronized BuildView getView() {
        if (view == null) {
            view = BuildView.of(parts().parts());
        }
        return view;
    }

    /** Why there is nothing to show, in words; empty: all is well. */
    public String getTrouble() {
        return switch (parts().trouble()) {
            case NONE -> "";
            case MISSING -> run.isBuilding() ? Messages.BuildPage_NotYet() : Messages.BuildPage_Missing(BuildDetail.FILE);
            case DAMAGED -> Messages.BuildPage_Damaged(BuildDetail.FILE);
            case OTHER_SCHEMA -> Messages.BuildPage_OtherSchema(BuildDetail.FILE);
        };
    }

    /** The release's files among what the run archived, and their MD5. */
    public synchronized ReleaseFiles getFiles() {
        if (files == null) {
            files = ReleaseFiles.of(run);
        }
        return files;
    }

    /** All that was recorded of the build; a run's {@code api/json} has the few facts of {@link DeliveryAction}. */
    @Exported
    public Map<String, Object> getDelivery() {
        return getView().toMap();
    }

    private synchronized BuildDetail.Parts parts() {
        if (parts == null) {
            parts = action.detail().read();
        }
        return parts;
    }
}
