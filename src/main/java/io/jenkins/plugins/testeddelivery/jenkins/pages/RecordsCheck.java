package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Item;
import hudson.model.TaskListener;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.StoreCare;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;

/** Looks through all records every few minutes, in the background, for {@link RecordsMonitor} to tell of. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public final class RecordsCheck extends AsyncPeriodicWork {
    private final RecordsInspection inspection = new RecordsInspection();

    public RecordsCheck() {
        super("Tested Delivery records check");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(10);
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        List<Concern> concerns = new ArrayList<>(RecordsInspection.held(EnvironmentIndex.all()));
        for (Item item : Jenkins.get().allItems(Item.class)) {
            concerns.addAll(inspection.of(
                    item.getFullDisplayName(), ProjectRecords.in(item).folder()));
        }
        for (StoreCare.Over over : StoreCare.get().over()) {
            concerns.add(new Concern(Concern.Kind.QUOTA, over.project(), over.words()));
        }
        ExtensionList.lookupSingleton(RecordsMonitor.class).found(concerns);
    }

    /** Every few minutes: not worth a line each. */
    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }
}
