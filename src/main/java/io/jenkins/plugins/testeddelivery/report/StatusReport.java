package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.deploy.LastKnown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What runs where, and how it is. */
public final class StatusReport {
    private StatusReport() {}

    /**
     * As {@code tested-delivery/status/1}.
     *
     * @param endpoints how the ways to what they need are
     */
    public static Map<String, Object> json(
            List<EnvironmentStatus> environments, List<Map<String, Object>> endpoints) {
        return json(environments.stream().map(EnvironmentStatus::toMap).toList(), endpoints, "");
    }

    /** The same for environments that cannot be asked, and why not. */
    public static Map<String, Object> lastKnown(
            List<LastKnown> environments, List<Map<String, Object>> endpoints, String unreachable) {
        return json(environments.stream().map(LastKnown::toMap).toList(), endpoints, unreachable);
    }

    private static Map<String, Object> json(List<?> environments, List<?> endpoints, String unreachable) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/status/1");
        json.put("environments", environments);
        json.put("endpoints", endpoints);
        json.put("unreachable", unreachable.isEmpty() ? null : unreachable);
        return json;
    }

    public static List<String> lastKnownText(List<LastKnown> environments, Ink ink) {
        return environments.stream()
                .map(each -> ink.bold(each.environment()) + "  "
                        + (each.running().isEmpty() ? "nothing ran there" : each.running()) + "  "
                        + ink.notice("last known") + " " + PlanText.time(each.age()) + " ago (" + time(each.at()) + "): "
                        + Ink.plain(each.outcome()) + "; how it is now cannot be said")
                .toList();
    }

    public static List<String> text(List<EnvironmentStatus> environments, Ink ink) {
        List<String> lines = new ArrayList<>();
        for (EnvironmentStatus environment : environments) {
            String name = ink.bold(environment.environment());
            if (environment.running().isEmpty()) {
                lines.add(name + "  nothing runs there" + ink.dim("  " + Ink.plain(environment.place())));
            } else {
                lines.add(name + "  " + environment.running() + "  "
                        + (environment.well() ? ink.good("well") : ink.bad("not well")) + "  since "
                        + time(environment.since()) + " by " + Ink.plain(environment.by())
                        + ink.dim("  " + Ink.plain(environment.place())));
            }
            if (!environment.lastVersion().isEmpty() && !"healthy".equals(environment.lastOutcome())) {
                lines.add("  last      " + environment.lastVersion() + " " + ink.bad(environment.lastOutcome()) + ": "
                        + Ink.plain(environment.lastReason()));
            }
            if (!environment.interrupted().isEmpty()) {
                lines.add(ink.notice("  begun     ") + Ink.plain(environment.interrupted())
                        + " and never ended; 'deploy --resume' finishes it, any other deployment goes back first");
            }
            if (!environment.holder().isEmpty()) {
                lines.add("  held by   " + Ink.plain(environment.holder()));
            }
            services(environment, ink, lines);
        }
        return lines.isEmpty() ? List.of("no environment is known here yet") : lines;
    }

    private static void services(EnvironmentStatus environment, Ink ink, List<String> lines) {
        int width = environment.services().stream()
                .mapToInt(service -> service.service().length())
                .max()
                .orElse(0);
        for (EnvironmentStatus.Service service : environment.services()) {
            boolean running = "running".equals(service.state());
            lines.add("  " + Ink.pad(Ink.plain(service.service()), width) + "  "
                    + (running ? ink.good(service.state()) : ink.bad(service.state()))
                    + (service.health().isEmpty() ? "" : ", " + service.health())
                    + (service.restarts() == 0 ? "" : ", " + service.restarts() + " restarts"));
        }
    }

    private static String time(String at) {
        return at.replace('T', ' ').replaceFirst("(\\.\\d+)?Z$", " UTC");
    }
}
