package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The working tree as it lies on top of HEAD: staged, changed, untracked, deleted and unmerged files, submodules. Files
 * are hashed only when asked for.
 */
final class WorkingTree {
    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_PATHS = 1000;
    private static final int LONGEST_PATHS = 1 << 16;
    private static final String COMPLAINT = "warning: could not open directory '";

    private final OpenRepository repository;
    private final GitObjects.Commit commit;
    private final Tree head;
    private final Disk disk;
    private final Map<String, Optional<Entry>> overlay = new LinkedHashMap<>();
    private final Set<String> untracked = new HashSet<>();
    private final Set<String> deletedOnly = new HashSet<>();
    private final Set<String> included = new HashSet<>();
    private final Set<String> absentSubmodules = new HashSet<>();

    private WorkingTree(OpenRepository repository, GitObjects.Commit commit, Tree head) {
        this.repository = repository;
        this.commit = commit;
        this.head = head;
        this.disk = new Disk(repository.top(), commit.id());
    }

    /** @throws Failure of kind USAGE if there is no commit yet */
    static WorkingTree look(OpenRepository repository, GitObjects objects) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (TreeStatus status = TreeStatus.start(repository)) {
                GitObjects.Commit commit = objects.commit("HEAD");
                Tree head = listing(repository.git(), commit.id());
                StatusLine.Listing seen = status.seen();
                // a commit made between the two would hide files that were changed before it
                if (seen.head().equals(commit.id()) && status.undisturbed()) {
                    return over(repository, commit, head, seen, status, assumed(repository, commit));
                }
            }
        }
        throw Failure.failed("HEAD of " + repository.top() + " kept moving while it was read: try again when it rests.");
    }

    /**
     * The same, knowing of HEAD no more than the paths that differ from it: only where HEAD has no submodule. Empty where
     * this does not do: files are unmerged, another repository begins in this one, or something moved.
     */
    static Optional<WorkingTree> differing(OpenRepository repository, GitObjects.Commit commit, TreeStatus status)
            throws IOException, InterruptedException {
        // while Git still searches
        boolean assumed = !assumed(repository, commit).isEmpty();
        StatusLine.Listing seen = status.seen();
        boolean sufficient = !assumed
                && seen.head().equals(commit.id())
                && status.undisturbed()
                && seen.saysAllOfHead();
        return sufficient
                ? Optional.of(over(repository, commit, Tree.of(seen.inHead()), seen, status, List.of()))
                : Optional.empty();
    }

    private static WorkingTree over(
            OpenRepository repository,
            GitObjects.Commit commit,
            Tree head,
            StatusLine.Listing seen,
            TreeStatus status,
            List<String> assumed)
            throws IOException, InterruptedException {
        WorkingTree tree = new WorkingTree(repository, commit, head);
        tree.overlay(seen.lines());
        tree.overlayBlindSpots(status.errors());
        tree.overlayAssumed(assumed);
        return tree;
    }

    private static List<String> assumed(OpenRepository repository, GitObjects.Commit commit)
            throws IOException, InterruptedException {
        return AssumedUnchanged.in(repository, commit.id().length() / 2);
    }

    /** All files of a commit. */
    static Tree listing(Git git, String commit) throws IOException, InterruptedException {
        try (GitProcess listing = git.start("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)) {
            return Tree.parse(listing.output());
        }
    }

    /** The files of a commit at these paths and below them; all of them if that is as quick. */
    static Tree listing(Git git, String commit, Collection<String> paths) throws IOException, InterruptedException {
        int length = 0;
        for (String path : paths) {
            length += path.length() + 1;
        }
        if (paths.size() > MOST_PATHS || length > LONGEST_PATHS) {
            return listing(git, commit);
        }
        if (paths.isEmpty()) {
            return Tree.of(List.of());
        }
        List<String> arguments = new ArrayList<>(
                List.of("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit));
        arguments.addAll(paths);
        try (GitProcess listing = git.start(arguments.toArray(new String[0]))) {
            return Tree.parse(listing.output());
        }
    }

    GitObjects.Commit commit() {
        return commit;
    }

    /** The files there are; a regular one that differs from HEAD has the id {@link Disk#PENDING}. */
    Tree tree() {
        return head.with(overlay);
    }

    Disk disk() {
        return disk;
    }

    /** Every path that is not as in HEAD, with both. Only after {@link #hash()}. */
    List<Delta> deltas() {
        List<Delta> deltas = new ArrayList<>(overlay.size());
        for (Map.Entry<String, Optional<Entry>> one : overlay.entrySet()) {
            deltas.add(new Delta(one.getKey(), head.find(one.getKey()), one.getValue()));
        }
        return deltas;
    }

    /** What lies over HEAD: these paths, an empty value where there is nothing. Only after {@link #hash()}. */
    Map<String, Optional<Entry>> overlay() {
        return overlay;
    }

    /** Files that came in though Git ignores them. */
    Set<String> included() {
        return included;
    }

    /** Takes untracked files out, and names them. */
    List<String> leaveOut(Predicate<String> unwanted) {
        List<String> out = new ArrayList<>();
        for (String path : untracked) {
            if (unwanted.test(path)) {
                out.add(path);
            }
        }
        out.sort(null);
        for (String path : out) {
            // one that left only the index is gone then; HEAD's must not come back
            if (head.find(path).isPresent()) {
                overlay.put(path, Optional.empty());
            } else {
                overlay.remove(path);
            }
        }
        untracked.removeAll(out);
        return out;
    }

    /** Paths that Git tracks although the working tree has deleted them. */
    Set<String> deletedOnly() {
        return deletedOnly;
    }

    Set<String> untracked() {
        return untracked;
    }

    /** Takes in files that Git ignores. */
    void include(Collection<String> paths) {
        for (String path : paths) {
            overlay.put(path, Optional.of(disk.entry(path, 0)));
            included.add(path);
        }
    }

    /** Gives every file its id. Afterwards nothing is pending. */
    void hash() throws IOException, InterruptedException {
        List<Entry> pending = new ArrayList<>();
        for (Optional<Entry> entry : overlay.values()) {
            if (entry.isPresent() && entry.get().length() == 0) {
                pending.add(entry.get());
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        List<String> ids = new HashFiles(repository.git())
                .ids(pending.stream().map(Entry::path).toList());
        for (int i = 0; i < ids.size(); i++) {
            Entry entry = pending.get(i);
            overlay.put(
                    entry.path(),
                    Optional.of(
                            ids.get(i).isEmpty()
                                    ? disk.unreadable(entry.path(), "it vanished or may not be read")
                                    : Entry.of(entry.path(), entry.mode(), ids.get(i))));
        }
    }

    /** What differs from HEAD, sorted; what Git ignores aside. Only after {@link #hash()}. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, Optional<Entry>> one : overlay.entrySet()) {
            String path = one.getKey();
            // to Git a submodule that is not checked out is no change
            if (!included.contains(path) && !absentSubmodules.contains(path)) {
                Optional<Change> change = Change.between(path, head.find(path), one.getValue());
                if (change.isPresent()) {
                    changes.add(change.get());
                }
            }
        }
        changes.sort(null);
        return changes;
    }

    private void overlay(List<StatusLine> lines) throws IOException, InterruptedException {
        for (StatusLine line : lines) {
            if (line.path().startsWith(Tree.OWN_OUTPUT)) {
                continue;
            }
            boolean folder = line.path().endsWith("/");
            String path = folder ? line.path().substring(0, line.path().length() - 1) : line.path();
            if (line.untracked()) {
                // Git names a folder only where another repository begins
                overlay.put(path, Optional.of(folder ? submodule(path) : disk.entry(path, 0)));
                untracked.add(path);
            } else {
                overlay.put(path, tracked(line));
                if (line.inIndex() && overlay.get(path).isEmpty()) {
                    deletedOnly.add(path);
                }
            }
        }
        for (Entry entry : head.entries()) {
            if (entry.submodule() && !overlay.containsKey(entry.path()) && !Submodule.checkedOut(disk, entry.path())) {
                overlay.put(entry.path(), Optional.of(submodule(entry.path())));
                absentSubmodules.add(entry.path());
            }
        }
    }

    private Optional<Entry> tracked(StatusLine line) throws IOException, InterruptedException {
        if (line.work() == '.') {
            return line.indexMode() == 0
                    ? Optional.empty()
                    : Optional.of(Entry.of(line.path(), line.indexMode(), line.indexId()));
        }
        if (line.work() == 'D' && line.kind() == '1' || line.workMode() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                Entry.normal(line.workMode()) == Entry.SUBMODULE
                        ? submodule(line.path())
                        : disk.entry(line.path(), line.workMode()));
    }

    private Entry submodule(String path) throws IOException, InterruptedException {
        return Submodule.entry(repository.git(), disk, path);
    }

    /** What Git does not look at counts as it lies there. */
    private void overlayAssumed(List<String> paths) throws IOException, InterruptedException {
        for (String path : paths) {
            Optional<Entry> before = overlay.getOrDefault(path, head.find(path));
            boolean there = disk.locate(path).filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isPresent();
            if (before.filter(Entry::submodule).isPresent()) {
                overlay.put(path, Optional.of(submodule(path)));
            } else {
                overlay.put(path, there ? Optional.of(disk.entry(path, before.map(Entry::mode).orElse(0))) : Optional.empty());
            }
        }
    }

    /** A folder Git could not open may hold anything. */
    private void overlayBlindSpots(String complaints) {
        if (!complaints.contains(COMPLAINT)) {
            return;
        }
        Matcher blind = Pattern.compile("(?m)^" + COMPLAINT + "(.+?)/?': ").matcher(complaints);
        while (blind.find()) {
            String path = blind.group(1);
            overlay.put(path, Optional.of(disk.unreadable(path, Entry.SUBMODULE, "Git may not open the folder")));
            untracked.add(path);
        }
    }
}
