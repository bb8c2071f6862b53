package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
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
    private static final Pattern BLIND = Pattern.compile("(?m)^warning: could not open directory '(.+?)/?': ");

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
        Git git = repository.git();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (GitProcess status = startStatus(git)) {
                GitObjects.Commit commit = objects.commit("HEAD");
                Tree head = listing(git, commit.id());
                StatusLine.Listing seen = StatusLine.parse(status.output());
                // a commit made between the two would hide files that were changed before it
                if (seen.head().equals(commit.id())) {
                    WorkingTree tree = new WorkingTree(repository, commit, head);
                    tree.overlay(seen.lines());
                    tree.overlayBlindSpots(status.errors());
                    return tree;
                }
            }
        }
        throw Failure.failed("HEAD of " + git.folder() + " kept moving while it was read: try again when it rests.");
    }

    /** All files of a commit. */
    static Tree listing(Git git, String commit) throws IOException, InterruptedException {
        try (GitProcess listing = git.start("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit)) {
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

    /** Files that came in though Git ignores them. */
    Set<String> included() {
        return included;
    }

    /** Takes untracked files out, and names them. */
    List<String> leaveOut(Predicate<String> unwanted) {
        List<String> out = untracked.stream().filter(unwanted).sorted().toList();
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
        overlay.values().forEach(entry -> entry.filter(e -> e.length() == 0).ifPresent(pending::add));
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
        overlay.forEach((path, entry) -> {
            // to Git a submodule that is not checked out is no change
            if (!included.contains(path) && !absentSubmodules.contains(path)) {
                Change.between(path, head.find(path), entry).ifPresent(changes::add);
            }
        });
        changes.sort(null);
        return changes;
    }

    private static GitProcess startStatus(Git git) throws IOException {
        return git.start(
                "status",
                "--porcelain=v2",
                "-z",
                "--branch",
                "--no-ahead-behind",
                "--untracked-files=all",
                "--ignored=no",
                "--ignore-submodules=none",
                "--no-renames");
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

    /** A folder Git could not open may hold anything. */
    private void overlayBlindSpots(String complaints) {
        for (Matcher blind = BLIND.matcher(complaints); blind.find(); ) {
            String path = blind.group(1);
            overlay.put(path, Optional.of(disk.unreadable(path, Entry.SUBMODULE, "Git may not open the folder")));
            untracked.add(path);
        }
    }
}
