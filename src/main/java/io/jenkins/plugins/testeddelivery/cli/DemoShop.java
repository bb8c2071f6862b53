package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.ImageBuild;
import io.jenkins.plugins.testeddelivery.docker.ImageBuilder;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The made-up shop of the demo: a library, two services and a static site in a Git repository. With a container engine,
 * compose and a static busybox the services are images on a base made here; without, they are archives.
 */
final class DemoShop {
    private static final String BASE_IMAGE = "delivery-demo-base:1";
    private static final List<String> BUSYBOX = List.of("/bin/busybox", "/usr/bin/busybox");
    private static final List<String> FILES = List.of(
            "packages/prices/README.md",
            "packages/prices/prices.txt",
            "services/api/docs/usage.md",
            "services/api/requirements.txt",
            "services/api/www/health",
            "services/api/www/index.txt",
            "services/cart/docs/usage.md",
            "services/cart/requirements.txt",
            "services/cart/www/health",
            "services/cart/www/index.txt",
            "site/build.sh",
            "site/index.html");

    private final Path folder;
    private final Ports ports;
    private final String project;
    private final String engine;

    private DemoShop(Path folder, Ports ports, String project, String engine) {
        this.folder = folder;
        this.ports = ports;
        this.project = project;
        this.engine = engine;
    }

    /** Writes the shop into the folder; its first commit is for the story to make. */
    static DemoShop write(Path folder, Ports ports, String project) throws IOException, InterruptedException {
        String engine = prepareEngine(folder.resolveSibling("base"), ports);
        DemoShop shop = new DemoShop(folder, ports, project, engine);
        for (String file : FILES) {
            shop.put("shop/" + file, file);
        }
        if (shop.images()) {
            shop.put("images/delivery.yaml", "delivery.yaml");
            shop.put("images/compose.yaml", "deploy/compose.yaml");
            shop.put("images/api.Dockerfile", "services/api/Dockerfile");
            shop.put("images/cart.Dockerfile", "services/cart/Dockerfile");
            shop.put("images/smoke.sh", "scripts/smoke.sh");
            shop.file("config/.env.production", "API_PORT=" + freePort() + "\nCART_PORT=" + freePort() + "\n");
        } else {
            shop.put("archives/delivery.yaml", "delivery.yaml");
            shop.put("archives/build.sh", "services/api/build.sh");
            shop.put("archives/build.sh", "services/cart/build.sh");
            shop.put("archives/smoke.sh", "scripts/smoke.sh");
        }
        shop.file(".gitignore", "/config/.env.*\ndist/\n");
        shop.git("init", "-q", "-b", "main");
        return shop;
    }

    Path folder() {
        return folder;
    }

    /** Whether the services are images. */
    boolean images() {
        return !engine.isEmpty();
    }

    /** What the services are, and why. */
    String words() {
        return images()
                ? "services are container images (" + engine + ")"
                : "services are archives: no container engine with compose and a static busybox here";
    }

    /** Writes a file, and with that changes it if it was there. */
    void file(String path, String content) throws IOException {
        WholeFile.write(folder.resolve(path), content);
    }

    void append(String path, String line) throws IOException {
        file(path, Files.readString(folder.resolve(path)) + line + "\n");
    }

    void commit(String message) throws InterruptedException {
        git("add", "-A");
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message);
    }

    void revertLast() throws InterruptedException {
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "revert", "--no-edit", "HEAD");
    }

    /** Ends what runs of it and removes it from the engine; the folder stays. */
    void remove() throws IOException, InterruptedException {
        if (!images()) {
            return;
        }
        Engine connected = Engines.connect(ports);
        for (Engine.Container container : connected.containers(Map.of(ComposeLabels.PROJECT, project))) {
            connected.removeContainer(container.id());
        }
        connected.removeContainer(project + "-delivery-state");
        connected.removeLeftovers(Map.of(ComposeLabels.PROJECT, project));
    }

    private void put(String resource, String path) throws IOException {
        try (InputStream in = DemoShop.class.getResourceAsStream("/io/jenkins/plugins/testeddelivery/demo/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks demo/" + resource);
            }
            file(path, new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@PROJECT@", project));
        }
    }

    private void git(String... arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git", "-C", folder.toString()));
        argv.addAll(List.of(arguments));
        Commands.Captured captured = ports.commands().capture(Commands.Command.of(argv));
        if (!captured.succeeded()) {
            throw Failure.failed("demo: git " + arguments[0] + ": " + captured.outcome().words() + " " + captured.err());
        }
    }

    /** Makes the base image if all that images need is here; says which engine, or nothing. */
    private static String prepareEngine(Path folder, Ports ports) throws IOException, InterruptedException {
        try {
            Engine engine = Engines.connect(ports);
            ComposeCommand.find(ports).describe();
            Path busybox = staticBusybox(ports);
            if (busybox == null) {
                return "";
            }
            if (engine.image(BASE_IMAGE).isEmpty()) {
                Files.createDirectories(folder.resolve("context"));
                Files.copy(busybox, folder.resolve("context/busybox"));
                try (InputStream in = DemoShop.class.getResourceAsStream(
                        "/io/jenkins/plugins/testeddelivery/demo/images/base.Dockerfile")) {
                    Files.copy(in, folder.resolve("Dockerfile"));
                }
                ImageBuilder.find(ports)
                        .build(
                                new ImageBuild(
                                        folder.resolve("context").toString(),
                                        folder.resolve("Dockerfile").toString(),
                                        "",
                                        Map.of(),
                                        Map.of(),
                                        BASE_IMAGE,
                                        List.of(),
                                        false,
                                        "",
                                        Duration.ofMinutes(2)),
                                line -> {});
            }
            return engine.describe();
        } catch (Failure e) {
            return "";
        }
    }

    /** A busybox that needs no library can be the whole base image; {@code --list} says it is one, a run in the image that it is static. */
    private static Path staticBusybox(Ports ports) throws InterruptedException {
        for (String candidate : BUSYBOX) {
            Path file = Path.of(candidate);
            if (Files.isExecutable(file) && !dynamic(file)) {
                Commands.Captured applets = ports.commands().capture(Commands.Command.of(candidate, "--list"));
                if (applets.succeeded() && applets.out().contains("httpd") && applets.out().contains("wget")) {
                    return file;
                }
            }
        }
        return null;
    }

    /** A dynamic ELF program names its loader. */
    private static boolean dynamic(Path program) {
        try (Stream<String> lines = Files.lines(program, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains("/ld-linux") || line.contains("/ld-musl"));
        } catch (IOException e) {
            return true;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
