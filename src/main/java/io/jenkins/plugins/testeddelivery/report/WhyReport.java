package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why one component is rebuilt, or is not, for people and as {@code tested-delivery/why/1}. */
public final class WhyReport {
    private static final int MOST_SHOWN = 50;

    private final Why why;

    public WhyReport(Why why) {
        this.why = why;
    }

    /** The component as in the plan, what it was compared with, and each input that differs. */
    public Map<String, Object> json() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("global", why.inputs().globals());
        inputs.put("lock", why.inputs().locks());
        inputs.put("dependency", why.inputs().dependencies());
        inputs.put("file", why.inputs().files());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/why/1");
        json.put("component", new ComponentJson(why.decision(), Optional.of(why.definition()), Optional.empty()).map());
        json.put("comparedWith", why.before().isEmpty() ? null : why.before());
        json.put("exact", why.exact());
        json.put("inputs", inputs);
        json.put("differences", why.differences().stream().map(WhyReport::difference).toList());
        return json;
    }

    public List<String> text(Ink ink) {
        Decision decision = why.decision();
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold(decision.name()) + "  " + decision.strategy() + ink.dim("  " + decision.kind() + " in "
                + (decision.path().isEmpty() ? "." : Ink.plain(decision.path())) + ", evidence " + decision.evidence()));
        for (Decision.Reason reason : decision.reasons()) {
            lines.add("  because  " + Ink.plain(reason.text()) + ink.dim("  [" + reason.rule() + "]"));
        }
        Why.Counts inputs = why.inputs();
        lines.add(ink.dim("  inputs   files: " + inputs.files() + ", global: " + inputs.globals() + ", lock files: "
                + inputs.locks() + ", dependencies: " + inputs.dependencies() + "; " + decision.fingerprint()));
        lines.add(ink.dim("  before   " + (why.before().isEmpty() ? "there is nothing to compare with" : why.before())));
        if (why.differences().isEmpty() && !why.before().isEmpty()) {
            lines.add("  " + (decision.affected() ? "what differs is not on record" : "no input differs"));
        }
        for (Why.Difference difference : why.differences().stream().limit(MOST_SHOWN).toList()) {
            lines.add("  differs  " + difference(difference, ink));
        }
        if (why.differences().size() > MOST_SHOWN) {
            lines.add(ink.dim("  and " + (why.differences().size() - MOST_SHOWN) + " more (--json has all)"));
        }
        if (!why.exact()) {
            lines.add(ink.dim("  the inputs of the other side are not on record: these are the files that changed"));
        }
        return lines;
    }

    private static String difference(Why.Difference difference, Ink ink) {
        String name = Ink.plain(difference.name());
        String words =
                switch (difference.kind()) {
                    case "definition" -> "its definition: " + name;
                    case "dependency" -> "component " + name;
                    case "lock" -> "what " + name + " resolves for it";
                    case "global" -> name + " " + difference.status() + ", which is global";
                    default -> name + " " + difference.status();
                };
        String rule = difference.rule().isEmpty()
                ? ""
                : "  [" + difference.rule()
                        + (difference.pattern().isEmpty() ? "" : ": " + Ink.plain(difference.pattern()))
                        + (difference.line().isEmpty() ? "" : ", " + difference.line()) + "]";
        return words + ink.dim(rule);
    }

    private static Map<String, Object> difference(Why.Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", difference.kind());
        json.put("name", difference.name());
        json.put("status", difference.status());
        json.put("rule", difference.rule());
        json.put("pattern", difference.pattern());
        json.put("line", difference.line());
        return json;
    }
}
