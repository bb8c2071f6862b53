package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The components and what each depends on, as text that drawing programs read; what is rebuilt stands out. An arrow
 * leads from a component to one that it depends on. Names are of letters, digits, dots, dashes and underscores (DESIGN,
 * "component"), so nothing in them has to be escaped inside of quotes.
 */
public final class PlanGraph {
    private final Plan plan;

    public PlanGraph(Plan plan) {
        this.plan = plan;
    }

    /** For Graphviz. */
    public List<String> dot() {
        List<String> lines = new ArrayList<>();
        lines.add("digraph delivery {");
        lines.add("  rankdir=LR;");
        lines.add("  node [shape=box, style=rounded];");
        for (Decision decision : plan.components()) {
            lines.add("  \"" + decision.name() + "\" [label=\"" + decision.name() + "\\n" + decision.strategy() + "\""
                    + (decision.affected() ? ", style=\"rounded,bold\"" : ", color=gray, fontcolor=gray") + "];");
        }
        lines.addAll(edges((from, to) -> "  \"" + from + "\" -> \"" + to + "\";"));
        lines.add("}");
        return lines;
    }

    /** For Markdown pages that draw Mermaid. */
    public List<String> mermaid() {
        Map<String, String> ids = new HashMap<>();
        List<String> lines = new ArrayList<>();
        lines.add("flowchart LR");
        for (Decision decision : plan.components()) {
            String id = "c" + ids.size();
            ids.put(decision.name(), id);
            lines.add("  " + id + "[\"" + decision.name() + "<br/>" + decision.strategy() + "\"]"
                    + (decision.affected() ? ":::affected" : ""));
        }
        lines.addAll(edges((from, to) -> "  " + ids.get(from) + " --> " + ids.get(to)));
        lines.add("  classDef affected stroke-width:3px");
        return lines;
    }

    private List<String> edges(BiFunction<String, String, String> line) {
        List<String> lines = new ArrayList<>();
        for (Component component : plan.scan().project().components()) {
            component.dependsOn().stream()
                    .filter(name -> plan.component(name).isPresent())
                    .sorted()
                    .forEach(name -> lines.add(line.apply(component.name(), name)));
        }
        return lines;
    }
}
