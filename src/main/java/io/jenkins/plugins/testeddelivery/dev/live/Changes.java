package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Difference;
import java.util.List;

/** Says in a few words what changed. */
final class Changes {
    private Changes() {}

    static String words(Part part, Difference difference) {
        List<Change> changes =
                difference.asked().stream().map(asked -> asked.change()).toList();
        if (changes.size() == 1) {
            Change change = changes.get(0);
            return RepositoryPath.below(
                            RepositoryPath.contains(part.component().path(), change.path()) ? part.component().path() : "",
                            change.path())
                    + (change.status() == Change.Status.MODIFIED ? "" : " " + change.status().word());
        }
        if (!changes.isEmpty()) {
            return changes.size() + " files";
        }
        return difference.definition() != Strategy.NONE
                ? "its definition"
                : String.join(", ", difference.via());
    }
}
