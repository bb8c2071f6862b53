package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.deploy.LastKnown;
import io.jenkins.plugins.testeddelivery.ledger.Circuits;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs where, and how it is; and what the last runs on this machine could not reach.
 *
 * @param now what ages are counted to
 */
public record StatusReport(List<EnvironmentStatus> environments, List<Circuits.Seen> circuits, Instant now) {
    /** As {@code tested-delivery/status/1}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/status/1");
        json.put("environments", environments.stream().map(EnvironmentStatus::toMap).toList());
        json.put("circuits", circuits.stream().map(Circuits.Seen::toMap).toList());
        return json;
    }

    public List<String> text(Ink ink) {
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
        if (lines.isEmpty()) {
            lines.add("no environment is known here yet");
        }
        circuits.forEach(seen -> lines.add(ink.notice("not reached  ") + Ink.plain(seen.circuit().endpoint()) + ", "
                + age(seen.at()) + " ago (" + seen.circuit().state() + ", " + seen.circuit().failures()
                + (seen.circuit().failures() == 1 ? " failure): " : " failures): ")
                + Ink.plain(seen.circuit().reason())));
        return lines;
    }

    /**
     * The same of environments that cannot be asked.
     *
     * @param reason why not
     */
    public Map<String, Object> json(List<LastKnown> known, String reason) {
        Map<String, Object> json = new LinkedHashMap<>(json());
        json.put("environments", known.stream().map(LastKnown::toMap).toList());
        json.put("unreachable", reason);
        return json;
    }

    public List<String> text(List<LastKnown> known, Ink ink) {
        return known.stream()
                .map(each -> ink.bold(each.environment()) + "  "
                        + (each.running().isEmpty() ? "nothing ran there" : each.running()) + "  "
                        + ink.notice("last known") + " " + age(each.at()) + " ago (" + time(each.at()) + "): "
                        + Ink.plain(each.outcome()) + "; how it is now cannot be said")
                .toList();
    }

    private String age(String at) {
        long seconds;
        try {
            seconds = Math.max(0, Duration.between(Instant.parse(at), now).toSeconds());
        } catch (DateTimeParseException e) {
            return "some time";
        }
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200 ? seconds / 60 + " min" : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    private void services(EnvironmentStatus environment, Ink ink, List<String> lines) {
        int width = environment.services().stream()
                .mapToInt(service -> service.service().length())
                .max()
                .orElse(0);
        List<UsageText.Row> rows = new ArrayList<>();
        for (EnvironmentStatus.Service service : environment.services()) {
            boolean running = "running".equals(service.state());
            rows.add(new UsageText.Row("  " + Ink.pad(Ink.plain(service.service()), width) + "  "
                    + (running ? ink.good(service.state()) : ink.bad(service.state()))
                    + (service.health().isEmpty() ? "" : ", " + service.health())
                    + (service.since().isEmpty() || !running ? "" : ink.dim("  for " + age(service.since())))
                    + (service.restarts() == 0 ? "" : ", " + service.restarts() + " restarts")
                    + (service.drift().isEmpty() ? "" : ink.bad("  drift: ") + Ink.plain(service.drift())),
                    service.usage()));
        }
        UsageText.add(lines, ink, width, rows);
    }

    private static String time(String at) {
        return at.replace('T', ' ').replaceFirst("(\\.\\d+)?Z$", " UTC");
    }
}
