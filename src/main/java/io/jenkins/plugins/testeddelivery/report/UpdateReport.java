package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.dev.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of an update of the development project. */
public record UpdateReport(String project, Update.Result result) {
    /** As part of {@code tested-delivery/update/1}. */
    public Map<String, Object> json() {
        List<Object> services = new ArrayList<>();
        for (Update.Service service : result.services()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("service", service.service());
            json.put("component", service.component().isEmpty() ? null : service.component());
            json.put("result", service.how().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.put("from", service.from().isEmpty() ? null : service.from());
            json.put("to", service.to());
            services.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("project", project);
        json.put("healthy", result.well());
        json.put("ill", result.well() ? null : result.ill());
        json.put("seconds", result.seconds());
        json.put("services", services);
        json.put("untouched", result.untouched());
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (Update.Service service : result.services()) {
            String name = ink.bold(service.service());
            String from = service.from().isEmpty() ? "" : " instead of " + Ink.plain(service.from());
            switch (service.how()) {
                case UPDATED -> lines.add(ink.good("updated") + "  " + name + "  runs " + Ink.plain(service.to())
                        + (service.from().equals(service.to()) ? " with other settings" : from));
                case STARTED -> lines.add(ink.good("started") + "  " + name + "  runs " + Ink.plain(service.to()));
                case WENT_BACK -> lines.add(ink.bad("ill") + "      " + name + "  runs " + Ink.plain(service.from())
                        + " again, as before");
                case STOPPED -> lines.add(ink.bad("ill") + "      " + name
                        + "  is down: there was nothing well to go back to; see delivery logs");
                default -> unchanged.add(service.service());
            }
        }
        if (!unchanged.isEmpty()) {
            lines.add(ink.dim("as it was " + String.join(", ", unchanged)));
        }
        String rest = result.untouched().isEmpty() ? "" : "; " + result.untouched().size() + " other "
                + (result.untouched().size() == 1 ? "service" : "services") + " not touched";
        String time = String.format(Locale.ROOT, "%.1f s", result.seconds());
        lines.add(result.well()
                ? ink.good("healthy") + "  " + project + " after " + time + rest
                : ink.bad("ill") + "      " + Ink.plain(result.ill().replaceFirst("\\.$", "")) + rest);
        return lines;
    }
}
