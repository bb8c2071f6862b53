package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the base that a given revision means for head: itself if it is an ancestor, else the merge base (DESIGN,
 * {@code --base}).
 */
public record FindBase(String head, String revision) implements Workspace.Work<FindBase.Found> {
    private static final String SHALLOW = "SHALLOW";
    private static final String NO_BASE = "NO_BASE";
    private static final String UNREADABLE = "UNREADABLE";

    /** What hosts name as the commit before the first push of a branch. */
    private static final Pattern NOTHING_BEFORE = Pattern.compile("0{40}|0{64}");

    /**
     * @param base commit; empty where none can be known, then {@code problem} is {@code SHALLOW}, {@code NO_BASE} or
     *     {@code UNREADABLE}
     * @param reason in words
     * @param changes what differs at head, sorted
     */
    public record Found(String base, String problem, String reason, List<Change> changes) implements Serializable {}

    /** @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE for a name that does not resolve */
    @Override
    public Found in(Workspace.Place place) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        Git git = repository.git();
        if (NOTHING_BEFORE.matcher(revision).matches()) {
            return none(NO_BASE, "an id of zeros says that no commit came before");
        }
        History history = new History(repository, place.log());
        if (CommitCheck.isFullId(revision) && !history.has(revision)) {
            return none(SHALLOW, "commit " + revision + " is not in this clone" + history.advice());
        }
        String named = resolve(git, history);
        History.Common common;
        try {
            common = history.common(head, named);
        } catch (Failure e) {
            return none(UNREADABLE, e.getMessage());
        }
        if (!common.certain()) {
            return none(
                    SHALLOW,
                    shown() + " is not in the part of head's history that this shallow clone has" + history.advice());
        }
        if (common.commit().isEmpty()) {
            return none(NO_BASE, shown() + " and head have no common ancestor");
        }
        String reason = common.commit().equals(named)
                ? shown() + " is an ancestor of head"
                : "merge base of " + shown() + " and head";
        try {
            return found(git, common.commit(), reason);
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            return none(SHALLOW, e.getMessage());
        }
    }

    private String resolve(Git git, History history) throws IOException, InterruptedException {
        try (GitObjects objects = new GitObjects(git)) {
            return objects.commit(revision).id();
        } catch (Failure unresolved) {
            return history.tracked(revision).orElseThrow(() -> unresolved);
        }
    }

    private Found found(Git git, String base, String reason) throws IOException, InterruptedException {
        Map<String, CommitCheck.Known> known = CommitCheck.known(git, List.of(base, head));
        String tree = known.get(base).tree();
        Map<String, List<Change>> changes =
                Differences.since(git, List.of(tree), known.get(head).tree());
        return new Found(base, "", reason, changes.get(tree));
    }

    private static Found none(String problem, String reason) {
        return new Found("", problem, reason, List.of());
    }

    private String shown() {
        return CommitCheck.isFullId(revision) ? "commit " + revision.substring(0, 7) : PathText.shown(revision);
    }
}
