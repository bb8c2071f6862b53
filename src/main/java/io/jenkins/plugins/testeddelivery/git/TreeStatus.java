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
    private final Optional<StatusAhead> ahead;
    private Optional<Search> search = Optional.empty();

    private TreeStatus(OpenRepository repository, Optional<StatusAhead> ahead) {
        this.repository = repository;
        this.ahead = ahead;
    }

    static TreeStatus start(OpenRepository repository) throws IOException {
        TreeStatus status = new TreeStatus(repository, Optional.empty());
        status.search = Optional.of(status.new Search());
        return status;
    }

    /** The same, where Git was asked already; where it was not, it is now. */
    static TreeStatus begun(OpenRepository repository) throws IOException {
        Optional<StatusAhead> ahead = repository.git().statusAhead();
        return ahead.isPresent() ? new TreeStatus(repository, ahead) : start(repository);
    }

    /** What differs; waits for it. */
    StatusLine.Listing seen() throws IOException, InterruptedException {
        Optional<StatusLine.Listing> answer =
                ahead.isPresent() && search.isEmpty() ? ahead.get().take(indexFile()) : Optional.empty();
        if (answer.isPresent()) {
            return answer.get();
        }
        if (search.isEmpty()) {
            search = Optional.of(new Search());
        }
        return search.get().listing();
    }

    /** Whether the index is what it was at the start. Only after {@link #seen()}. */
    boolean undisturbed() {
        return search.isEmpty() || search.get().undisturbed();
    }

    /** What Git complained about. */
    String errors() {
        return search.isEmpty() ? "" : search.get().errors();
    }

    @Override
    public void close() {
        if (search.isPresent()) {
            search.get().close();
        }
    }

    /** The processes that look. */
    private final class Search implements AutoCloseable {
        private final String index;
        private final GitProcess tracked;
        private final Optional<GitProcess> untracked;

        Search() throws IOException {
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

        StatusLine.Listing listing() throws IOException, InterruptedException {
            StatusLine.Listing listing = StatusLine.parse(tracked.output());
            return untracked.isEmpty()
                    ? listing
                    : listing.with(StatusLine.parseUntracked(untracked.get().output()));
        }

        boolean undisturbed() {
            return untracked.isEmpty() || index.equals(index());
        }

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
    }

    /** Tells one state of the index from another; empty: there is none to be seen. */
    private String index() {
        if (repository.git().ownIndex()) {
            return "";
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(indexFile(), BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException e) {
            // a repository in which nothing was ever added
            return "";
        }
    }

    private Path indexFile() {
        return repository.gitDir().resolve("index");
    }
}
