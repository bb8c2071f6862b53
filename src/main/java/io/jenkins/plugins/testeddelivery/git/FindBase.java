package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Finds the base that a given revision means for head: itself if it is an ancestor, else the merge base (DESIGN,
 * {@code --base}).
 */
public record FindBase(String head, String revision) implements Workspace.Work<FindBase.Found> {
    private static final String SHALLOW = "SHALLOW";
    private static final String NO_BASE = "NO_BASE";
    private static final String UNREADABLE = "UNREADABLE";

    /**
     * @param base commit; empty where none can be known, then {@code problem} is {@code SHALLOW}, {@code NO_BASE} or
     *     {@code UNREADABLE}
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
            return new Found(base.isPresent() ? base.get().id() : "", problem, reason, changes);
        }
    }

    /** @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE for a name that does not resolve */
    @Override
    public Found in(Workspace.Place place) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        try (GitObjects objects = new GitObjects(repository.git())) {
            Commits commits = commits(repository, objects, place.log());
            if (commits.base().isEmpty()) {
                return commits.found(List.of());
            }
            String tree = commits.base().get().tree();
            try {
                return commits.found(Differences.since(
                                repository.git(), List.of(tree), objects.commit(head).tree())
                        .get(tree));
            } catch (Failure e) {
                return lacking(e);
            }
        }
    }

    Commits commits(OpenRepository repository, GitObjects objects, Log log)
            throws IOException, InterruptedException {
        try (Search search = begin(repository, objects, log)) {
            return search.commits();
        }
    }

    /** Begins to look: Git walks the history while others work. */
    Search begin(OpenRepository repository, GitObjects objects, Log log) throws IOException, InterruptedException {
        History history = new History(repository, log);
        if (namesNothing(revision)) {
            return new Search(history, objects, none(NO_BASE, "an id of zeros says that no commit came before"));
        }
        if (CommitCheck.isFullId(revision) && !history.has(revision)) {
            return new Search(
                    history, objects, none(SHALLOW, "commit " + revision + " is not in this clone" + history.advice()));
        }
        return new Search(history, objects, resolve(objects, history));
    }

    /** An id of zeros, which hosts name as the commit before the first push of a branch. */
    private static boolean namesNothing(String revision) {
        for (int i = 0; i < revision.length(); i++) {
            if (revision.charAt(i) != '0') {
                return false;
            }
        }
        return revision.length() == 40 || revision.length() == 64;
    }

    /** A search that has begun. */
    final class Search implements AutoCloseable {
        private final History history;
        private final GitObjects objects;
        private final Optional<GitObjects.Commit> named;
        private final Commits known;
        private Optional<Commits> found = Optional.empty();

        private Search(History history, GitObjects objects, Commits known) {
            this.history = history;
            this.objects = objects;
            this.named = Optional.empty();
            this.known = known;
        }

        private Search(History history, GitObjects objects, GitObjects.Commit named) throws IOException {
            this.history = history;
            this.objects = objects;
            this.named = Optional.of(named);
            this.known = new Commits(this.named, "", shown() + " is an ancestor of head");
            history.begin(head, named.id());
        }

        /** What the revision names; empty: nothing that is here. */
        Optional<GitObjects.Commit> named() {
            return named;
        }

        Commits commits() throws IOException, InterruptedException {
            if (found.isEmpty()) {
                found = Optional.of(search());
            }
            return found.get();
        }

        private Commits search() throws IOException, InterruptedException {
            if (named.isEmpty()) {
                return known;
            }
            History.Common common;
            try {
                common = history.common(head, named.get().id());
            } catch (Failure e) {
                return none(UNREADABLE, e.getMessage());
            }
            if (!common.certain()) {
                return none(
                        SHALLOW,
                        shown() + " is not in the part of head's history that this shallow clone has"
                                + history.advice());
            }
            if (common.commit().equals(named.get().id())) {
                return known;
            }
            return common.commit().isEmpty()
                    ? none(NO_BASE, shown() + " and head have no common ancestor")
                    : new Commits(
                            Optional.of(objects.commit(common.commit())), "", "merge base of " + shown() + " and head");
        }

        @Override
        public void close() {
            history.close();
        }
    }

    private GitObjects.Commit resolve(GitObjects objects, History history) throws IOException, InterruptedException {
        try {
            return objects.commit(revision);
        } catch (Failure unresolved) {
            return objects.commit(history.tracked(revision).orElseThrow(() -> unresolved));
        }
    }

    /** A partial clone that has the commit and not what is in it; any other failure goes on. */
    static Found lacking(Failure e) {
        if (e.kind() != Failure.Kind.UNREACHABLE) {
            throw e;
        }
        return none(SHALLOW, e.getMessage()).found(List.of());
    }

    private static Commits none(String problem, String reason) {
        return new Commits(Optional.empty(), problem, reason);
    }

    private String shown() {
        return CommitCheck.isFullId(revision) ? "commit " + revision.substring(0, 7) : PathText.shown(revision);
    }
}
