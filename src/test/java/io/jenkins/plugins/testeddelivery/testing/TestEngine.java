package io.jenkins.plugins.testeddelivery.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A real container engine for a test: the one that is there, or a private one for the whole JVM. Without any, the
 * tests of the class are skipped; they fail instead where the environment variable {@code CI} is set or with
 * {@code -Ddelivery.engine=required}.
 *
 * <pre>
 * &#64;RegisterExtension
 * final TestEngine engine = new TestEngine();     // static: one prefix and one clean-up for the whole class
 *
 * Ports ports = TestPorts.at(folder, engine.environment(), new Lines());
 * String name = engine.unique("api");             // whatever carries this name is removed after the test
 * </pre>
 */
public final class TestEngine implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    /** Put on what has no name of its own choosing; it is removed after the test. */
    public static final String LABEL = "delivery-test";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String prefix = "dt" + Long.toString(ProcessHandle.current().pid(), 36) + "x"
            + Integer.toString(COUNT.incrementAndGet(), 36) + "-";
    private final AtomicInteger names = new AtomicInteger();
    private final Supplier<Daemon> finding;
    private boolean wholeClass;
    private Daemon daemon;

    public TestEngine() {
        this(Daemon::found);
    }

    private TestEngine(Supplier<Daemon> finding) {
        this.finding = finding;
    }

    /** Podman in Docker's place, started for the one class that has it as a static field. */
    public static TestEngine podman() {
        return new TestEngine(Daemon::podman);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        wholeClass = true;
        daemon = find(finding);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        cleanUp();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!wholeClass) {
            daemon = find(finding);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!wholeClass) {
            cleanUp();
        }
    }

    /** {@code DOCKER_HOST}, to be handed to {@link TestPorts}. */
    public Map<String, String> environment() {
        return Map.of("DOCKER_HOST", daemon.host());
    }

    /** An image with a static busybox ({@code sh}, {@code httpd}, {@code wget}, {@code nc} …), made here; nothing is pulled. */
    public String baseImage() {
        return daemon.baseImage();
    }

    /** Builds an image of this name that equals no other, from a folder made for it. */
    public void build(String name, Path context) throws IOException {
        Files.createDirectories(context);
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + baseImage() + "\nLABEL " + LABEL + "=" + mark() + "\nCOPY page /\n");
        Files.writeString(context.resolve("page"), name + System.nanoTime());
        docker("build", "-q", "-t", name, context.toString());
    }

    /** A name that no other test uses: for an image, a container, a compose project, a volume or a network. */
    public String unique(String word) {
        return prefix + word + (names.incrementAndGet() == 1 ? "" : "-" + names.get());
    }

    /** Runs the docker executable against the engine and returns its trimmed output; a failure fails the test. */
    public String docker(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(arguments));
        return daemon.run(argv);
    }

    private static Daemon find(Supplier<Daemon> finding) {
        try {
            return finding.get();
        } catch (Daemon.Missing e) {
            if (System.getenv("CI") != null || "required".equals(System.getProperty("delivery.engine"))) {
                throw new AssertionError("a container engine is required here: " + e.getMessage(), e);
            }
            throw new TestAbortedException("no container engine: " + e.getMessage());
        }
    }

    private void cleanUp() {
        if (daemon == null) {
            return;
        }
        remove(List.of("ps", "-aq", "--filter", "name=^/?" + prefix), List.of("rm", "-f", "-v"));
        remove(List.of("ps", "-aq", "--filter", "label=" + LABEL + "=" + prefix), List.of("rm", "-f", "-v"));
        remove(List.of("images", "-q", "--filter", "reference=" + prefix + "*:*"), List.of("rmi", "-f"));
        remove(List.of("images", "-aq", "--filter", "label=" + LABEL + "=" + prefix), List.of("rmi", "-f"));
        remove(List.of("network", "ls", "-q", "--filter", "name=" + prefix), List.of("network", "rm"));
        remove(List.of("volume", "ls", "-q", "--filter", "name=" + prefix), List.of("volume", "rm", "-f"));
    }

    /** What {@link #LABEL} must say for this test's clean-up to find it. */
    public String mark() {
        return prefix;
    }

    private void remove(List<String> list, List<String> removal) {
        List<String> ids =
                docker(list.toArray(String[]::new)).lines().distinct().toList();
        if (!ids.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("docker"));
            argv.addAll(removal);
            argv.addAll(ids);
            daemon.tryRun(argv);
        }
    }
}
