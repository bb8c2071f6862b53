package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that decide what is planned, shared by every command that plans. */
final class PlanOptions {
    @Option(
            names = "--base",
            paramLabel = "REV",
            description = "Compare every component with this revision instead of its own last tested commit: itself if"
                    + " it is an ancestor of head, else the merge base; env:NAME for what runs in that environment.")
    private String base = "";

    @Option(
            names = "--head",
            paramLabel = "REV",
            description = "Look at this commit; the working tree is not looked at. Default: HEAD and the working tree.")
    private String head = "";

    @Option(
            names = "--fetch",
            description = "In a shallow or partial clone, fetch the commits to compare with, and no more than is needed."
                    + " No branch moves. DELIVERY_FETCH=1 does the same. Default: what is missing widens the plan.")
    private boolean fetch;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration, relative to the repository. Default: delivery.yaml if there is one.")
    private String config = "";

    @Option(
            names = "--force",
            paramLabel = "[NAME=]STRATEGY",
            description = "Rebuild every component, or the one named, at least this way: CACHED, INCREMENTAL,"
                    + " DEPENDENCIES or FULL. Raises, never lowers; may be given more than once.")
    private List<String> force = List.of();

    @Option(
            names = "--force-component",
            paramLabel = "NAME=STRATEGY",
            description = "The same for one component; may be given more than once.")
    private Map<String, String> forceComponent = new LinkedHashMap<>();

    /** A session in which what is asked for may be looked for. */
    Session session(Console console) throws IOException, InterruptedException {
        return Session.inRepository(fetching(console));
    }

    Console fetching(Console console) {
        return fetch ? console.with("DELIVERY_FETCH", "1") : console;
    }

    PlanRequest request(Console console) {
        Strategy all = Strategy.NONE;
        Map<String, Strategy> components = new LinkedHashMap<>();
        forceComponent.forEach((name, strategy) -> components.put(name, strategy(strategy, "--force-component")));
        for (String one : force) {
            int sign = one.lastIndexOf('=');
            Strategy strategy = strategy(sign == 0 ? one : one.substring(sign + 1), "--force");
            if (sign > 0) {
                components.merge(one.substring(0, sign), strategy, Strategy::or);
            } else {
                all = all.or(strategy);
            }
        }
        return new PlanRequest(
                base,
                head,
                config,
                all,
                components,
                force.isEmpty() && components.isEmpty() ? "" : Session.by(console));
    }

    private static Strategy strategy(String text, String option) {
        for (Strategy strategy : Strategy.values()) {
            if (strategy.name().equals(text.toUpperCase(Locale.ROOT)) && strategy.builds()) {
                return strategy;
            }
        }
        throw Failure.usage(option + ": '" + text + "' is no strategy to force; expected CACHED, INCREMENTAL,"
                + " DEPENDENCIES or FULL");
    }
}
