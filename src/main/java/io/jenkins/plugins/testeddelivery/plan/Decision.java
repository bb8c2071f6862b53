package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the plan says of one component.
 *
 * @param kind {@code image}, {@code archive} or {@code library}
 * @param affected its fingerprint differs from the one at the baseline
 * @param direct affected by itself, not only through {@code via}
 * @param via components it depends on that are affected, sorted
 * @param baseline commit; empty: none
 * @param evidence {@code green}, {@code stale}, {@code none} or {@code failed}, of the inputs at head
 * @param changes of its inputs since the baseline
 */
public record Decision(
        String name,
        String kind,
        String path,
        boolean affected,
        boolean direct,
        List<String> via,
        Strategy strategy,
        String fingerprint,
        String baseline,
        String evidence,
        List<Reason> reasons,
        List<Change> changes)
        implements Serializable {
    /** Reasons that have the last word over what changed. */
    private static final Set<String> LAST_WORDS =
            Set.of("ARTIFACT_GONE", "DEPENDENCIES_SAME", "DEPENDENCIES_DIFFER", "MAX_AGE", "FORCED");

    public Decision {
        via = List.copyOf(via);
        reasons = List.copyOf(reasons);
        changes = List.copyOf(changes);
    }

    /** The one reason to name where there is room for one. */
    public Optional<Reason> decisive() {
        return reasons.stream()
                .filter(reason -> LAST_WORDS.contains(reason.rule()))
                .reduce((first, second) -> second)
                .or(() -> reasons.stream().findFirst());
    }

    /**
     * Why.
     *
     * @param rule a rule's name, {@code dependency}, or a typed reason in capitals
     * @param text for people
     * @param paths the files that caused it, sorted
     */
    public record Reason(String rule, String text, List<String> paths) implements Serializable {
        public Reason {
            paths = List.copyOf(paths);
        }
    }
}
