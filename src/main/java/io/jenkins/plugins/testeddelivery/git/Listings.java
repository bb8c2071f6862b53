package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists files of commits. What differs between two trees is mostly known, so that the files of the second need no Git:
 * they are those that were listed last, with the differences on top.
 */
final class Listings {
    private final Git git;
    private final Map<Differences.Pair, List<Delta>> compared;
    private Optional<Listed> last = Optional.empty();

    /** @param compared what is known of differences; may grow */
    Listings(Git git, Map<Differences.Pair, List<Delta>> compared) {
        this.git = git;
        this.compared = compared;
    }

    /**
     * The files of a commit, and maybe more of them than were asked for.
     *
     * @param whole all of them, not just those at the paths and below
     */
    Tree files(GitObjects.Commit commit, boolean whole, Set<String> paths) throws IOException, InterruptedException {
        Optional<Tree> known = last.isPresent() && last.get().covers(whole, paths)
                ? last.get().at(commit.tree(), compared)
                : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        Tree files = whole ? WorkingTree.listing(git, commit.id()) : WorkingTree.listing(git, commit.id(), paths);
        last = Optional.of(new Listed(commit.tree(), whole, paths, files));
        return files;
    }

    /** @param tree whose files they are */
    private record Listed(String tree, boolean whole, Set<String> paths, Tree files) {
        boolean covers(boolean all, Set<String> wanted) {
            return whole || !all && paths.containsAll(wanted);
        }

        Optional<Tree> at(String other, Map<Differences.Pair, List<Delta>> compared) {
            if (other.equals(tree)) {
                return Optional.of(files);
            }
            List<Delta> forth = compared.get(new Differences.Pair(tree, other));
            List<Delta> deltas = forth == null ? compared.get(new Differences.Pair(other, tree)) : forth;
            if (deltas == null) {
                return Optional.empty();
            }
            Map<String, Optional<Entry>> changes = new HashMap<>();
            for (Delta delta : deltas) {
                changes.put(delta.path(), forth == null ? delta.before() : delta.after());
            }
            return Optional.of(files.with(changes));
        }
    }
}
