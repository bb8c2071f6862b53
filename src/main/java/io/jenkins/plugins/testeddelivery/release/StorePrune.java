package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Makes room in a project's store of tested artifacts by {@link StoreRules}. What the records need stays, whatever the
 * quota: the newest tested artifacts and release, what runs somewhere, what a rollback goes to, what was promised. So
 * does what was used within a day: a build that runs may be counting on it.
 */
public final class StorePrune {
    private static final Duration IN_USE = Duration.ofDays(1);

    private final StoreFiles files;
    private final StoreRules rules;
    private final StoreNeeds needs;

    /**
     * What it came to.
     *
     * @param bytes that are kept now
     * @param removed how many contents were removed
     * @param freed bytes that these had
     */
    public record Outcome(long bytes, int removed, long freed) {}

    /** A kept content, and when it was last used or spoken of. */
    private record Aged(StoreFiles.Kept kept, Instant used) {}

    private StorePrune(StoreFiles files, StoreRules rules, StoreNeeds needs) {
        this.files = files;
        this.rules = rules;
        this.needs = needs;
    }

    /**
     * Removes what the rules no longer keep.
     *
     * @param folder of the ledger and its store
     * @param lines what {@code by} begins with in the records of each job that is still there
     * @param promised versions that somebody was told may be deployed
     */
    public static Outcome run(
            Path folder, Ledger ledger, StoreRules rules, Collection<String> lines, Collection<String> promised, Instant now)
            throws IOException {
        // listed before the records are read: what is kept after that is not in the list, and so stays
        StoreFiles files = new StoreFiles(folder);
        List<StoreFiles.Kept> all = files.all();
        files.sweep(now.minus(IN_USE));
        return new StorePrune(files, rules, StoreNeeds.of(ledger, lines, promised)).run(all, now);
    }

    private Outcome run(List<StoreFiles.Kept> all, Instant now) throws IOException {
        long bytes = 0;
        List<Aged> spare = new ArrayList<>();
        for (StoreFiles.Kept kept : all) {
            bytes += kept.bytes();
            Instant spoken = needs.spokenOf(kept.digest());
            Instant used = kept.used().isAfter(spoken) ? kept.used() : spoken;
            if (!needs.isNeeded(kept.digest()) && used.isBefore(now.minus(IN_USE))) {
                spare.add(new Aged(kept, used));
            }
        }
        spare.sort(Comparator.comparing(Aged::used).thenComparing(aged -> aged.kept().digest()));
        int removed = 0;
        long freed = 0;
        for (Aged aged : spare) {
            boolean old = !rules.unused().isZero() && aged.used().isBefore(now.minus(rules.unused()));
            boolean much = rules.quota() > 0 && bytes > rules.quota();
            if ((old || much) && files.remove(aged.kept())) {
                removed++;
                freed += aged.kept().bytes();
                bytes -= aged.kept().bytes();
            }
        }
        return new Outcome(bytes, removed, freed);
    }
}
