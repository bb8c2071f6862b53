package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.build.Need;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.dev.DevBuilds;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.dev.Update;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import io.jenkins.plugins.testeddelivery.report.UpdateReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        header = "Build a component and replace only its containers.",
        description = {
            "Works on the development project <project>-dev: builds what the plan asks for, replaces the containers of these"
                    + " components and of nothing else, waits until they are well, and goes back to the image before if"
                    + " they are not (exit 4). Everything else runs on untouched.",
            "With --env the component goes through trial, export and deployment to that environment; every other component"
                    + " stays as it was last tested."
        })
final class UpdateCommand extends Subcommand {
    @Parameters(
            paramLabel = "COMPONENT",
            arity = "0..*",
            description = "Only these. Default: every component, and what else of the project is not running is started.")
    private List<String> components = List.of();

    @Option(names = "--env", paramLabel = "NAME", description = "Update it in this environment instead.")
    private String environment = "";

    @Mixin
    private PlanOptions options;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        PlanRequest request = options.request(console);
        try (Session session = options.session(console)) {
            Plan plan = session.plan(request);
            session.mustBeCheckedOut(request, plan);
            Set<String> only = new TreeSet<>();
            for (String name : components) {
                only.add(Planner.name(plan.scan().project(), name));
            }
            try (Hold hold = session.hold("update")) {
                return environment.isEmpty()
                        ? develop(console, session, plan, only)
                        : ship(console, new OneComponent(session, plan, only));
            }
        }
    }

    private int ship(Console console, OneComponent one) throws IOException, InterruptedException {
        Map<String, Object> document = one.document();
        document.put("schema", "tested-delivery/update/1");
        try {
            int exit = one.into(environment, console);
            document.put("exit", exit);
            show(console, document, one.lines());
            return exit;
        } catch (Failure e) {
            if (!json()) {
                one.lines().forEach(console.out()::println);
            }
            throw e;
        }
    }

    private int develop(Console console, Session session, Plan asked, Set<String> only)
            throws IOException, InterruptedException {
        DevProject dev = DevProject.open(session.ports(), asked.scan().project());
        for (String name : only) {
            dev.servicesOf(name);
        }
        dev.warnings().forEach(session.log()::warning);
        session.remember(asked);
        DevBuilds builds = new DevBuilds(session.ports(), session.ledger());
        Plan plan = builds.plan(asked);
        Map<String, Fact.Candidate> there = builds.there(dev.engine(), plan, only);
        Estimates estimates = new Estimates(session.ledger().entries());
        if (!there.keySet().containsAll(only) || only.isEmpty()) {
            Need.of(plan, estimates, only).require(session.ports());
            new PlanText(console.ink()).opening(plan, estimates, only).forEach(session.log()::line);
        }
        Outcome outcome = builds.run(plan, only, there);
        BuildReport built = new BuildReport(plan, outcome);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "tested-delivery/update/1");
        document.put("build", built.json());
        List<String> lines = new ArrayList<>(built.text(console.ink()));
        int exit = Failure.Kind.FAILED.exitCode();
        if (outcome.succeeded()) {
            Map<String, Fact.Candidate> artifacts = new TreeMap<>(outcome.built());
            if (!only.isEmpty()) {
                // what they depend on was built too, and runs on as it is
                artifacts.keySet().retainAll(only);
            }
            Update.Result result = new Update(session.ports(), dev).run(artifacts, only.isEmpty());
            UpdateReport report = new UpdateReport(dev.name(), result);
            document.put("update", report.json());
            lines.addAll(report.text(console.ink()));
            exit = result.well() ? DONE : (result.wentBack() ? Failure.Kind.ROLLED_BACK : Failure.Kind.FAILED).exitCode();
        }
        document.put("exit", exit);
        show(console, document, lines);
        return exit;
    }
}
