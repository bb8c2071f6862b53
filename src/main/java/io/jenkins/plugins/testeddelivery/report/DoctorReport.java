package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.upkeep.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether everything is there that the next build needs. */
public record DoctorReport(List<Check> checks) {
    public DoctorReport {
        checks = List.copyOf(checks);
    }

    public boolean any(Check.State state) {
        return checks.stream().anyMatch(check -> check.state() == state);
    }

    /** As {@code tested-delivery/doctor/1}. */
    public Map<String, Object> json() {
        List<Object> all = new ArrayList<>();
        for (Check check : checks) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", check.name());
            json.put("state", check.state().name().toLowerCase(Locale.ROOT));
            json.put("text", check.text());
            json.putAll(check.facts());
            all.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/doctor/1");
        json.put("well", !any(Check.State.PROBLEM) && !any(Check.State.UNREACHABLE));
        json.put("checks", all);
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            lines.add(state(check.state(), ink) + "  " + Ink.pad(check.name(), width) + "  " + Ink.plain(check.text()));
        }
        long problems = checks.stream()
                .filter(check -> check.state() == Check.State.PROBLEM || check.state() == Check.State.UNREACHABLE)
                .count();
        lines.add(problems == 0
                ? ink.good("everything is there")
                : ink.bad(problems + (problems == 1 ? " problem" : " problems")));
        return lines;
    }

    private static String state(Check.State state, Ink ink) {
        return switch (state) {
            case OK -> ink.good("ok     ");
            case NOTE -> ink.notice("note   ");
            case PROBLEM, UNREACHABLE -> ink.bad("problem");
        };
    }
}
