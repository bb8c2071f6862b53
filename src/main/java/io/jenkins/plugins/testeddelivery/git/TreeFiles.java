package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.SourceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The contents of one state's files: what differs from a commit is read from disk, the rest from Git, once each. */
final class TreeFiles implements SourceFiles {
    private static final int MOST_LINKS = 8;

    private final Tree tree;
    private final GitObjects objects;
    private final Optional<Disk> disk;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> opaque = new HashSet<>();
    private final Set<String> askedFolders = new HashSet<>();

    private TreeFiles(Tree tree, GitObjects objects, Optional<Disk> disk) {
        this.tree = tree;
        this.objects = objects;
        this.disk = disk;
    }

    static TreeFiles of(WorkingTree tree, GitObjects objects) {
        return new TreeFiles(tree.tree(), objects, Optional.of(tree.disk()));
    }

    static TreeFiles ofCommit(Tree tree, GitObjects objects) {
        return new TreeFiles(tree, objects, Optional.empty());
    }

    Tree tree() {
        return tree;
    }

    @Override
    public Collection<String> paths() {
        return tree.paths();
    }

    /**
     * Every path whose content, or absence, was asked for: what is defined follows from these, from {@link #askedFolders},
     * and from the {@link #paths} that may be manifests by their names.
     */
    Set<String> asked() {
        return asked;
    }

    /** Those of them of which nobody can tell what was taken of their content. */
    Set<String> opaque() {
        Set<String> there = new HashSet<>(opaque);
        there.removeIf(path -> tree.find(path).isEmpty());
        return there;
    }

    /** Every folder of which it was asked whether it is there. */
    Set<String> askedFolders() {
        return askedFolders;
    }

    @Override
    public boolean exists(String path) {
        asked.add(path);
        return tree.find(path).isPresent();
    }

    @Override
    public boolean folderExists(String folder) {
        askedFolders.add(folder);
        return folder.isEmpty()
                || tree.find(folder).map(Entry::submodule).orElseGet(() -> tree.holds(folder));
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        opaque.add(path);
        return readJudged(path);
    }

    @Override
    public Optional<byte[]> readJudged(String path) throws IOException {
        asked.add(path);
        Optional<Entry> entry = tree.find(path).filter(Entry::regular);
        return entry.isEmpty() ? Optional.empty() : content(entry.get());
    }

    @Override
    public void fetch(Collection<String> paths) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String path : paths) {
            tree.find(path)
                    .filter(entry -> entry.regular() && entry.length() > 0)
                    .ifPresent(entry -> ids.add(entry.id()));
        }
        objects.fetch(ids);
    }

    /** The path, then what each symbolic link on the way names, up to a regular file; empty if there is none. */
    List<String> follow(String path) throws IOException {
        List<String> hops = new ArrayList<>();
        String next = path;
        while (hops.size() < MOST_LINKS) {
            asked.add(next);
            Optional<Entry> entry = tree.find(next);
            if (entry.isEmpty() || entry.get().submodule()) {
                return List.of();
            }
            hops.add(next);
            if (entry.get().regular()) {
                return hops;
            }
            int slash = next.lastIndexOf('/');
            String target = target(entry.get());
            String from = target.startsWith("/") ? "" : next.substring(0, slash + 1);
            next = DockerPath.clean(from + target);
            if (target.startsWith("/") || next.startsWith("..")) {
                return List.of();
            }
        }
        return List.of();
    }

    private Optional<byte[]> content(Entry entry) throws IOException {
        Optional<byte[]> blob = entry.length() == 0 ? Optional.empty() : objects.blob(entry.id());
        if (blob.isPresent()) {
            return blob;
        }
        // what differs from the commit may be hashed already, but Git has not stored it yet
        Optional<Path> file = disk.flatMap(d -> d.locate(entry.path()));
        if (file.isEmpty()) {
            throw Complaint.noContent(entry);
        }
        return Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readAllBytes(file.get()))
                : Optional.empty();
    }

    private String target(Entry link) throws IOException {
        Optional<byte[]> blob = objects.blob(link.id());
        if (blob.isPresent()) {
            return new String(blob.get(), StandardCharsets.UTF_8);
        }
        // a link that Git has not stored yet
        Optional<Path> file = disk.flatMap(d -> d.locate(link.path())).filter(Files::isSymbolicLink);
        return file.isPresent() ? Files.readSymbolicLink(file.get()).toString() : "";
    }
}
