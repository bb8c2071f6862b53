package io.jenkins.plugins.testeddelivery.testing;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged command, {@code target/delivery.jar}, run as a process of its own in a folder. */
public final class Delivery {
    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> wrapper;

    private Delivery(Path folder, Map<String, String> environment, List<String> wrapper) {
        this.folder = folder;
        this.environment = environment;
        this.wrapper = wrapper;
    }

    public static Delivery in(Path folder) {
        return new Delivery(folder, Map.of(), List.of());
    }

    /** The same with more environment variables; an empty value removes one. */
    public Delivery with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Delivery(folder, all, wrapper);
    }

    /** The same started by another program, {@code sh -c 'umask 077; exec "$@"' -}, say. */
    public Delivery through(String... program) {
        return new Delivery(folder, environment, List.of(program));
    }

    /** How a run ended. */
    public record Ran(int exit, String out, String err) {
        public Map<String, Object> json() {
            try {
                return Json.readObject(out);
            } catch (IOException e) {
                throw new AssertionError("no JSON on standard output: " + out + "\n" + err, e);
            }
        }

        /** Insists on success and gives itself back. */
        public Ran ok() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + "\n" + out + "\n" + err);
            }
            return this;
        }
    }

    public Ran run(String... arguments) {
        try {
            Path out = Files.createTempFile("delivery", ".out");
            Path err = Files.createTempFile("delivery", ".err");
            Process process = start(out, err, arguments);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(arguments) + " did not end: " + Files.readString(err));
            }
            Ran ran = new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ran;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the command and leaves it to the test. */
    public Process start(Path out, Path err, String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(wrapper);
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(System.getProperty("delivery.jar", "target/delivery.jar"))
                        .toAbsolutePath()
                        .toString()));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("BUILD_URL");
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }

    /** Runs another program in a folder and gives back what it printed; anything but exit 0 fails the test. */
    public static String program(Path folder, String... argv) {
        try {
            Process process = new ProcessBuilder(argv)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(List.of(argv) + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
