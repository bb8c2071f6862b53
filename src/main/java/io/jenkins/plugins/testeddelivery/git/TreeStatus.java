package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Asks Git how the working tree differs from HEAD. Two processes share the work, as most of it is looking at every file
 * and every folder: one compares what is tracked, one searches for what is not. A change of the index while they run
 * could hide a file from both, so it makes their answer void.
 */
final class TreeStatus implements AutoCloseable {
    private final OpenRepository repository;
    private final String index;
    private final GitProcess tracked;
    private final Optional<GitProcess> untracked;

    private TreeStatus(OpenRepository repository) throws IOException {
        this.repository = repository;
        this.index = index();
        // where there is no index to watch, one process that reads it once
        boolean share = !index.isEmpty();
        this.untracked = share
                ? Optional.of(repository.git().start("ls-files", "-z", "--others", "--exclude-standard"))
                : Optional.empty();
        this.tracked = repository.git().start(
                // the other process keeps a second core busy
                share ? List.of("-c", "core.preloadIndex=false") : List.of(),
                "status",
                "--porcelain=v2",
                "-z",
                "--branch",
                "--no-ahead-behind",
                share ? "--untracked-files=no" : "--untracked-files=all",
                "--ignored=no",
                "--ignore-submodules=none",
                "--no-renames");
    }

    static TreeStatus start(OpenRepository repository) throws IOException {
        return new TreeStatus(repository);
    }

    /** What differs; waits for it. */
    StatusLine.Listing seen() throws IOException, InterruptedException {
        StatusLine.Listing listing = StatusLine.parse(tracked.output());
        return untracked.isEmpty()
                ? listing
                : listing.with(StatusLine.parseUntracked(untracked.get().output()));
    }

    /** Whether the index is what it was at the start. Only after {@link #seen()}. */
    boolean undisturbed() {
        return untracked.isEmpty() || index.equals(index());
    }

    /** What Git complained about. */
    String errors() {
        return tracked.errors() + (untracked.isPresent() ? untracked.get().errors() : "");
    }

    @Override
    public void close() {
        tracked.close();
        if (untracked.isPresent()) {
            untracked.get().close();
        }
    }

    /** Tells one state of the index from another; empty: there is none to be seen. */
    private String index() {
        if (repository.git().ownIndex()) {
            return "";
        }
        Path file = repository.gitDir().resolve("index");
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException e) {
            // a repository in which nothing was ever added
            return "";
        }
    }
}
