package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What building from nothing proved. */
public record ProofReport(Fact.Proof proof) {
    private static final int LINES = 10;

    /** One component's part of {@code tested-delivery/build/1}. */
    static Map<String, Object> json(Fact.Proven proven) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("result", proven.result());
        json.put("seconds", proven.millis() / 1000.0);
        json.put("compared", proven.compared());
        json.put("noise", proven.noise());
        json.put("count", proven.count());
        json.put("differences", proven.differences());
        json.put("leftOut", proven.leftOut());
        json.put("reason", proven.reason());
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        proof.components().forEach((name, proven) -> {
            switch (proven.result()) {
                case Fact.Proven.SAME -> lines.add(ink.good("proven") + "   " + ink.bold(name) + "  " + words(proven)
                        + ink.dim(", " + PlanText.time(Duration.ofMillis(proven.millis()))));
                case Fact.Proven.DIFFERENT -> {
                    lines.add(ink.bad("differs") + "  " + ink.bold(name) + "  " + words(proven));
                    proven.differences().stream()
                            .limit(LINES)
                            .forEach(one -> lines.add("           " + Ink.plain(one)));
                    if (proven.count() > LINES) {
                        lines.add("           and " + (proven.count() - LINES) + " more; --json names the first 50");
                    }
                    if (!proven.leftOut().isEmpty()) {
                        lines.add("           " + Ink.plain(leftOut(proven)));
                    }
                }
                default -> lines.add(ink.bad("unproven") + " " + ink.bold(name) + "  " + Ink.plain(words(proven)));
            }
        });
        return lines;
    }

    /** One sentence; what users named in it may hold control characters. */
    static String words(Fact.Proven proven) {
        return switch (proven.result()) {
            case Fact.Proven.SAME -> "the same as built from nothing"
                    + (proven.compared() == 0
                            ? ", bit for bit"
                            : ": " + proven.compared() + " files compared, " + proven.noise() + " of them known noise");
            case Fact.Proven.DIFFERENT -> proven.count() + (proven.count() == 1 ? " difference" : " differences")
                    + " from what is built from nothing";
            default -> "could not be compared with what is built from nothing: " + proven.reason();
        };
    }

    private static String leftOut(Fact.Proven proven) {
        return "in its build context and no input of it: " + String.join(", ", proven.leftOut())
                + "; what the image needs must not be in 'ignore:', what it does not need belongs into .dockerignore";
    }
}
