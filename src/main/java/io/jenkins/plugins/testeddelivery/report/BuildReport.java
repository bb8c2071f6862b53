package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a build came to. @param proof that it is what a build from nothing gives, where that was asked for */
public record BuildReport(Plan plan, Outcome outcome, Optional<Fact.Proof> proof) {
    public BuildReport(Plan plan, Outcome outcome) {
        this(plan, outcome, Optional.empty());
    }

    /** As {@code tested-delivery/build/1}. */
    public Map<String, Object> json() {
        List<Object> components = new ArrayList<>();
        outcome.built().forEach((name, artifact) -> {
            boolean reused = outcome.reused().containsKey(name);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("result", reused ? "reused" : "built");
            json.put("strategy", artifact.strategy());
            json.put("version", artifact.version());
            json.put("digest", artifact.digest());
            json.put("image", artifact.image().isEmpty() ? null : artifact.image());
            json.put("seconds", reused ? 0 : artifact.millis() / 1000.0);
            json.put("reason", outcome.reused().getOrDefault(name, ""));
            proof.map(all -> all.components().get(name))
                    .ifPresent(proven -> json.put("proof", ProofReport.json(proven)));
            components.add(json);
        });
        outcome.failed().forEach((name, reason) -> components.add(missing(name, "failed", reason)));
        outcome.skipped()
                .forEach(name -> components.add(missing(name, "skipped", "something it depends on failed")));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/build/1");
        json.put("version", plan.version());
        json.put("components", components);
        json.put("accountSeconds", outcome.accounting().toNanos() / 1e9);
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (Map.Entry<String, Fact.Candidate> entry : outcome.built().entrySet()) {
            String name = entry.getKey();
            Fact.Candidate artifact = entry.getValue();
            if (plan.component(name).map(Decision::strategy).orElse(Strategy.NONE) == Strategy.NONE) {
                unchanged.add(name);
                continue;
            }
            lines.add(
                    outcome.reused().containsKey(name)
                            ? "reused   " + ink.bold(name) + "  " + Ink.plain(outcome.reused().get(name))
                            : ink.good("built") + "    " + ink.bold(name) + "  " + artifact.strategy() + ", "
                                    + PlanText.time(Duration.ofMillis(artifact.millis()))
                                    + (artifact.version().equals(plan.version())
                                            ? ""
                                            : ": the same as " + artifact.version() + ", keeps its evidence"));
        }
        if (!unchanged.isEmpty()) {
            lines.add(ink.dim("kept     " + String.join(", ", unchanged)));
        }
        outcome.failed()
                .forEach((name, reason) ->
                        lines.add(ink.bad("failed") + "   " + ink.bold(name) + "  " + Ink.plain(reason)));
        outcome.skipped()
                .forEach(name ->
                        lines.add(ink.notice("skipped") + "  " + ink.bold(name) + "  something it depends on failed"));
        proof.ifPresent(all -> lines.addAll(new ProofReport(all).text(ink)));
        return lines.isEmpty() ? List.of("nothing to build") : lines;
    }

    private static Map<String, Object> missing(String name, String result, String reason) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("result", result);
        json.put("reason", reason);
        return json;
    }
}
