package io.jenkins.plugins.testeddelivery.build;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The two builders of an engine, each as an environment in which just that one is found. */
final class Builders {
    static final String CLASSIC = "classic";
    static final String BUILDKIT = "buildkit";

    private Builders() {}

    /** @param folder for links to programs */
    static Map<String, String> environment(TestEngine engine, String builder, Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(engine.environment());
        if (builder.equals(CLASSIC)) {
            // no other docker on it that could have BuildKit
            Path programs = Files.createDirectories(folder.resolve("programs"));
            for (String name : List.of("docker", "git", "sh")) {
                Files.createSymbolicLink(programs.resolve(name), firstOnPath(name));
            }
            environment.put("PATH", programs.toString());
        }
        return environment;
    }

    /** Skips the test where no docker on the PATH has the builder. */
    static void assume(String builder, Bench bench) {
        String expected = builder.equals(CLASSIC) ? "the classic builder" : "BuildKit";
        assumeTrue(
                bench.log.all().stream().anyMatch(line -> line.startsWith("images are built by " + expected)),
                "no docker on the PATH has " + expected);
    }

    private static Path firstOnPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
