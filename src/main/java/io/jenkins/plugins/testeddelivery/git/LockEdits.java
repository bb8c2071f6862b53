package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.lock.LockFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Follows edits of lock files that components share: who uses one stays the same, what it resolves to may not. */
final class LockEdits {
    private final Snapshot snapshot;
    private final Map<String, Map<String, String>> slices;
    private final Map<String, Map<String, String>> byComponent;
    private final Set<String> changed = new HashSet<>();
    private List<Entry> global;

    /** @param slices by a lock file's name and id, as far as they are known; may grow */
    LockEdits(Snapshot snapshot, Map<String, Map<String, String>> slices) {
        this.snapshot = snapshot;
        this.slices = slices;
        this.global = snapshot.global();
        this.byComponent = new HashMap<>();
    }

    /** Takes the lock file as it is now; false: only a full look tells what it means. */
    boolean follow(Entry lock, byte[] content) {
        Optional<LockFile> kind = LockFile.of(lock.path().substring(lock.path().lastIndexOf('/') + 1));
        if (kind.isEmpty() || kind.get().needsManifests()) {
            return false;
        }
        Map<String, Set<String>> others = snapshot.locks().projects().getOrDefault(lock.path(), Map.of());
        for (Component component : snapshot.project().components()) {
            Map<String, String> own = snapshot.locks().of(component.name());
            String before = own.get(lock.path());
            if (before == null) {
                continue;
            }
            Optional<Map<String, String>> found = slices(kind.get(), lock, content);
            if (found.isEmpty()) {
                return false;
            }
            Set<String> used = others.get(component.name());
            String after = SharedLocks.share(
                    lock, used == null ? SharedLocks.standard(component, lock.path()) : used, found.get());
            if (!after.equals(before)) {
                changed.add(component.name());
                Map<String, String> shares = byComponent.get(component.name());
                if (shares == null) {
                    shares = new TreeMap<>(own);
                    byComponent.put(component.name(), shares);
                }
                shares.put(lock.path(), after);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : global) {
            entries.add(entry.path().equals(lock.path()) ? lock : entry);
        }
        global = entries;
        return true;
    }

    /** Whether any was followed. */
    boolean any() {
        return global != snapshot.global();
    }

    /** The global files, in Git's order. */
    List<Entry> global() {
        return global;
    }

    /** Components for which something else is resolved. */
    Set<String> changed() {
        return changed;
    }

    SharedLocks.Found found() {
        SharedLocks.Found before = snapshot.locks();
        if (byComponent.isEmpty()) {
            return before;
        }
        Map<String, Map<String, String>> all = new HashMap<>(before.byComponent());
        all.putAll(byComponent);
        return new SharedLocks.Found(all, before.replaced(), before.projects());
    }

    private Optional<Map<String, String>> slices(LockFile kind, Entry lock, byte[] content) {
        String id = kind.file() + " " + lock.id();
        Map<String, String> known = slices.get(id);
        if (known == null) {
            try {
                known = kind.slices(content, Map.of());
            } catch (IOException e) {
                // the full look says what is wrong with it
                return Optional.empty();
            }
            slices.put(id, known);
        }
        return Optional.of(known);
    }
}
