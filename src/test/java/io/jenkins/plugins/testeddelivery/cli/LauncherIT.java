package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script at the top of the repository. */
class LauncherIT {
    private static final Path SCRIPT = Path.of("delivery").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void shouldWorkFromAnyFolderAndThroughLinks() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("a folder/bin"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), SCRIPT);
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));

        for (Path start : List.of(SCRIPT, absolute, relative)) {
            assertThat(Delivery.program(folder, start.toString(), "--version")).startsWith("delivery ");
        }
        assertThat(Delivery.program(elsewhere, "./relative", "--help")).contains("Exit codes");
    }

    @Test
    void shouldPassTheExitCodeAndTheArgumentsOn() throws Exception {
        Process process = new ProcessBuilder(SCRIPT.toString(), "detect", "--base", "two words")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output.lines().toList()).hasSize(1);
        assertThat(output).contains("repository");
    }

    @Test
    void shouldPrepareTheClassesOfBuildsAndDeploymentsOfImages() throws IOException {
        Delivery.program(folder, SCRIPT.toString(), "--version");

        String prepared =
                Files.readString(SCRIPT.resolveSibling("target/delivery.jsa"), StandardCharsets.ISO_8859_1);
        assertThat(prepared)
                .as("loaded where a Dockerfile is derived, what a builder says is read, and an image is there already")
                .contains("testeddelivery/build/CacheBreak$Derived")
                .contains("testeddelivery/docker/BuildKitTracker")
                .contains("testeddelivery/docker/Inspected");
        assertThat(prepared)
                .as("loaded where an archive is looked into, compose is asked, and a state is written to an engine")
                .contains("testeddelivery/docker/TarReader")
                .contains("testeddelivery/docker/ComposeYaml")
                .contains("testeddelivery/deploy/EngineStore")
                .contains("javax/crypto/Mac");
    }

    @Test
    void shouldGiveABuildTheOptimisingCompilerOnlyWhereMuchIsHashed() throws IOException {
        Delivery.program(folder, SCRIPT.toString(), "--version");
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String[] build = {"env", "JAVA_HOME=" + folder.resolve("jdk"), SCRIPT.toString(), "build", "--json"};

        assertThat(Delivery.program(folder, build)).contains("TieredStopAtLevel=1 ").contains(" build --json\n");
        assertThat(Delivery.program(folder, append(build, "--prove"))).doesNotContain("Tiered", "Tier4");
        Files.createFile(Files.createDirectories(folder.resolve("_build")).resolve(".hashes-much"));
        assertThat(Delivery.program(folder, build)).contains("Tier4").doesNotContain("TieredStopAtLevel");
    }

    @Test
    void shouldSayThatThereIsNoJava() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("dirname", "readlink")) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(), "detect").redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).contains("no Java found").contains("JDK");
    }

    @Test
    void shouldLetGitSearchTheTreeWhileJavaStarts() throws Exception {
        Path log = folder.resolve("log");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path git = Files.writeString(bin.resolve("git"), "#!/bin/sh\necho \"$*\" >>'" + log + "'\nexec /usr/bin/git \"$@\"\n");
        assertThat(git.toFile().setExecutable(true)).isTrue();
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Files.createDirectories(shop.resolve("api"));
        Files.writeString(shop.resolve("api/Dockerfile"), "FROM scratch\nCOPY . /\n");
        Files.writeString(shop.resolve("api/app"), "1");
        for (String command : List.of("init -q", "add -A", "-c user.name=a -c user.email=a@b commit -qm one")) {
            Delivery.program(shop, ("git " + command).split(" "));
        }
        String[] look = {"env", "PATH=" + bin + ":" + System.getenv("PATH"), SCRIPT.toString(), "detect", "--base", "HEAD"};
        Delivery.program(shop, look);
        List<String> javas = searches(log);
        Files.delete(log);
        Files.writeString(shop.resolve("api/app"), "2");

        assertThat(Delivery.program(shop, look)).contains("api/app");

        assertThat(searches(log)).as("once, and with the same words as Java's").hasSize(2).isEqualTo(javas);
        try (Stream<Path> left = Files.list(shop.resolve(".git/delivery"))) {
            assertThat(left).extracting(Path::getFileName).containsExactly(Path.of("snapshots"));
        }
        assertThat(Delivery.program(shop, append(look, "--head", "HEAD"))).doesNotContain("api/app");
        assertThat(searches(log)).as("a commit needs none").hasSize(2);
    }

    private static List<String> searches(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" status ") || line.contains(" ls-files "))
                .sorted()
                .toList();
    }

    private static String[] append(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }
}
