package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.trial.TrialSet;
import java.util.Optional;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Set;

/** Exports releases, none that is not tested. The caller holds the work tree's lock. */
public final class Exports {
    public static final String DEFAULT_DIRECTORY = "_build/artifacts";

    private final Ports ports;
    private final Ledger ledger;
    private final String builder;
    private final Packer.EngineSource engines;

    /** Exports in the name of who recorded the newest evidence. */
    public Exports(Ports ports, Ledger ledger) {
        this(ports, ledger, "");
    }

    /** @param builder build URL, or user@host; empty: who recorded the newest evidence */
    public Exports(Ports ports, Ledger ledger, String builder) {
        this(ports, ledger, builder, () -> Engines.connect(ports));
    }

    Exports(Ports ports, Ledger ledger, String builder, Packer.EngineSource engines) {
        this.ports = ports;
        this.ledger = ledger;
        this.builder = builder;
        this.engines = engines;
    }

    /**
     * The newest release of this very commit and set, if its folder is still there: the same bytes need no second
     * version, under which nothing would be known of them.
     *
     * @param directory the folder of all releases
     * @param push one whose images are not there is none
     */
    public Optional<Release> earlier(Plan plan, String directory, Push push) throws IOException, InterruptedException {
        Standing standing = Standing.of(ledger.entries());
        String set = TrialSet.of(plan, standing, false).digest();
        for (Ledger.Entry entry : standing.releases()) {
            Fact.Release known = (Fact.Release) entry.fact();
            if (!set.isEmpty() && known.set().equals(set) && known.commit().equals(plan.scan().commit())) {
                try {
                    ReleaseFolder folder = ReleaseFolder.open(ports.workspace(), directory, known.version());
                    return push.doneBy(folder.release()) && folder.verify(ledger).ok() ? Optional.of(folder.release()) : Optional.empty();
                } catch (Failure e) {
                    // gone or damaged: it is exported anew
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Exports what the plan's commit is made of.
     *
     * @param directory the folder of all releases, relative to the repository or absolute; empty: the default
     * @param keepOlder components that may ship older than the commit
     * @throws Failure that names all that is lacking; nothing is left under the release's name then
     */
    public Release run(Plan plan, String directory, Set<String> keepOlder) throws IOException, InterruptedException {
        return run(plan, directory, keepOlder, Push.NOTHING);
    }

    /** The same, and its images are pushed; if that fails nothing is exported. */
    public Release run(Plan plan, String directory, Set<String> keepOlder, Push push)
            throws IOException, InterruptedException {
        String releases = directory.isEmpty() ? DEFAULT_DIRECTORY : directory;
        Standing standing = Standing.of(ledger.entries());
        ExportGate.Passed passed = ExportGate.check(plan, standing, keepOlder);
        String version = ReleaseVersion.free(plan.version(), taken -> standing.release(taken).isPresent());
        removeUnrecorded(releases, version);
        try {
            String staging = ports.workspace().act(new OpenStaging(releases, version));
            Packer packer = new Packer(ports, ledger, standing, engines, version, staging);
            Pusher pusher = new Pusher(ports, push, engines, staging);
            return new Export(ports, ledger, plan, passed, packer, pusher, version, staging, releases).run(builder);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    "The export of " + version + " into " + releases + " failed (" + Printable.text(reason(e))
                            + "); nothing is there under its name. Make room or mend that, then export again.",
                    e);
        }
    }

    /**
     * An export that was ended between giving the folder its name and recording it leaves a whole release that nobody
     * knows. Its description is in the content store, so it was this ledger's; a stranger's folder stays.
     */
    private void removeUnrecorded(String releases, String version) throws IOException, InterruptedException {
        String folder = releases + "/" + version;
        try {
            ReleaseFolder found = ReleaseFolder.open(ports.workspace(), folder, version);
            if (ledger.store().has(Digests.of(found.manifest())) && found.verify().ok()) {
                ports.log().line("Exporting " + version + " again: an export was ended before it was recorded");
                ports.workspace().act(new RemoveFolder(folder));
            }
        } catch (Failure e) {
            // nothing is there, or nothing of ours, which is told when it is in the way
            return;
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(e.getMessage());
    }
}
