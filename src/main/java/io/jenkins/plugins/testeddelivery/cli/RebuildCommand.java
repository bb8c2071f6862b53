package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.build.Builds;
import io.jenkins.plugins.testeddelivery.build.Outcome;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.dev.BeforeRebuild;
import io.jenkins.plugins.testeddelivery.dev.CleanOut;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.dev.Update;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.report.BuildReport;
import io.jenkins.plugins.testeddelivery.report.CleanOutReport;
import io.jenkins.plugins.testeddelivery.report.UpdateReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebuild",
        header = "Clean out the development project and build it from nothing.",
        description = {
            "Removes the containers, images and dependency folders that development has of these components, builds them"
                    + " without any cache, and starts them. Data volumes stay unless --volume names them, and so does every"
                    + " image that an environment runs or may go back to. The engine's own build cache is shared by all"
                    + " projects: it is not used, and not removed.",
            "rebuild.before in delivery.yaml is run first, for a back-up."
        })
final class RebuildCommand extends Subcommand {
    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "Only these. Default: the whole project.")
    private List<String> names = List.of();

    @Option(names = "--clean", required = true, description = "Needed: without it nothing is removed; see update.")
    private boolean clean;

    @Option(
            names = "--volume",
            paramLabel = "NAME",
            description = "Lose this data volume too; may be given more than once.")
    private List<String> volumes = List.of();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        try (Session session = Session.inRepository(console)) {
            Plan looked = session.plan(new PlanRequest("", "", "", Strategy.NONE, Map.of(), ""));
            Project project = looked.scan().project();
            DevProject dev = DevProject.open(session.ports(), project);
            Set<String> components = new TreeSet<>();
            for (String name : names) {
                dev.servicesOf(name);
                components.add(Planner.name(project, name));
            }
            if (names.isEmpty()) {
                project.components().stream().filter(Component::shippable).map(Component::name).forEach(components::add);
            }
            try (Hold hold = session.hold("rebuild")) {
                CleanOut cleanOut = new CleanOut(session.ports(), dev, project.name());
                CleanOut.Proposal proposal =
                        cleanOut.look(components, names.isEmpty(), volumes, session.ledger(), session.deployments());
                CleanOutReport report = new CleanOutReport(proposal);
                if (!agreed(console, session, report)) {
                    session.log().line("nothing was done");
                    return Failure.Kind.FAILED.exitCode();
                }
                new BeforeRebuild(session.ports()).run(project.beforeRebuild(), dev.name());
                cleanOut.run(proposal);
                return build(console, session, dev, components, report);
            }
        }
    }

    /** Whether it may go on; what cannot be asked was not agreed to. */
    private boolean agreed(Console console, Session session, CleanOutReport report) throws InterruptedException {
        if (yes) {
            return true;
        }
        if (!console.terminal() || json()) {
            throw Failure.usage("rebuild --clean removes containers and images of development; say --yes where nobody can be"
                    + " asked. Nothing was done.");
        }
        // what is told of the work that went before would stand where the question is
        session.log().progress("");
        console.out().println("This goes, before it is built from nothing:");
        report.text(console.ink()).forEach(console.out()::println);
        return List.of("y", "yes").contains(answer("Go on? [y/N] ").strip().toLowerCase(Locale.ROOT));
    }

    /** What is typed, read by a thread of its own: Ctrl-C cannot interrupt one that waits for the keyboard. */
    private static String answer(String question) throws InterruptedException {
        FutureTask<String> typed = new FutureTask<>(() -> System.console().readLine(question));
        Thread keyboard = new Thread(typed, "keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
        try {
            return Optional.ofNullable(typed.get()).orElse("");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private int build(Console console, Session session, DevProject dev, Set<String> components, CleanOutReport report)
            throws IOException, InterruptedException {
        Map<String, Strategy> force = new TreeMap<>();
        components.forEach(name -> force.put(name, Strategy.FULL));
        Plan plan = session.plan(new PlanRequest("", "", "", Strategy.NONE, force, Session.by(console)));
        session.remember(plan);
        Outcome outcome = new Builds(session.ports(), session.ledger())
                .run(plan, components, Runtime.getRuntime().availableProcessors());
        BuildReport built = new BuildReport(plan, outcome);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "tested-delivery/rebuild/1");
        document.put("removed", report.json());
        document.put("build", built.json());
        List<String> lines = new ArrayList<>();
        lines.add("removed  " + count(report.proposal().containers().size(), "container") + ", "
                + count(report.proposal().images().size(), "image") + ", "
                + count(report.proposal().volumes().size(), "data volume"));
        lines.addAll(built.text(console.ink()));
        int exit = Failure.Kind.FAILED.exitCode();
        if (outcome.succeeded()) {
            Update.Result result = new Update(session.ports(), dev).run(outcome.built(), names.isEmpty());
            UpdateReport started = new UpdateReport(dev.name(), result);
            document.put("update", started.json());
            lines.addAll(started.text(console.ink()));
            exit = result.well() ? DONE : Failure.Kind.FAILED.exitCode();
        }
        document.put("exit", exit);
        show(console, document, lines);
        return exit;
    }

    private static String count(int number, String what) {
        return (number == 0 ? "no" : number) + " " + what + (number == 1 ? "" : "s");
    }
}
