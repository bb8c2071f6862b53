package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Explanation;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as a table for people. */
public final class PlanText {
    private static final int PATHS_SHOWN = 3;
    private static final int STRATEGY_WIDTH = 13;
    /** Above this, components that are not affected are counted instead of listed. */
    private static final int COMPONENTS_SHOWN = 40;

    private final Ink ink;

    public PlanText(Ink ink) {
        this.ink = ink;
    }

    public List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.bold(plan.scan().project().name() + "  " + plan.version())
                + ink.dim("  head " + commit(plan.scan().commit()) + (plan.scan().dirty() ? " with changes" : "")));
        lines.add(ink.dim(
                plan.base().isEmpty()
                        ? "compared with: " + Ink.plain(plan.baseReason())
                        : "compared with: " + commit(plan.base()) + ", " + Ink.plain(plan.baseReason())));
        lines.add("");
        table(plan, lines);
        lines.add("");
        for (int wave = 0; wave < plan.waves().size(); wave++) {
            lines.add((wave == 0 ? "build   " : "  then  ") + String.join(", ", plan.waves().get(wave)));
        }
        if (!plan.unowned().isEmpty()) {
            lines.add(ink.dim("in no component: " + paths(plan.unowned())));
        }
        plan.warnings().forEach(warning -> lines.add(ink.notice("warning: " + Ink.plain(warning))));
        lines.add(summary(plan));
        return lines;
    }

    /** What changes of paths would mean. */
    public List<String> of(List<Explanation.Meaning> meanings) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Meaning meaning : meanings) {
            lines.add(ink.bold(Ink.plain(meaning.path()))
                    + ink.dim(meaning.owner().isEmpty() ? "" : "  of " + meaning.owner())
                    + (meaning.global() ? ink.notice("  global") : ""));
            int width = meaning.effects().stream()
                    .mapToInt(effect -> effect.component().length())
                    .max()
                    .orElse(0);
            for (Explanation.Effect effect : meaning.effects()) {
                lines.add("  " + Ink.pad(effect.component(), width) + "  " + strategy(effect.strategy())
                        + "  " + Ink.plain(effect.because()) + ink.dim("  [" + effect.rule() + "]"
                        + (effect.expected().isZero() ? "" : "  about " + time(effect.expected()))));
                for (Explanation.Less less : effect.less()) {
                    lines.add(ink.dim("  " + " ".repeat(width) + "  or " + less.strategy() + " if " + less.when()
                            + (less.expected().isZero() ? "" : ", about " + time(less.expected()))));
                }
            }
            if (!meaning.deployments().isEmpty()) {
                lines.add(ink.dim("  then a deployment: ") + meaning.deployments().entrySet().stream()
                        .map(one -> (one.getKey().isEmpty() ? "" : one.getKey() + " ") + "about " + time(one.getValue()))
                        .collect(Collectors.joining(", ")));
            }
            if (!meaning.note().isEmpty()) {
                lines.add("  nothing to build: " + Ink.plain(meaning.note()));
            }
        }
        return lines;
    }

    /** {@code 45 s}, {@code 2 min 5 s}. */
    public static String time(Duration duration) {
        return Figures.time(duration);
    }

    private void table(Plan plan, List<String> lines) {
        List<Decision> shown = plan.components();
        boolean many = shown.size() > COMPONENTS_SHOWN;
        if (many) {
            shown = shown.stream()
                    .filter(decision -> decision.affected() || decision.strategy() != Strategy.NONE)
                    .toList();
        }
        int width = shown.stream().mapToInt(decision -> decision.name().length()).max().orElse(0);
        for (Decision decision : shown) {
            String first = "  " + Ink.pad(decision.name(), width) + "  " + strategy(decision.strategy()) + "  ";
            String next = " ".repeat(width + STRATEGY_WIDTH + 6);
            for (Decision.Reason reason : told(decision)) {
                lines.add(first + reason(reason, decision));
                first = next;
            }
        }
        int left = plan.components().size() - shown.size();
        if (many && left > 0) {
            lines.add(ink.dim("  " + left + " more are not affected"));
        }
    }

    /** The first input that differs says nothing new beside the files themselves. */
    private static List<Decision.Reason> told(Decision decision) {
        boolean namesFiles =
                decision.reasons().stream().anyMatch(reason -> !reason.paths().isEmpty());
        return decision.reasons().stream()
                .filter(reason -> !namesFiles || !reason.rule().equals("INPUT_DIFFERS"))
                .toList();
    }

    private String reason(Decision.Reason reason, Decision decision) {
        String text = Ink.plain(reason.text());
        String paths = reason.paths().isEmpty() ? "" : paths(reason.paths()) + ": ";
        String line = paths + text + ink.dim("  [" + reason.rule() + "]");
        return decision.strategy() == Strategy.NONE ? ink.dim(paths + text) : line;
    }

    private String strategy(Strategy strategy) {
        String padded = Ink.pad(strategy.name(), STRATEGY_WIDTH);
        return switch (strategy) {
            case NONE -> ink.dim(padded);
            case REUSE, RESTART -> ink.good(padded);
            case CACHED, INCREMENTAL, DEPENDENCIES -> ink.notice(padded);
            case FULL -> ink.bold(padded);
        };
    }

    private static boolean ships(Plan plan) {
        return plan.components().stream().anyMatch(decision -> !decision.kind().equals("library"));
    }

    private String summary(Plan plan) {
        long affected = plan.components().stream().filter(Decision::affected).count();
        int build = plan.waves().stream().mapToInt(List::size).sum();
        if (plan.components().isEmpty()) {
            return "no components";
        }
        return ink.bold(plan.components().size() + (plan.components().size() == 1 ? " component, " : " components, ")
                + affected + " affected, " + build + " to build; "
                + (plan.testNeeded() ? "a trial is needed" : ships(plan) ? "this set is tested" : "nothing is shipped"));
    }

    private static String paths(List<String> paths) {
        String shown = paths.stream().limit(PATHS_SHOWN).map(Ink::plain).reduce((a, b) -> a + ", " + b).orElse("");
        return paths.size() > PATHS_SHOWN ? shown + " and " + (paths.size() - PATHS_SHOWN) + " more" : shown;
    }

    private static String commit(String id) {
        return id.substring(0, Math.min(7, id.length()));
    }
}
