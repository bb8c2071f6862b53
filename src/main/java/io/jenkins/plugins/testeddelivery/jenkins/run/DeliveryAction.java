package io.jenkins.plugins.testeddelivery.jenkins.run;

import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.BuildSummary;
import io.jenkins.plugins.testeddelivery.report.BuildView;
import io.jenkins.plugins.testeddelivery.report.TrendView;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a run keeps of its delivery: a few facts in {@code build.xml}, all else in {@link BuildDetail}. The facts are
 * replaced as a whole and never changed, as the run may be saved at any moment. Shows nothing itself.
 */
@ExportedBean
public class DeliveryAction implements RunAction2 {
    private transient Run<?, ?> run;
    private volatile LinkedHashMap<String, String> facts = new LinkedHashMap<>();

    /** The run's; an empty one is added where there is none. */
    public static DeliveryAction on(Run<?, ?> run) {
        synchronized (run) {
            DeliveryAction action = run.getAction(DeliveryAction.class);
            if (action == null) {
                action = new DeliveryAction();
                run.addAction(action);
            }
            return action;
        }
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        this.run = owner;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        this.run = owner;
    }

    /**
     * What {@code detectChanges} was asked; {@link Asked#NOTHING} if it was not called.
     *
     * @throws Failure if that cannot be read any more: later steps must not answer another question
     */
    public Asked asked() {
        BuildDetail.Parts parts = detail().read();
        if (parts.trouble() == BuildDetail.Trouble.DAMAGED) {
            throw Failure.failed("What detectChanges was asked cannot be read in " + detail()
                    + ": run the build again, finished components are reused.");
        }
        return Asked.of(parts.part(BuildDetail.ASKED));
    }

    /** Remembers it for the steps that follow. */
    public synchronized void asked(Asked asked) throws IOException {
        detail().put(BuildDetail.ASKED, asked.toMap());
        run.save();
    }

    /**
     * Keeps what a step reported.
     *
     * @param part {@code plan}, {@code build}, {@code test}, {@code export}: in the place of an earlier one;
     *     {@code deploy}: beside the earlier ones
     */
    public synchronized void record(String part, Map<String, Object> json) throws IOException {
        BuildView build = BuildView.of(detail().put(part, json));
        facts = BuildSummary.facts(build);
        run.save();
        String began = Instant.ofEpochMilli(run.getStartTimeInMillis()).toString();
        new RecentBuilds(run.getParent().getRootDir().toPath())
                .put(run.getNumber(), began, TrendView.facts(build));
    }

    /** What was recorded; empty if nothing was. Deployments are the list {@code deployments}. */
    public Map<String, Object> part(String part) {
        return detail().read().part(part);
    }

    /** The detail, which is read from its file anew each time. */
    public BuildDetail detail() {
        return new BuildDetail(run.getRootDir().toPath());
    }

    public BuildSummary summary() {
        return new BuildSummary(facts);
    }

    @Exported(visibility = 2)
    public String getVersion() {
        return summary().getVersion();
    }

    @Exported(visibility = 2)
    public String getCommit() {
        return summary().getHead();
    }

    @Exported(visibility = 2)
    public int getComponents() {
        return summary().getComponents();
    }

    @Exported(visibility = 2)
    public int getRebuilt() {
        return summary().getRebuilt();
    }

    /** {@code passed}, {@code failed}, {@code waiting}; empty: there was no trial. */
    @Exported(visibility = 2)
    public String getTest() {
        return summary().getTest();
    }

    /** Version of the release that was exported; empty: none was. */
    @Exported(visibility = 2)
    public String getRelease() {
        return summary().getRelease();
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }

    /** A run that was stored before a field came has none of it. */
    private Object readResolve() {
        if (facts == null) {
            facts = new LinkedHashMap<>();
        }
        return this;
    }
}
