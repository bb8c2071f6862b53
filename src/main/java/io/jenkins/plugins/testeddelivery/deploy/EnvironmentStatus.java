package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs in an environment, and how it is.
 *
 * @param place the folder or the compose project that it is
 * @param running version that runs; empty: none
 * @param since when it came, ISO-8601; empty: unknown
 * @param by who brought it
 * @param lastVersion version of the newest deployment
 * @param lastOutcome how that ended
 * @param lastReason why it did not end healthy
 * @param interrupted what was begun and never ended, in words; empty: nothing
 * @param holder who deploys there this moment; empty: nobody
 * @param services the containers there are
 * @param history oldest first
 */
public record EnvironmentStatus(
        String environment,
        String project,
        String place,
        String running,
        String since,
        String by,
        String lastVersion,
        String lastOutcome,
        String lastReason,
        String interrupted,
        String holder,
        List<Service> services,
        List<Past> history) {

    public EnvironmentStatus {
        services = List.copyOf(services);
        history = List.copyOf(history);
    }

    /**
     * A service, as it is now.
     *
     * @param component that it runs; empty: none of the release
     * @param state {@code running}, {@code exited} …, {@code missing}
     * @param health what its health check says; empty: it has none
     * @param since when it was started, ISO-8601; empty: never
     * @param drift what it runs instead of what was recorded, in words; empty: that very artifact
     * @param container its id; empty: there is none
     * @param usage what it uses; not known unless it was asked for
     */
    public record Service(
            String service, String component, String state, String health, int restarts, String since, String drift,
            String container, Usage usage) {
        /** One of which no more is known. */
        public Service(String service, String component, String state, String health, int restarts) {
            this(service, component, state, health, restarts, "", "", "", Usage.UNKNOWN);
        }

        private Service using(Usage now) {
            return new Service(service, component, state, health, restarts, since, drift, container, now);
        }
    }

    /** A deployment that ended. */
    public record Past(String version, String at, String by, String outcome, String trigger, String from, String reason) {}

    /** Whether something runs, nothing was left half done, and every container is up. */
    public boolean well() {
        return !running.isEmpty()
                && interrupted.isEmpty()
                && services.stream()
                        .allMatch(service -> service.drift().isEmpty()
                                && "running".equals(service.state())
                                && (service.health().isEmpty() || "healthy".equals(service.health())));
    }

    /** The same with what the containers use, by id. */
    public EnvironmentStatus using(Map<String, Usage> usage) {
        return new EnvironmentStatus(
                environment, project, place, running, since, by, lastVersion, lastOutcome, lastReason, interrupted, holder,
                services.stream()
                        .map(one -> one.using(usage.getOrDefault(one.container(), Usage.UNKNOWN)))
                        .toList(),
                history);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment);
        map.put("project", project);
        map.put("place", place);
        map.put("running", running.isEmpty() ? null : running);
        map.put("since", since.isEmpty() ? null : since);
        map.put("by", by);
        map.put("well", well());
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("version", lastVersion);
        last.put("outcome", lastOutcome);
        last.put("reason", lastReason);
        map.put("last", lastVersion.isEmpty() ? null : last);
        map.put("interrupted", interrupted.isEmpty() ? null : interrupted);
        map.put("holder", holder.isEmpty() ? null : holder);
        List<Object> all = new ArrayList<>();
        for (Service service : services) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("service", service.service());
            one.put("component", service.component().isEmpty() ? null : service.component());
            one.put("state", service.state());
            one.put("health", service.health().isEmpty() ? null : service.health());
            one.put("restarts", service.restarts());
            one.put("since", service.since().isEmpty() ? null : service.since());
            one.put("drift", service.drift().isEmpty() ? null : service.drift());
            if (service.usage().known()) {
                one.put("resources", service.usage().toMap());
            }
            all.add(one);
        }
        map.put("services", all);
        map.put("history", history.stream().map(EnvironmentStatus::past).toList());
        return map;
    }

    private static Map<String, Object> past(Past past) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", past.version());
        map.put("at", past.at());
        map.put("by", past.by());
        map.put("outcome", past.outcome());
        map.put("trigger", past.trigger());
        map.put("from", past.from().isEmpty() ? null : past.from());
        map.put("reason", past.reason().isEmpty() ? null : past.reason());
        return map;
    }
}
