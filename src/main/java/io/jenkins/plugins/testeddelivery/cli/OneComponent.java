package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Need;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.deploy.Options;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.DeploymentReport;
import io.jenkins.plugins.testeddelivery.report.TrialReport;
import io.jenkins.plugins.testeddelivery.trial.TrialSet;
import io.jenkins.plugins.testeddelivery.trial.Trials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Brings single components into an environment, by trial and release; all others ship as they were last tested. */
final class OneComponent {
    private final Session session;
    private final Plan plan;
    private final Set<String> only;
    private final Set<String> older = new TreeSet<>();
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    OneComponent(Session session, Plan plan, Set<String> only) {
        this.session = session;
        this.plan = plan;
        this.only = only;
        plan.scan().project().components().stream()
                .filter(component -> component.shippable() && !only.contains(component.name()))
                .map(Component::name)
                .forEach(older::add);
    }

    Map<String, Object> document() {
        return document;
    }

    List<String> lines() {
        return lines;
    }

    /** Goes the whole way, or stops at the first failure with its exit code. */
    int into(String environment, Console console) throws IOException, InterruptedException {
        mustLeadSomewhere(environment);
        session.remember(plan);
        Need.of(plan, new Estimates(session.ledger().entries()), only).require(session.ports());
        Outcome outcome = new Builds(session.ports(), session.ledger())
                .run(plan, only, Runtime.getRuntime().availableProcessors());
        BuildReport built = new BuildReport(plan, outcome);
        document.put("build", built.json());
        lines.addAll(built.text(console.ink()));
        if (!outcome.succeeded()) {
            return Failure.Kind.FAILED.exitCode();
        }
        if (tried()) {
            lines.add("tested   this very set passed its trial before");
        } else {
            TrialReport tested = new TrialReport(new Trials(session.ports(), session.ledger())
                    .run(plan, new Trials.Options(true, true, false, false, List.of(), older)));
            document.put("test", tested.json());
            lines.addAll(tested.text(console.ink()));
            if (!tested.passed()) {
                return Failure.Kind.FAILED.exitCode();
            }
        }
        Release release = new Exports(session.ports(), session.ledger(), Session.by(console))
                .run(plan, Exports.DEFAULT_DIRECTORY, older);
        document.put("export", release.toMap());
        lines.add("exported " + release.version());
        ReleaseFolder folder =
                ReleaseFolder.open(session.ports().workspace(), Exports.DEFAULT_DIRECTORY, release.version());
        Fact.Deployment deployment =
                session.deployments().deploy(environment, folder, Options.by(Session.by(console)));
        session.ledger().append(deployment);
        DeploymentReport deployed = new DeploymentReport(deployment);
        document.put("deploy", deployed.json());
        lines.addAll(deployed.text(console.ink()));
        return Session.exitCode(deployed);
    }

    /** What could only fail at the end of the way fails before anything is built. */
    private void mustLeadSomewhere(String environment) throws IOException {
        Set<String> known = plan.scan().project().environments().keySet();
        if (!known.contains(environment)) {
            throw Failure.usage("the configuration has no environment '" + environment + "'; it has "
                    + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        if (only.isEmpty()) {
            throw Failure.usage("update --env " + environment + ": name the component, or update all with: delivery ship"
                    + " --env " + environment);
        }
        Trials.requireCommand(plan);
        if (plan.scan().dirty()) {
            throw Failure.failed("update --env " + environment + ": the working tree has changes that no commit holds, and"
                    + " nothing of them ships; commit or stash first.");
        }
        Standing standing = Standing.of(session.ledger().entries());
        List<String> never = older.stream()
                .filter(name -> TrialSet.older(plan, standing, name).isEmpty())
                .toList();
        if (!never.isEmpty()) {
            throw Failure.failed("update --env " + environment + ": nothing tested is there of " + String.join(", ", never)
                    + ", which would ship along as it is; ship everything once first: delivery ship --env " + environment);
        }
    }

    private boolean tried() throws IOException {
        Standing standing = Standing.of(session.ledger().entries());
        TrialSet set = TrialSet.of(plan, standing, false, older);
        return set.artifacts().entrySet().stream()
                        .allMatch(entry -> standing.tested(entry.getKey(), entry.getValue().digest()))
                && standing.evidenceOfSet(set.digest(), plan.trialKey())
                        .map(Ledger.Entry::fact)
                        .filter(fact -> ((Fact.Evidence) fact).passed())
                        .isPresent();
    }
}
