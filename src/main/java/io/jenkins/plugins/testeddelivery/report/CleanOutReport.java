package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.dev.CleanOut;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What development loses before it is built from nothing. */
public record CleanOutReport(CleanOut.Proposal proposal) {
    private static final int WIDTH = 11;
    /** Of each kind; a screen has 24 lines. */
    private static final int MOST = 6;
    private static final int FEW = 3;

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("components", List.copyOf(new TreeSet<>(proposal.components())));
        json.put("containers", names());
        json.put("images", List.copyOf(proposal.images().keySet()));
        json.put("kept", proposal.kept());
        json.put("volumes", proposal.volumes());
        return json;
    }

    /** What would go, and what stays: one name to a line, and not so many that what is asked below them has no room. */
    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.addAll(column("containers", names()));
        lines.addAll(column("images", List.copyOf(proposal.images().keySet())));
        proposal.volumes().forEach(volume -> lines.add(ink.bad(Ink.pad("data", WIDTH)) + ink.bold(Ink.plain(volume))
                + "  all of it is lost"));
        Set<String> components = new TreeSet<>(proposal.components());
        lines.add(Ink.pad("", WIDTH) + "dependency folders and caches of "
                + (components.size() > FEW ? components.size() + " components" : String.join(", ", components)));
        List<String> kept = new ArrayList<>();
        proposal.kept().forEach((image, why) -> kept.add(image + ": " + why));
        column("keeps", kept).forEach(line -> lines.add(ink.dim(line)));
        if (proposal.volumes().isEmpty()) {
            lines.add(ink.dim(Ink.pad("keeps", WIDTH) + "every data volume"));
        }
        return lines;
    }

    private static List<String> column(String what, List<String> texts) {
        List<String> lines = new ArrayList<>();
        int shown = texts.size() > MOST ? MOST - 1 : texts.size();
        for (String text : texts.subList(0, shown)) {
            lines.add(Ink.pad(lines.isEmpty() ? what : "", WIDTH) + Ink.plain(text));
        }
        if (shown < texts.size()) {
            lines.add(Ink.pad("", WIDTH) + "and " + (texts.size() - shown) + " more");
        }
        return lines;
    }

    private List<String> names() {
        return proposal.containers().stream().map(Engine.Container::name).sorted().toList();
    }
}
