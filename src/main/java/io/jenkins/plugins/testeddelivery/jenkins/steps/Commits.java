package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.model.Run;
import hudson.model.User;
import hudson.scm.ChangeLogSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.scm.RunWithSCM;

/**
 * The commits that are new in a run, as its checkouts saw them: for people to read. They leave out merges and more, so
 * nothing is decided by them.
 */
final class Commits {
    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private Commits() {}

    static List<Map<String, Object>> of(Run<?, ?> run) {
        List<Map<String, Object>> commits = new ArrayList<>();
        if (run instanceof RunWithSCM<?, ?> built) {
            for (ChangeLogSet<? extends ChangeLogSet.Entry> changes : built.getChangeSets()) {
                for (ChangeLogSet.Entry change : changes) {
                    if (commits.size() < MOST) {
                        User author = change.getAuthor();
                        commits.add(commit(
                                change.getCommitId(), author == null ? "" : author.getFullName(), change.getMsg()));
                    }
                }
            }
        }
        return commits;
    }

    /** The first line of the message, and no more of anything than a page can show. */
    static Map<String, Object> commit(String id, String author, String message) {
        Map<String, Object> commit = new LinkedHashMap<>();
        commit.put("id", shortened(id));
        commit.put("author", shortened(author));
        commit.put("message", shortened(message));
        return commit;
    }

    private static String shortened(String text) {
        String line = text == null ? "" : text.lines().findFirst().orElse("").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
