package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.dev.CleanOut;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What development loses before it is built from nothing. */
public record CleanOutReport(CleanOut.Proposal proposal) {
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("components", List.copyOf(new TreeSet<>(proposal.components())));
        json.put("containers", names());
        json.put("images", List.copyOf(proposal.images().keySet()));
        json.put("kept", proposal.kept());
        json.put("volumes", proposal.volumes());
        return json;
    }

    /** What would go, and what stays. */
    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        add(lines, "containers", names());
        add(lines, "images    ", List.copyOf(proposal.images().keySet()));
        proposal.volumes().forEach(volume -> lines.add(ink.bad("data      ") + " " + ink.bold(volume) + "  all of it is lost"));
        lines.add("           dependency folders and caches of " + String.join(", ", new TreeSet<>(proposal.components())));
        proposal.kept().forEach((image, why) -> lines.add(ink.dim("keeps      " + Ink.plain(image) + ": " + Ink.plain(why))));
        if (proposal.volumes().isEmpty()) {
            lines.add(ink.dim("keeps      every data volume"));
        }
        return lines;
    }

    private static void add(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(what + " " + Ink.plain(String.join(", ", names)));
        }
    }

    private List<String> names() {
        return proposal.containers().stream().map(Engine.Container::name).sorted().toList();
    }
}
