package io.jenkins.plugins.testeddelivery.jenkins.records;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import jenkins.scm.api.SCMSourceOwner;

/**
 * The records and artifacts of one project: of a job, or of a multibranch project for all of its branches. They lie in
 * the project's own folder, so that they go with it when it is renamed or moved, and outlive its builds and branches.
 */
public final class ProjectRecords {
    private static final String FOLDER = "tested-delivery";

    private final Item owner;

    private ProjectRecords(Item owner) {
        this.owner = owner;
    }

    public static ProjectRecords of(Job<?, ?> job) {
        return of((Item) job);
    }

    /** @param item a job, a job in a multibranch project, or a multibranch project */
    public static ProjectRecords of(Item item) {
        ItemGroup<?> parent = item.getParent();
        return new ProjectRecords(parent instanceof SCMSourceOwner project ? project : item);
    }

    /** What lies in this very item's folder: a project's records, or those that a job from a fork has for itself. */
    public static ProjectRecords in(Item item) {
        return new ProjectRecords(item);
    }

    /** The item whose records they are. */
    public Item owner() {
        return owner;
    }

    public Path folder() {
        return folderOf(owner);
    }

    /** What the run may see, and where it records. */
    public Ledger ledger(Run<?, ?> run) {
        Ledger shared = ledger(by(run));
        if (!Trust.of(run).untrusted()) {
            return shared;
        }
        return new ForkLedger(shared, OpenLedgers.get().in(folderOf(run.getParent()), by(run)));
    }

    /** The project's ledger, for somebody who is no run. */
    public Ledger ledger(String by) {
        return OpenLedgers.get().in(folder(), by);
    }

    /** How the records of any run of the job say whose they are, up to its number. */
    public static String byAny(Job<?, ?> job) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? job.getFullDisplayName() + " #" : root + job.getUrl();
    }

    /** The run's address, or its name where the controller does not know its own address. */
    public static String by(Run<?, ?> run) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? run.getFullDisplayName() : root + run.getUrl();
    }

    private static Path folderOf(Item item) {
        return item.getRootDir().toPath().resolve(FOLDER);
    }
}
