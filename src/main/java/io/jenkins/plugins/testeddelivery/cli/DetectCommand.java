package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.report.PlanDetail;
import io.jenkins.plugins.testeddelivery.report.PlanGraph;
import io.jenkins.plugins.testeddelivery.report.PlanOutputs;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import io.jenkins.plugins.testeddelivery.report.WhyReport;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "detect",
        header = "Show what changed and how little must be rebuilt.",
        description = "Compares every component with the commit at which it was last tested. Runs nothing that the"
                + " repository holds and records nothing.")
final class DetectCommand extends Subcommand {
    private static final int AFFECTED = 10;
    private static final String JSON = "json";
    private static final List<String> FORMATS = List.of("text", JSON, "github", "dot", "mermaid");

    @Mixin
    private PlanOptions options;

    @Option(names = "--exit-code", description = "Exit with 10 if something is affected, 0 if nothing is.")
    private boolean exitCode;

    @Option(
            names = "--why",
            paramLabel = "COMPONENT",
            description = "Show for one component every input that differs and the rule that speaks for it; also for"
                    + " one that is not affected.")
    private String why = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json, github (lines for $GITHUB_OUTPUT), dot (Graphviz) or mermaid. Default: text.")
    private String format = "text";

    @Override
    int run(Console console) throws IOException, InterruptedException {
        if (!FORMATS.contains(format)) {
            throw Failure.usage(
                    "--format: '" + format + "' is unknown; expected one of " + String.join(", ", FORMATS));
        }
        PlanRequest request = options.request(console);
        if (why.isEmpty()) {
            return detect(options.fetching(console), request, json() ? JSON : format, exitCode);
        }
        try (Session session = options.session(console)) {
            Plan plan = session.plan(request);
            WhyReport report =
                    new WhyReport(new Planner(session.ports(), session.ledger()).why(plan, request, why));
            show(console, report.json(), report.text(console.ink()));
            return exitCode && plan.anyAffected() ? AFFECTED : DONE;
        }
    }

    static int detect(Console console, PlanRequest request, String format, boolean exitCode)
            throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            Plan plan = session.look(request);
            print(console, plan, session.ledger().entries(), format);
            return exitCode && plan.anyAffected() ? AFFECTED : DONE;
        }
    }

    private static void print(Console console, Plan plan, List<Ledger.Entry> entries, String format) {
        if (format.equals(JSON)) {
            Json.pretty(PlanDetail.written(plan, entries), console.out());
            return;
        }
        List<String> lines =
                switch (format) {
                    case "github" -> PlanOutputs.of(plan);
                    case "dot" -> new PlanGraph(plan).dot();
                    case "mermaid" -> new PlanGraph(plan).mermaid();
                    default -> new PlanText(console.ink()).of(plan, new Estimates(entries));
                };
        lines.forEach(console.out()::println);
    }
}
