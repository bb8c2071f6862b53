package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the development project is. */
public record DevStatusReport(DevStatus status) {
    /** As part of {@code tested-delivery/status/1}. */
    public Map<String, Object> json() {
        List<Object> services = new ArrayList<>();
        for (DevStatus.Service service : status.services()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("service", service.service());
            one.put("component", service.component().isEmpty() ? null : service.component());
            one.put("runs", service.runs().isEmpty() ? null : service.runs());
            one.put("state", service.state());
            one.put("health", service.health().isEmpty() ? null : service.health());
            one.put("restarts", service.restarts());
            one.put("since", service.since().isEmpty() ? null : service.since());
            one.put("mounted", service.mounted().isEmpty() ? null : service.mounted());
            if (service.usage().known()) {
                one.put("resources", service.usage().toMap());
            }
            services.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("project", status.project());
        json.put("services", services);
        return json;
    }

    /** Nothing where nothing of it is there. */
    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        if (!status.services().isEmpty()) {
            lines.add(ink.bold(status.project()) + "  development");
        }
        int width = status.services().stream().mapToInt(one -> one.service().length()).max().orElse(0);
        List<UsageText.Row> rows = new ArrayList<>();
        for (DevStatus.Service service : status.services()) {
            boolean running = "running".equals(service.state());
            rows.add(new UsageText.Row("  " + Ink.pad(Ink.plain(service.service()), width) + "  "
                    + (running ? ink.good(service.state()) : ink.bad(Ink.plain(service.state())))
                    + (service.health().isEmpty() ? "" : ", " + Ink.plain(service.health()))
                    + (service.restarts() == 0 ? "" : ", " + service.restarts() + " restarts")
                    + (service.runs().isEmpty() ? "" : "  " + Ink.plain(service.runs()))
                    + (service.mounted().isEmpty() ? "" : ink.notice("  source mounted")),
                    service.usage()));
        }
        UsageText.add(lines, ink, width, rows);
        return lines;
    }
}
