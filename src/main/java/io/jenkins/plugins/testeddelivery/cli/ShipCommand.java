package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Need;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.deploy.Options;
import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.release.Push;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.DeploymentReport;
import io.jenkins.plugins.testeddelivery.report.PlanDetail;
import io.jenkins.plugins.testeddelivery.report.PlanText;
import io.jenkins.plugins.testeddelivery.report.TrialReport;
import io.jenkins.plugins.testeddelivery.trial.Trials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ship",
        header = "Detect, build, test, export and deploy in one go.",
        description = "Stops at the first failure with its exit code. A set that was tested before is not tested again.")
final class ShipCommand extends Subcommand {
    @Option(names = "--env", paramLabel = "NAME", required = true, description = "The environment.")
    private String environment;

    @Mixin
    private PlanOptions options;

    @Option(names = "--accept-environment", description = "Accept that what guards this environment changed.")
    private boolean acceptEnvironment;

    @Option(
            names = "--push",
            paramLabel = "REPOSITORY",
            description = "Push the images too, as 'export --push' does; what the engine has not is pulled by digest then.")
    private String push = "";

    /** What happened so far, for both kinds of output. */
    private final Map<String, Object> document = new LinkedHashMap<>();

    private final List<String> lines = new ArrayList<>();

    @Override
    int run(Console console) throws IOException, InterruptedException {
        document.put("schema", "tested-delivery/ship/1");
        PlanRequest request = options.request(console);
        Push to = new Push(push, Login.NOBODY);
        try (Session session = options.session(console);
                Hold hold = session.hold("ship")) {
            int exit = ship(console, session, request, to);
            document.put("exit", exit);
            show(console, document, lines);
            return exit;
        } catch (Failure e) {
            if (!json()) {
                lines.forEach(console.out()::println);
            }
            throw e;
        }
    }

    /** What could only fail at the end of the way fails before anything is built. */
    private void mustLeadSomewhere(Plan plan) {
        Set<String> known = plan.scan().project().environments().keySet();
        if (!known.contains(environment)) {
            throw Failure.usage("the configuration has no environment '" + environment + "'; it has "
                    + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        if (plan.testNeeded() && plan.scan().project().trial().run().isEmpty()) {
            throw Failure.usage("ship: the configuration has no trial.run, so there is nothing to test with; add one, or"
                    + " go step by step: delivery build, delivery test -- COMMAND, delivery export, delivery deploy");
        }
    }

    private int ship(Console console, Session session, PlanRequest request, Push to)
            throws IOException, InterruptedException {
        Plan plan = session.plan(request);
        session.mustBeCheckedOut(request, plan);
        mustLeadSomewhere(plan);
        Estimates estimates = new Estimates(session.ledger().entries());
        Need.of(plan, estimates, Set.of()).require(session.ports());
        new PlanText(console.ink()).opening(plan, estimates, Set.of()).forEach(session.ports().log()::line);
        session.remember(plan);
        document.put("plan", PlanDetail.of(plan, session.ledger().entries()));

        Outcome outcome = new Builds(session.ports(), session.ledger())
                .run(plan, Set.of(), Runtime.getRuntime().availableProcessors());
        BuildReport built = new BuildReport(plan, outcome);
        document.put("build", built.json());
        lines.addAll(built.text(console.ink()));
        if (!outcome.succeeded()) {
            return Failure.Kind.FAILED.exitCode();
        }

        if (new Planner(session.ports(), session.ledger()).tried(plan)) {
            lines.add("tested   this very set passed its trial before");
        } else {
            Trials.Result result = new Trials(session.ports(), session.ledger())
                    .run(plan, new Trials.Options(true, true, false, false, List.of()));
            TrialReport tested = new TrialReport(result);
            document.put("test", tested.json());
            lines.addAll(tested.text(console.ink()));
            if (!tested.passed()) {
                return Failure.Kind.FAILED.exitCode();
            }
        }

        Exports exports = new Exports(session.ports(), session.ledger(), Session.by(console));
        Optional<Release> earlier = exports.earlier(plan, Exports.DEFAULT_DIRECTORY, to);
        Release release =
                earlier.isPresent() ? earlier.get() : exports.run(plan, Exports.DEFAULT_DIRECTORY, Set.of(), to);
        document.put("export", release.toMap());
        lines.add((earlier.isPresent() ? "released " : "exported ") + release.version()
                + (earlier.isPresent() ? " before, with these very artifacts" : ""));

        ReleaseFolder folder =
                ReleaseFolder.open(session.ports().workspace(), Exports.DEFAULT_DIRECTORY, release.version());
        Fact.Deployment deployment = session.deployments()
                .deploy(environment, folder, new Options(to.wanted(), false, false, acceptEnvironment, Session.by(console)));
        session.ledger().append(deployment);
        DeploymentReport deployed = new DeploymentReport(deployment);
        document.put("deploy", deployed.json());
        lines.addAll(deployed.text(console.ink()));
        return Session.exitCode(deployed);
    }
}
