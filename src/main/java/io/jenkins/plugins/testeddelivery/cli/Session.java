package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.build.BuildVersion;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.git.Locate;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.ledger.Circuits;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Hold;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Circuit;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import io.jenkins.plugins.testeddelivery.release.Exports;
import io.jenkins.plugins.testeddelivery.report.DeploymentReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The engine set up for one call of the command: ports onto this machine, and the ledger in Git's common folder (DESIGN,
 * "Rules of the road"), or beside the files where there is no Git.
 */
final class Session implements AutoCloseable {
    private static final String FOLDER = "delivery";
    private static final String FOLDER_WITHOUT_GIT = ".delivery";

    private final Console console;
    private final TerminalLog log;
    private final Path top;
    private final Path memory;
    private final Ports ports;
    private final Ledger ledger;
    private final boolean inRepository;

    private Session(Console console, TerminalLog log, Path top, Path memory, boolean inRepository) {
        this.console = console;
        this.log = log;
        this.top = top;
        this.memory = memory;
        this.inRepository = inRepository;
        this.ports = new Ports(
                new LocalWorkspace(top, console.environment(), log),
                new ProcessCommands(top, console.environment()),
                log,
                Clock.systemUTC());
        this.ledger = new FileLedger(memory, new Who(console), Clock.systemUTC(), log);
    }

    /** Who acts, looked up when something is recorded. */
    private record Who(Console console) implements Supplier<String> {
        @Override
        public String get() {
            return by(console);
        }
    }

    /**
     * A session in the repository around the console's folder.
     *
     * @throws Failure of kind USAGE outside a repository
     */
    static Session inRepository(Console given) throws IOException, InterruptedException {
        Console console = withAbsoluteGitFolders(given);
        TerminalLog log = new TerminalLog(console);
        Locate.Repository repository =
                new LocalWorkspace(console.folder(), console.environment(), log).act(new Locate());
        return new Session(
                console, log, Path.of(repository.top()), Path.of(repository.commonDir()).resolve(FOLDER), true);
    }

    /** In a hook Git may say where the repository is, relative to a folder that nothing else will run in. */
    private static Console withAbsoluteGitFolders(Console given) {
        Map<String, String> environment = new HashMap<>(given.environment());
        for (String name : List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")) {
            String path = environment.getOrDefault(name, "");
            if (!path.isEmpty()) {
                environment.put(name, given.folder().resolve(path).toString());
            }
        }
        return new Console(given.out(), given.err(), environment, given.folder(), given.terminal());
    }

    /** A session in the repository if there is one, else in the console's folder alone; needs no Git. */
    static Session anywhere(Console console) throws IOException, InterruptedException {
        if (insideRepository(console.folder())) {
            try {
                return inRepository(console);
            } catch (Failure e) {
                // Git is not there or refuses: a release folder is enough for what needs no Git
                console.err().println("delivery: working without Git: " + e.getMessage());
            }
        }
        return new Session(
                console,
                new TerminalLog(console),
                console.folder(),
                console.folder().resolve(FOLDER_WITHOUT_GIT),
                false);
    }

    private static boolean insideRepository(Path folder) {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    Log log() {
        return log;
    }

    Console console() {
        return console;
    }

    Ports ports() {
        return ports;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The repository's top folder, or the folder the command runs in. */
    Path top() {
        return top;
    }

    /** Where this machine's own records are. */
    Path memory() {
        return memory;
    }

    boolean inRepository() {
        return inRepository;
    }

    Plan plan(PlanRequest request) throws IOException, InterruptedException {
        return new Planner(ports, ledger).plan(request);
    }

    /** The plan for those who only look at it, see {@link Planner#look}. */
    Plan look(PlanRequest request) throws IOException, InterruptedException {
        return new Planner(ports, ledger).look(request);
    }

    /** The plan under the version that {@code build} drew for this very commit, unless that is released already. */
    Plan planToShip(PlanRequest request) throws IOException, InterruptedException {
        Plan plan = plan(request);
        mustBeCheckedOut(request, plan);
        Standing standing = Standing.of(ledger.entries());
        return BuildVersion.read(ports.workspace())
                .filter(drawn -> drawn.commit().equals(plan.scan().commit()))
                .map(BuildVersion::version)
                .filter(version -> standing.release(version).isEmpty())
                .map(plan::as)
                .orElse(plan);
    }

    /** The door to environments, with what this machine knows of earlier deployments. */
    Deployments deployments() {
        return deployments(log);
    }

    /** The same, saying what it does to another log. */
    Deployments deployments(Log to) {
        return deployments("", to);
    }

    /**
     * The door to one environment of this repository's project, or of any where there is no repository.
     *
     * @param environment empty: all
     * @throws Failure of kind USAGE if the configuration has no such environment and nothing was deployed to it
     */
    Deployments deploymentsTo(String environment, Log to) throws IOException, InterruptedException {
        if (!inRepository) {
            return deployments("", to);
        }
        Project project;
        try {
            project = ports.workspace().act(new ScanRepository("", "", false)).project();
        } catch (Failure e) {
            // going back must not depend on a configuration that can be read
            return deployments("", to);
        }
        boolean deployed = ledger.entries().stream()
                .anyMatch(entry -> entry.fact() instanceof Fact.Deployment deployment
                        && deployment.environment().equals(environment));
        if (!environment.isEmpty() && !deployed && !project.environments().containsKey(environment)) {
            throw Failure.usage("there is no environment '" + environment + "'; "
                    + (project.environments().isEmpty()
                            ? "the configuration has none"
                            : "there is " + String.join(", ", project.environments().keySet())));
        }
        return deployments(project.name(), to);
    }

    private Deployments deployments(String project, Log to) {
        return new Deployments(ports.with(to), memory.toString(), project, this::known)
                .with(earlier(Exports.DEFAULT_DIRECTORY));
    }

    private List<Fact.Deployment> known() throws IOException {
        List<Fact.Deployment> known = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            if (entry.fact() instanceof Fact.Deployment deployment) {
                known.add(deployment);
            }
        }
        return known;
    }

    /** Earlier releases, in this folder or this machine's content store. */
    EarlierReleases earlier(String releases) {
        return new EarlierReleases(ports.workspace(), ledger, releases, memory.resolve("lent").toString());
    }

    /** Copies how a deployment ended into this machine's records, shows it, and gives back the exit code. */
    int ended(Fact.Deployment deployment, boolean json) throws IOException {
        DeploymentReport report = new DeploymentReport(deployment);
        ledger.append(deployment);
        Subcommand.print(console, json, report.json(), report.text(console.ink()));
        return exitCode(report);
    }

    /** Shows what a dry run would have done: that is its answer, so it goes to standard output. */
    int planned(Fact.Deployment deployment, List<String> plan, boolean json) {
        Map<String, Object> document = new LinkedHashMap<>(new DeploymentReport(deployment).json());
        document.put("plan", plan);
        List<String> lines = new ArrayList<>(plan);
        lines.add("nothing was done: this was a dry run");
        Subcommand.print(console, json, document, lines);
        return Subcommand.DONE;
    }

    static int exitCode(DeploymentReport report) {
        if (report.healthy()) {
            return Subcommand.DONE;
        }
        return (report.rolledBack() ? Failure.Kind.ROLLED_BACK : Failure.Kind.FAILED).exitCode();
    }

    /** What comes from a tree with changes has no commit that it could be traced to. */
    void warnOfChanges(Plan plan) {
        if (plan.scan().dirty()) {
            log.warning("the tree has changes: this counts for no export and for no later comparison; commit first for"
                    + " what shall ship");
        }
    }

    /** The development project of the repository; its containers may be changed, and no environment's. */
    DevProject development() throws IOException, InterruptedException {
        return DevProject.open(ports, ports.workspace().act(new ScanRepository("", "", false)).project());
    }

    void remember(Plan plan) throws IOException, InterruptedException {
        new Planner(ports, ledger).remember(plan);
    }

    /** Only one build, test or export works in a tree at a time; the waiting one names the holder. */
    Hold hold(String command) throws IOException, InterruptedException {
        Path ignore = top.resolve("_build/.gitignore");
        if (Files.notExists(ignore)) {
            WholeFile.write(ignore, "*\n");
        }
        return Hold.take(top.resolve("_build/.delivery/lock"), command + " by " + by(console), true, log);
    }

    /**
     * Building is done from the files in the tree, so a commit that was asked for must be what is there.
     *
     * @throws Failure of kind USAGE if it is not
     */
    void mustBeCheckedOut(PlanRequest request, Plan plan) throws IOException, InterruptedException {
        if (!request.head().isEmpty()) {
            Scan tree = ports.workspace().act(new ScanRepository("", request.configFile(), false));
            if (tree.dirty() || !tree.commit().equals(plan.scan().commit())) {
                throw Failure.usage("--head " + request.head() + ": check that commit out first, without changes:"
                        + " what is built are the files in the working tree");
            }
        }
    }

    /** A path given on the command line, relative to the folder the command runs in. */
    String given(Path path) {
        return console.folder().resolve(path).normalize().toString();
    }

    /** Who acts, for the records: the build's address in CI, else user@host. */
    static String by(Console console) {
        String build = console.environment().getOrDefault("BUILD_URL", "");
        return build.isEmpty() ? System.getProperty("user.name") + "@" + host() : build;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Which endpoints the runs on this machine could not reach. */
    Circuits circuits() {
        return new Circuits(memory, ports.clock());
    }

    @Override
    public void close() {
        List<Circuit.State> called = ports.calls().circuits();
        if (!called.isEmpty()) {
            try {
                circuits().note(called);
            } catch (IOException e) {
                // a note for later must not turn what was done into a failure
                log.warning("What could not be reached was not noted in " + memory + ": " + e.getMessage());
            }
        }
        log.close();
    }
}
