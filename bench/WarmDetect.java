import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/**
 * Times the plan in a JVM that runs already, as the Jenkins step's agent does, in turn with the one Git command that sees
 * as much: {@code java -Xmx300m -cp target/delivery.jar bench/WarmDetect.java REPOSITORY [RUNS]}.
 * What a plan needs of the repository is one piece of work that Jenkins runs beside the files; here it is a call.
 */
public final class WarmDetect {
    private static final int WARM_UP = 8;

    private final Path repository;
    private final Planner planner;

    private WarmDetect(Path repository) throws Exception {
        this.repository = repository;
        Log silent = new Log() {
            @Override
            public void line(String text) {}

            @Override
            public void warning(String text) {}

            @Override
            public void progress(String text) {}
        };
        Path records = Files.createTempDirectory("warm-detect");
        records.toFile().deleteOnExit();
        Ports ports = new Ports(new LocalWorkspace(repository, System.getenv(), silent), null, silent, Clock.systemUTC());
        this.planner = new Planner(ports, new FileLedger(records, "bench", Clock.systemUTC(), silent));
    }

    public static void main(String[] arguments) throws Exception {
        WarmDetect bench = new WarmDetect(Path.of(arguments[0]).toRealPath());
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
        System.out.println("| | ours | git | ratio (median of pairs) | least ours | least git | affected |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        bench.compare("tree / git status -uall", "", runs, "git", "status", "-uall", "--porcelain");
        bench.compare("commit / git ls-tree -r HEAD", "HEAD", runs, "git", "ls-tree", "-r", "HEAD");
        System.gc();
        System.out.printf(
                "heap: at most %d MB (-Xmx), %d MB in use at the end%n",
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20);
    }

    private void compare(String name, String head, int runs, String... command) throws Exception {
        double[] ours = new double[runs];
        double[] git = new double[runs];
        double[] ratios = new double[runs];
        int affected = 0;
        for (int i = -WARM_UP; i < runs; i++) {
            long start = System.nanoTime();
            run(command);
            long between = System.nanoTime();
            affected = plan(head);
            long end = System.nanoTime();
            if (i >= 0) {
                git[i] = (between - start) / 1e9;
                ours[i] = (end - between) / 1e9;
                ratios[i] = ours[i] / git[i];
            }
        }
        System.out.printf(
                "| %s | %.3f s | %.3f s | %.2f | %.3f s | %.3f s | %d |%n",
                name, median(ours), median(git), median(ratios), least(ours), least(git), affected);
    }

    private int plan(String head) throws Exception {
        Plan plan = planner.look(new PlanRequest("HEAD~1", head, "", Strategy.NONE, Map.of(), ""));
        return (int) plan.components().stream().filter(component -> component.affected()).count();
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectOutput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }
}
