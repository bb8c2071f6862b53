package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at states of one repository. The first commit is read in full and kept as a snapshot; from then on only what
 * differs from a snapshot is followed, as long as no definition may have changed. Both ways find the same.
 */
final class Scans implements AutoCloseable {
    private final StateReader reader;
    private final ConfigSource source;
    private final SnapshotStore store;
    private final NewestSnapshot newest;
    private final Optional<TreeStatus> status;
    private final Map<Differences.Pair, List<Delta>> compared = new HashMap<>();
    private final List<Increment> known = new ArrayList<>();
    private final Map<String, Looked> looked = new HashMap<>();
    private final Listings listings;
    private Optional<Differences.Running> comparing = Optional.empty();

    /** @param ofTree whether the working tree will be looked at: Git begins to search it */
    Scans(Workspace.Place place, ConfigSource source, boolean ofTree) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        this.source = source;
        // first of all: nothing else takes as long
        this.status = ofTree ? Optional.of(TreeStatus.begun(repository)) : Optional.empty();
        this.store = new SnapshotStore(repository.commonDir(), source.key() + "\0" + repository.projectName());
        this.newest = NewestSnapshot.begin(store);
        this.reader = new StateReader(repository);
        this.listings = new Listings(repository.git(), compared);
    }

    StateReader reader() {
        return reader;
    }

    /** @param revision a commit; empty: HEAD with the working tree on top */
    Looked look(String revision) throws IOException, InterruptedException {
        return revision.isEmpty() ? workingTree() : commit(reader.objects().commit(revision));
    }

    /** The same without any snapshot: what {@link #look} must agree with. */
    Looked lookInFull(String revision) throws IOException, InterruptedException {
        return revision.isEmpty() ? fullTree() : fullCommit(reader.objects().commit(revision)).looked;
    }

    /** Begins to compare the trees of two states that will be looked at, and what they are followed from. */
    void foresee(String head, String base) throws IOException {
        Set<Differences.Pair> pairs = new HashSet<>(Set.of(new Differences.Pair(base, head)));
        Optional<String> near = store.has(head) ? Optional.of(head) : store.newest();
        if (near.isPresent()) {
            pairs.add(new Differences.Pair(near.get(), head));
            pairs.add(new Differences.Pair(store.has(base) ? base : near.get(), base));
        }
        comparing = Optional.of(Differences.start(reader.repository().git(), pairs));
    }

    /** What differs between two trees. */
    List<Delta> between(String before, String after) throws IOException, InterruptedException {
        Differences.Pair pair = new Differences.Pair(before, after);
        if (!compared.containsKey(pair)) {
            compared.putAll(begun(pair).orElse(Map.of()));
        }
        if (!compared.containsKey(pair)) {
            compared.putAll(Differences.between(reader.repository().git(), List.of(pair)));
        }
        return compared.get(pair);
    }

    private Optional<Map<Differences.Pair, List<Delta>>> begun(Differences.Pair pair)
            throws IOException, InterruptedException {
        if (comparing.isEmpty() || !comparing.get().compares(pair)) {
            return Optional.empty();
        }
        try (Differences.Running running = comparing.get()) {
            comparing = Optional.empty();
            return Optional.of(running.deltas());
        } catch (Failure e) {
            // one of its trees is gone, maybe none of these two
            return Optional.empty();
        }
    }

    Looked commit(GitObjects.Commit commit) throws IOException, InterruptedException {
        Looked before = looked.get(commit.id());
        if (before == null) {
            before = lookAt(commit);
            looked.put(commit.id(), before);
        }
        return before;
    }

    private Looked lookAt(GitObjects.Commit commit) throws IOException, InterruptedException {
        Optional<Increment> near = near(commit.tree());
        if (near.isPresent()) {
            try {
                List<Delta> deltas = between(near.get().snapshot().tree(), commit.tree());
                Optional<Looked> found = follow(near.get(), deltas, new Head(commit, Map.of()), Optional.empty());
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (Failure e) {
                // of a commit that was collected since: what is wrong with this one the full look says
                known.remove(near.get());
            }
        }
        return anew(commit).looked;
    }

    @Override
    public void close() {
        if (status.isPresent()) {
            status.get().close();
        }
        if (comparing.isPresent()) {
            comparing.get().close();
        }
        reader.close();
    }

    /** @param increment from the commit's own snapshot */
    private record Anew(Looked looked, Increment increment) {}

    private Anew anew(GitObjects.Commit commit) throws IOException, InterruptedException {
        Full full = fullCommit(commit);
        if (source.settles(full.snapshot.project())) {
            store.keep(full.snapshot);
        }
        Increment increment = new Increment(full.snapshot);
        known.add(increment);
        return new Anew(full.looked, increment);
    }

    private record Full(Looked looked, Snapshot snapshot) {}

    private Full fullCommit(GitObjects.Commit commit) throws IOException, InterruptedException {
        StateReader.State state = reader.commit(commit, reader.configuration(source), source.file());
        FilesOf files = FilesOf.tree(state.tree(), state.included(), state.inputs());
        SharedLocks locks = SharedLocks.of(state.project(), state.files(), files);
        Fingerprints fingerprints = Fingerprints.of(state.project(), files, locks.found(), false);
        List<String> warnings = new ArrayList<>(state.warnings());
        warnings.addAll(locks.warnings());
        Snapshot snapshot = new Snapshot(
                commit.tree(),
                state.project(),
                state.inputs(),
                fingerprints.fingerprints(),
                new TestFiles(state.project(), state.inputs())
                        .with(new TrialFiles(state.files()).of(state.project()), files),
                warnings,
                files.global(),
                locks.found(),
                state.files().asked(),
                state.files().opaque(),
                state.folders(true),
                state.folders(false));
        Scan scan = scan(snapshot, new Head(commit, Map.of()), fingerprints.fingerprints(), snapshot.trialFiles());
        return new Full(new Looked(scan, names -> files, locks.found(), Map.of()), snapshot);
    }

    /** What a tree can best be followed from: its own snapshot, else one that is at hand. */
    private Optional<Increment> near(String tree) throws InterruptedException {
        for (Increment increment : known) {
            if (increment.snapshot().tree().equals(tree)) {
                return Optional.of(increment);
            }
        }
        Optional<Increment> read = Optional.empty();
        if (!newest.tree().equals(tree) && store.has(tree)) {
            Optional<Snapshot> stored = store.read(tree);
            read = stored.isPresent() ? Optional.of(new Increment(stored.get())) : read;
        } else if (newest.tree().equals(tree) || known.isEmpty()) {
            read = newest.read();
        }
        if (read.isPresent()) {
            known.add(read.get());
            return read;
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(0));
    }

    private Looked workingTree() throws IOException, InterruptedException {
        GitObjects.Commit commit = reader.objects().commit("HEAD");
        Optional<Looked> quick = Optional.empty();
        try {
            Optional<Increment> near = near(commit.tree());
            Optional<List<Delta>> since = near.isEmpty() ? Optional.empty() : since(near.get(), commit);
            if (since.isEmpty()) {
                near = Optional.of(anew(commit).increment);
            }
            List<Delta> deltas = since.orElse(List.of());
            Inputs inputs = near.get().snapshot().inputs();
            boolean simple = inputs.submodules().isEmpty() && !inputs.includesAny();
            Optional<WorkingTree> differing = simple
                    ? WorkingTree.differing(reader.repository(), commit, status.orElseThrow())
                    : Optional.empty();
            if (differing.isPresent()) {
                quick = over(near.get(), deltas, differing.get());
            }
        } catch (Failure e) {
            // what is wrong at HEAD may be right in the working tree; if not, the full look says so
            quick = Optional.empty();
        }
        return quick.isPresent() ? quick.get() : fullTree();
    }

    /** How the commit differs; empty: it cannot be followed from there. */
    private Optional<List<Delta>> since(Increment near, GitObjects.Commit commit)
            throws IOException, InterruptedException {
        try {
            List<Delta> deltas = between(near.snapshot().tree(), commit.tree());
            return reach(near, deltas, Optional.empty()).isPresent() ? Optional.of(deltas) : Optional.empty();
        } catch (Failure e) {
            // of a commit that was collected since
            known.remove(near);
            return Optional.empty();
        }
    }

    private Optional<Looked> over(Increment under, List<Delta> deltas, WorkingTree tree)
            throws IOException, InterruptedException {
        DeclaredOutputs outputs = new DeclaredOutputs(under.snapshot().project());
        if (!outputs.none()) {
            tree.leaveOut(outputs::contain);
        }
        tree.hash();
        List<Delta> own = tree.deltas();
        Looked clean = looked.get(tree.commit().id());
        if (own.isEmpty() && clean != null) {
            return Optional.of(clean.as(onTree(clean.scan(), tree)));
        }
        Map<String, Delta> all = new TreeMap<>();
        for (Delta delta : deltas) {
            all.put(delta.path(), delta);
        }
        for (Delta delta : own) {
            Delta below = all.get(delta.path());
            all.put(delta.path(), below == null ? delta : new Delta(delta.path(), below.before(), delta.after()));
        }
        return follow(under, all.values(), new Head(tree.commit(), tree.overlay()), Optional.of(tree));
    }

    private Looked fullTree() throws IOException, InterruptedException {
        StateReader.State state = reader.workingTree(reader.configuration(source), source.file());
        FilesOf files = FilesOf.tree(state.tree(), state.included(), state.inputs());
        SharedLocks locks = SharedLocks.of(state.project(), state.files(), files);
        Fingerprints fingerprints = Fingerprints.of(state.project(), files, locks.found(), false);
        List<String> warnings = new ArrayList<>(state.warnings());
        warnings.addAll(locks.warnings());
        Scan scan = new Scan(
                state.commit().id(),
                state.commit().time(),
                true,
                !state.changes().isEmpty(),
                reader.repository().shallow(),
                state.project(),
                new LinkedHashMap<>(fingerprints.fingerprints()),
                new TreeMap<>(),
                state.inputs(),
                new ArrayList<>(state.changes()),
                new TestFiles(state.project(), state.inputs())
                        .with(new TrialFiles(state.files()).of(state.project()), files),
                warnings);
        return new Looked(scan, names -> files, locks.found(), Map.of());
    }

    private Optional<Increment.Reach> reach(
            Increment increment, Collection<Delta> deltas, Optional<WorkingTree> tree) throws IOException {
        Optional<Disk> disk = tree.isPresent() ? Optional.of(tree.get().disk()) : Optional.empty();
        return increment.of(deltas, reader.objects(), disk);
    }

    /** A commit and what lies over it. */
    private record Head(GitObjects.Commit commit, Map<String, Optional<Entry>> overlay) {}

    /** The state at {@code head}, which differs from the snapshot in these; empty: they may change a definition. */
    private Optional<Looked> follow(
            Increment increment, Collection<Delta> deltas, Head head, Optional<WorkingTree> tree)
            throws IOException, InterruptedException {
        Optional<Increment.Reach> reach = reach(increment, deltas, tree);
        if (reach.isEmpty()) {
            return Optional.empty();
        }
        Snapshot snapshot = reach.get().snapshot();
        SharedLocks.Found locks = snapshot.locks();
        Looked.Listing listing = new Followed(snapshot, head);
        SortedMap<String, String> fingerprints = snapshot.fingerprints();
        Map<String, String> documents = Map.of();
        Set<String> names = reach.get().components();
        if (!names.isEmpty() || !reach.get().folders().isEmpty()) {
            Tree part = listing(snapshot.inputs(), head, names, reach.get().folders());
            for (String folder : reach.get().folders()) {
                if (!part.holds(folder)) {
                    return Optional.empty();
                }
            }
            FilesOf files = FilesOf.part(part, snapshot.inputs(), snapshot.global());
            Fingerprints again =
                    Fingerprints.again(snapshot.project(), files, locks, true, names, snapshot.fingerprints());
            fingerprints = again.fingerprints();
            documents = again.documents();
        }
        Map<String, String> trialFiles =
                new TestFiles(snapshot.project(), snapshot.inputs()).after(snapshot.trialFiles(), deltas);
        Scan scan = scan(snapshot, head, fingerprints, trialFiles);
        return Optional.of(new Looked(tree.isEmpty() ? scan : onTree(scan, tree.get()), listing, locks, documents));
    }

    /** The files of a state that was followed; a class, as a lambda is linked at every start of the command. */
    private final class Followed implements Looked.Listing {
        private final Snapshot snapshot;
        private final Head head;

        Followed(Snapshot snapshot, Head head) {
            this.snapshot = snapshot;
            this.head = head;
        }

        @Override
        public FilesOf of(Set<String> names) throws IOException, InterruptedException {
            Tree part = listing(snapshot.inputs(), head, names, Set.of());
            return FilesOf.part(part, snapshot.inputs(), snapshot.global());
        }
    }

    private Scan scan(
            Snapshot snapshot,
            Head head,
            SortedMap<String, String> fingerprints,
            Map<String, String> trialFiles) {
        return new Scan(
                head.commit.id(),
                head.commit.time(),
                false,
                false,
                reader.repository().shallow(),
                snapshot.project(),
                // still in order, and found by their names far sooner, which every step of a plan does
                new LinkedHashMap<>(fingerprints),
                new TreeMap<>(),
                snapshot.inputs(),
                new ArrayList<>(),
                trialFiles,
                new ArrayList<>(snapshot.warnings()));
    }

    private static Scan onTree(Scan scan, WorkingTree tree) {
        List<Change> changes = tree.changes();
        List<String> warnings = new ArrayList<>(scan.warnings());
        warnings.addAll(tree.disk().warnings());
        return new Scan(
                scan.commit(),
                scan.commitTime(),
                true,
                !changes.isEmpty(),
                scan.shallow(),
                scan.project(),
                scan.fingerprints(),
                scan.documents(),
                scan.inputs(),
                changes,
                scan.trialFiles(),
                warnings);
    }

    /** The files of these components and folders, and maybe more. */
    private Tree listing(Inputs inputs, Head head, Set<String> names, Set<String> folders)
            throws IOException, InterruptedException {
        Set<String> paths = new HashSet<>(folders);
        for (Inputs.Unit unit : inputs.units()) {
            if (names.contains(unit.name())) {
                paths.add(unit.path());
                paths.addAll(FolderIndex.roots(unit));
                paths.addAll(unit.context().definitions());
                paths.addAll(unit.inputs());
            }
        }
        // a submodule that a path leads into is listed by its own name only
        boolean whole = paths.contains("") || !inputs.submodules().isEmpty();
        return listings.files(head.commit, whole, paths).with(head.overlay);
    }
}
