package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks into manifests and Dockerfiles that changed, those of affected components alone. What cannot be read is left
 * out, and so is taken at its name.
 */
final class LookInside {
    /** In more changed manifests than this nobody looks for one that only changed its layout. */
    private static final int MOST_FILES = 1000;

    private final StateReader reader;
    private final Scan scan;
    private final Set<String> dockerfiles = new HashSet<>();
    private final Map<String, Change.Status> inTree = new HashMap<>();

    LookInside(StateReader reader, Scan scan) {
        this.reader = reader;
        this.scan = scan;
        for (Component component : scan.project().components()) {
            if (component.product() instanceof Component.Image image) {
                dockerfiles.add(image.dockerfile());
            }
        }
        for (Change change : scan.treeChanges()) {
            inTree.put(change.path(), change.status());
        }
    }

    /**
     * By commit, then by path: what its change since then shows.
     *
     * @param changes by commit: what differs at head; the working tree's own changes come on top
     * @param affected names of components
     */
    Map<String, Map<String, Inside>> since(Map<String, List<Change>> changes, Set<String> affected) throws IOException {
        Map<String, Map<String, Inside>> all = new TreeMap<>();
        for (Map.Entry<String, List<Change>> one : changes.entrySet()) {
            List<String> paths = worth(one.getValue(), affected);
            if (!paths.isEmpty() && paths.size() <= MOST_FILES) {
                all.put(one.getKey(), since(one.getKey(), paths));
            }
        }
        return all;
    }

    private List<String> worth(List<Change> committed, Set<String> affected) {
        Map<String, Change.Status> statuses = new TreeMap<>(inTree);
        for (Change change : committed) {
            if (change.status() != Change.Status.MODIFIED || !statuses.containsKey(change.path())) {
                statuses.put(change.path(), change.status());
            }
        }
        List<String> paths = new ArrayList<>();
        for (Map.Entry<String, Change.Status> one : statuses.entrySet()) {
            String path = one.getKey();
            if (one.getValue() == Change.Status.MODIFIED
                    && path.indexOf('\n') < 0
                    && Inside.worth(path, dockerfiles.contains(path))
                    && matters(path, affected)) {
                paths.add(path);
            }
        }
        return paths;
    }

    private boolean matters(String path, Set<String> affected) {
        return scan.inputs().global(path) || !Collections.disjoint(scan.inputs().componentsOf(path), affected);
    }

    private Map<String, Inside> since(String commit, List<String> paths) throws IOException {
        List<String> wanted = new ArrayList<>();
        for (String path : paths) {
            wanted.add(commit + ":" + path);
            if (!inTree.containsKey(path)) {
                wanted.add(scan.commit() + ":" + path);
            }
        }
        Map<String, Inside> inside = new TreeMap<>();
        try {
            reader.objects().fetch(wanted, Inside.MOST_BYTES);
            for (String path : paths) {
                Optional<byte[]> before = reader.objects().blob(commit + ":" + path);
                Optional<byte[]> after =
                        inTree.containsKey(path) ? onDisk(path) : reader.objects().blob(scan.commit() + ":" + path);
                if (before.isPresent() && after.isPresent()) {
                    inside.put(path, Inside.between(path, before.get(), after.get(), dockerfiles.contains(path)));
                }
            }
        } catch (Failure e) {
            // a partial clone whose remote does not give what was there before
            return new TreeMap<>();
        }
        return inside;
    }

    /** Empty for what may not be read or is gone by now, too. */
    private Optional<byte[]> onDisk(String path) {
        Path file = reader.repository().top().resolve(path);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= Inside.MOST_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            // the look at the inputs has said so already, and what widens it does so by its name
            return Optional.empty();
        }
    }
}
