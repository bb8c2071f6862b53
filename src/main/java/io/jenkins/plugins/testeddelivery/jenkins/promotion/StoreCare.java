package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.TaskListener;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.release.StorePrune;
import io.jenkins.plugins.testeddelivery.release.StoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;

/** Makes room in every project's store of tested artifacts once an hour, by the rules of {@link DeliveryConfiguration}. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public final class StoreCare extends AsyncPeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(StoreCare.class.getName());
    /** So long whoever promotes, or is about to, finds the release. */
    private static final Duration PROMISED = Duration.ofDays(30);

    private volatile List<Over> over = List.of();

    public StoreCare() {
        super("Tested Delivery store care");
    }

    public static StoreCare get() {
        return ExtensionList.lookupSingleton(StoreCare.class);
    }

    /**
     * A project whose store is larger than it may be, though nothing in it can go.
     *
     * @param project its full name, as a person reads it
     */
    public record Over(String project, long bytes, long quota) {
        /** How large, of how much. */
        public String words() {
            return (bytes >> 20) + " MiB (" + (quota >> 20) + " MiB)";
        }
    }

    /** Those that were found the last time. */
    public List<Over> over() {
        return over;
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.HOURS.toMillis(1);
    }

    @Override
    protected void execute(TaskListener listener) {
        StoreRules rules = DeliveryConfiguration.get().storeRules();
        List<Over> found = new ArrayList<>();
        for (Item item : Jenkins.get().allItems(Item.class)) {
            ProjectRecords records = ProjectRecords.in(item);
            if (!Files.isDirectory(records.folder())) {
                continue;
            }
            try {
                StorePrune.Outcome outcome = prune(item, records, rules);
                if (rules.quota() > 0 && outcome.bytes() > rules.quota()) {
                    found.add(new Over(item.getFullDisplayName(), outcome.bytes(), rules.quota()));
                }
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "no room could be made in " + records.folder());
            }
        }
        over = List.copyOf(found);
    }

    private static StorePrune.Outcome prune(Item item, ProjectRecords records, StoreRules rules) throws IOException {
        Instant now = Instant.now();
        StorePrune.Outcome outcome = StorePrune.run(
                records.folder(), records.ledger("controller"), rules, lines(item), promised(item, now), now);
        if (outcome.removed() > 0) {
            LOGGER.log(Level.INFO, "{0}: removed {1} contents with {2} bytes that nobody uses from {3}", new Object[] {
                item.getFullName(), outcome.removed(), Long.toString(outcome.freed()), records.folder()
            });
        }
        return outcome;
    }

    private static List<String> lines(Item item) {
        List<String> lines = new ArrayList<>();
        for (Job<?, ?> job : item.getAllJobs()) {
            lines.add(ProjectRecords.byAny(job));
        }
        return lines;
    }

    private static Set<String> promised(Item item, Instant now) throws IOException {
        Set<String> versions = new HashSet<>();
        for (Ledger.Entry entry : PromotionLedger.get().view().entries()) {
            if (entry.fact() instanceof Fact.Promotion promotion
                    && promotion.project().equals(item.getFullName())
                    && Instant.parse(entry.at()).isAfter(now.minus(PROMISED))) {
                versions.add(promotion.version());
            }
        }
        return versions;
    }

    /** Every hour: not worth a line each. */
    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }
}
