package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finds the base that a given revision means for head: itself if it is an ancestor, else the merge base (DESIGN,
 * {@code --base}).
 */
public record FindBase(String head, String revision) implements Workspace.Work<FindBase.Found> {
    private static final String SHALLOW = "SHALLOW";
    private static final String NO_BASE = "NO_BASE";

    /**
     * @param base commit; empty where none can be known, then {@code problem} is {@code SHALLOW} or {@code NO_BASE}
     * @param reason in words
     * @param changes what differs at head, sorted
     */
    public record Found(String base, String problem, String reason, List<Change> changes) implements Serializable {}

    /**
     * The base without what changed since.
     *
     * @param base empty where none can be known
     */
    record Commits(Optional<GitObjects.Commit> base, String problem, String reason) {
        Found found(List<Change> changes) {
            return new Found(base.map(GitObjects.Commit::id).orElse(""), problem, reason, changes);
        }
    }

    /** @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE for a name that does not resolve */
    @Override
    public Found in(Workspace.Place place) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        try (GitObjects objects = new GitObjects(repository.git())) {
            Commits commits = commits(repository, objects);
            if (commits.base().isEmpty()) {
                return commits.found(List.of());
            }
            String tree = commits.base().get().tree();
            return commits.found(Differences.since(
                            repository.git(), List.of(tree), objects.commit(head).tree())
                    .get(tree));
        }
    }

    Commits commits(OpenRepository repository, GitObjects objects) throws IOException, InterruptedException {
        try (Search search = begin(repository, objects)) {
            return search.commits();
        }
    }

    /** Begins to look: Git walks the history while others work. */
    Search begin(OpenRepository repository, GitObjects objects) throws IOException, InterruptedException {
        if (CommitCheck.isFullId(revision) && !CommitCheck.holds(repository.git(), revision)) {
            return new Search(repository, objects, Optional.empty());
        }
        return new Search(repository, objects, Optional.of(objects.commit(revision)));
    }

    /** A search that Git has begun. */
    final class Search implements AutoCloseable {
        private final OpenRepository repository;
        private final GitObjects objects;
        private final Optional<GitObjects.Commit> named;
        private final Optional<GitProcess> walk;

        private Search(OpenRepository repository, GitObjects objects, Optional<GitObjects.Commit> named)
                throws IOException {
            this.repository = repository;
            this.objects = objects;
            this.named = named;
            // both names are full ids by now
            this.walk = named.isEmpty() || named.get().id().equals(head)
                    ? Optional.empty()
                    : Optional.of(repository.git().start("merge-base", "--end-of-options", named.get().id(), head));
        }

        /** What the revision names; empty: it is not here. */
        Optional<GitObjects.Commit> named() {
            return named;
        }

        Commits commits() throws IOException, InterruptedException {
            if (named.isEmpty()) {
                return none(SHALLOW, "commit " + revision + " is not in this clone");
            }
            String base = mergeBase();
            if (base.equals(named.get().id())) {
                return new Commits(named, "", shown() + " is an ancestor of head");
            }
            if (repository.shallow()) {
                // what looks like a merge base may only be where this clone's history ends
                return none(SHALLOW, shown() + " is not in the part of head's history that this shallow clone has");
            }
            return base.isEmpty()
                    ? none(NO_BASE, shown() + " and head have no common ancestor")
                    : new Commits(Optional.of(objects.commit(base)), "", "merge base of " + shown() + " and head");
        }

        /** The best common ancestor; empty if there is none. */
        private String mergeBase() throws IOException, InterruptedException {
            if (walk.isEmpty()) {
                return head;
            }
            String base = new String(walk.get().out().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (walk.get().exitCode() > 1) {
                throw walk.get().failure();
            }
            return base;
        }

        @Override
        public void close() {
            walk.ifPresent(GitProcess::close);
        }
    }

    private static Commits none(String problem, String reason) {
        return new Commits(Optional.empty(), problem, reason);
    }

    private String shown() {
        return CommitCheck.isFullId(revision) ? "commit " + revision.substring(0, 7) : PathText.shown(revision);
    }
}
