package io.jenkins.plugins.testeddelivery.jenkins.pages;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.run.RecentBuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.ExportedBean;

/** The <b>Delivery</b> page of a job, be it of its own or a branch of a multibranch project. */
@ExportedBean
public final class JobPage extends ProjectPage {
    private static final int SHOWN = 30;

    private final Job<?, ?> job;

    JobPage(Job<?, ?> job) {
        super(job, job);
        this.job = job;
    }

    @Override
    List<Map<String, Object>> recentBuilds() throws IOException {
        List<Map<String, Object>> builds =
                new ArrayList<>(ShownBuilds.of(job, new RecentBuilds(job.getRootDir().toPath()).newest(SHOWN), false));
        Collections.reverse(builds);
        return builds;
    }

    /** Gives the page to each job that has records. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobPage.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job job) {
            // of a branch, too: its project has the records, and the branch may be new
            return Files.isDirectory(ProjectRecords.of((Job<?, ?>) job).folder())
                            || new RecentBuilds(job.getRootDir().toPath()).exist()
                    ? List.of(new JobPage(job))
                    : List.of();
        }
    }
}
