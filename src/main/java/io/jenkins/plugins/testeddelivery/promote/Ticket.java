package io.jenkins.plugins.testeddelivery.promote;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's claim to a place in the line before an environment.
 *
 * @param run its external id
 * @param project whose release it brings
 * @param order when it was asked for: of two of one project the later one is the newer
 * @param label the run in words
 */
public record Ticket(String run, String project, Instant order, String label) {
    boolean newerThan(Ticket other) {
        return project.equals(other.project) && order.isAfter(other.order);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run);
        map.put("project", project);
        map.put("order", order.toString());
        map.put("label", label);
        return map;
    }
}
