package io.jenkins.plugins.testeddelivery.testing;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The container engine of this JVM's tests: found, or started on a private socket and gone when the JVM is. */
record Daemon(String host) {
    private static final String BASE = "delivery-test-base:1";
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final long START_SECONDS = 30;

    /**
     * Podman's service on a private socket, with storage and settings of its own; nothing of the machine's Podman is seen or
     * touched. Limits are lowered, since a machine that is a container itself may not raise them.
     */
    static Daemon podman() {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/podman"))) {
            throw new Missing("no podman, or not root");
        }
        try {
            Path folder = Files.createTempDirectory("delivery-podman");
            Files.writeString(folder.resolve("storage.conf"), """
                    [storage]
                    driver = "vfs"
                    runroot = "%1$s/run"
                    graphroot = "%1$s/graph"
                    """.formatted(folder));
            Files.writeString(folder.resolve("containers.conf"), """
                    [engine]
                    cgroup_manager = "cgroupfs"
                    events_logger = "file"
                    runtime = "runc"
                    tmp_dir = "%1$s/tmp"
                    [containers]
                    default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
                    """.formatted(folder));
            Files.writeString(folder.resolve("registries.conf"), "[[registry]]\nlocation = \"127.0.0.1\"\ninsecure = true\n");
            Daemon daemon = new Daemon("unix://" + folder.resolve("docker.sock"));
            File log = folder.resolve("log").toFile();
            ProcessBuilder builder = new ProcessBuilder("podman", "system", "service", "--time=0", daemon.host())
                    .redirectErrorStream(true)
                    .redirectOutput(log);
            builder.environment().put("CONTAINERS_STORAGE_CONF", folder.resolve("storage.conf").toString());
            builder.environment().put("CONTAINERS_CONF", folder.resolve("containers.conf").toString());
            builder.environment().put("CONTAINERS_REGISTRIES_CONF", folder.resolve("registries.conf").toString());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
            awaitAnswer(daemon, process, log.toPath());
            return daemon.withBase();
        } catch (IOException e) {
            throw new Missing("podman cannot be started: " + e.getMessage());
        }
    }

    /** There is none, and why. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /** Looked for once, whatever comes of it. */
    private static final class Holder {
        private static final Daemon FOUND;
        private static final String WHY;

        static {
            Daemon daemon = null;
            String why = "";
            try {
                daemon = look();
            } catch (Missing e) {
                why = e.getMessage();
            }
            FOUND = daemon;
            WHY = why;
        }
    }

    static Daemon found() {
        if (Holder.FOUND == null) {
            throw new Missing(Holder.WHY);
        }
        return Holder.FOUND;
    }

    private static Daemon look() {
        List<String> candidates = Stream.of(
                        Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse(""), "unix:///var/run/docker.sock")
                .filter(host -> !host.isBlank())
                .toList();
        for (String candidate : candidates) {
            Daemon daemon = new Daemon(candidate);
            if (daemon.answers()) {
                return daemon.withBase();
            }
        }
        return start().withBase();
    }

    String baseImage() {
        return BASE;
    }

    String run(List<String> argv) {
        Ran ran = tryRun(argv);
        if (ran.exit() != 0) {
            throw new AssertionError(argv + ": " + ran.output());
        }
        return ran.output().trim();
    }

    Ran tryRun(List<String> argv) {
        return run(argv, new byte[0]);
    }

    record Ran(int exit, String output) {}

    private Ran run(List<String> argv, byte[] input) {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", host);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), output);
        } catch (IOException e) {
            return new Ran(-1, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private boolean answers() {
        return tryRun(List.of("docker", "version", "--format", "{{.Server.Version}}"))
                        .exit()
                == 0;
    }

    private Daemon withBase() {
        if (tryRun(List.of("docker", "image", "inspect", BASE)).exit() != 0) {
            Ran imported = run(List.of("docker", "import", "-c", "CMD [\"sh\"]", "-", BASE), rootFilesystem());
            if (imported.exit() != 0) {
                throw new Missing("the base image could not be imported: " + imported.output());
            }
        }
        return this;
    }

    private static byte[] rootFilesystem() {
        try {
            byte[] busybox = Files.readAllBytes(BUSYBOX);
            if (needsInterpreter(busybox)) {
                throw new Missing(BUSYBOX + " is not static");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                for (String folder : List.of("bin/", "etc/", "tmp/", "app/")) {
                    tar.putArchiveEntry(new TarArchiveEntry(folder));
                    tar.closeArchiveEntry();
                }
                TarArchiveEntry program = new TarArchiveEntry("bin/busybox");
                program.setMode(0100755);
                program.setSize(busybox.length);
                tar.putArchiveEntry(program);
                tar.write(busybox);
                tar.closeArchiveEntry();
                for (String applet : applets()) {
                    TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
                    link.setLinkName("busybox");
                    tar.putArchiveEntry(link);
                    tar.closeArchiveEntry();
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new Missing("no static busybox: " + e.getMessage());
        }
    }

    /** Whether an ELF program (64 bit, little endian) names a dynamic linker; anything else counts as such. */
    private static boolean needsInterpreter(byte[] program) {
        ByteBuffer elf = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.getInt(0) != 0x464c457f || program[4] != 2) {
            return true;
        }
        int headers = (int) elf.getLong(32);
        int size = elf.getShort(54);
        int count = elf.getShort(56);
        return IntStream.range(0, count).anyMatch(n -> elf.getInt(headers + n * size) == 3);
    }

    private static List<String> applets() throws IOException {
        Process process = new ProcessBuilder(BUSYBOX.toString(), "--list").start();
        String names = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return names.lines().filter(name -> !name.equals("busybox")).toList();
    }

    private static Daemon start() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new Missing("none answers, and only root can start one");
        }
        try {
            Path folder = Files.createTempDirectory("delivery-engine");
            Daemon daemon = new Daemon("unix://" + folder.resolve("docker.sock"));
            File log = folder.resolve("log").toFile();
            Process process = new ProcessBuilder(
                            "dockerd",
                            "--host=" + daemon.host(),
                            "--data-root=" + folder.resolve("data"),
                            "--exec-root=" + folder.resolve("exec"),
                            "--pidfile=" + folder.resolve("pid"))
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
            awaitAnswer(daemon, process, log.toPath());
            return daemon;
        } catch (IOException e) {
            throw new Missing("none answers, and dockerd cannot be started: " + e.getMessage());
        }
    }

    private static void awaitAnswer(Daemon daemon, Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            while (!daemon.answers()) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    List<String> lines = Files.readAllLines(log);
                    process.destroy();
                    throw new Missing("none answers, and dockerd did not come up: "
                            + lines.subList(Math.max(0, lines.size() - 3), lines.size()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missing("interrupted while dockerd was starting");
        }
    }

    /** Containers first: a daemon that ends leaves them running, and their mounts keep the data folder busy. */
    private static void end(Process process, Path folder) {
        Daemon daemon = new Daemon("unix://" + folder.resolve("docker.sock"));
        List<String> ids = daemon.tryRun(List.of("docker", "ps", "-aq")).output().lines()
                .filter(line -> line.matches("[0-9a-f]+"))
                .toList();
        if (!ids.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("docker", "rm", "-f", "-v"));
            argv.addAll(ids);
            daemon.tryRun(argv);
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the private engine's data is left behind in " + folder, e);
        }
    }
}
