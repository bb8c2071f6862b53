package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import java.io.Serializable;
import java.util.List;

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
    public Decision {
        via = List.copyOf(via);
        reasons = List.copyOf(reasons);
        changes = List.copyOf(changes);
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
