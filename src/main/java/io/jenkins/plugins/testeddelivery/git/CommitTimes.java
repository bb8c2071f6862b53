package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks up when commits were made: the committer's time, ISO-8601 UTC, by commit. One that is not here is left out.
 *
 * @param commits 40 hex each
 */
public record CommitTimes(TreeSet<String> commits) implements Workspace.Work<TreeMap<String, String>> {
    @Override
    public TreeMap<String, String> in(Workspace.Place place) throws IOException, InterruptedException {
        TreeMap<String, String> times = new TreeMap<>();
        try (GitObjects objects = new GitObjects(OpenRepository.at(place).git())) {
            for (String commit : commits) {
                try {
                    times.put(commit, Instant.ofEpochSecond(objects.commit(commit).time()).toString());
                } catch (Failure e) {
                    // collected meanwhile, or beyond the border of a shallow clone
                    continue;
                }
            }
        }
        return times;
    }
}
