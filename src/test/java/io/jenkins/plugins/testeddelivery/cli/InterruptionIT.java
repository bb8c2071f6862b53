package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, a hanging build, a build that prints without end, a full disk. */
class InterruptionIT {
    @TempDir
    private Path folder;

    /** Without a UTF-8 locale the command is two processes. */
    @ParameterizedTest
    @ValueSource(strings = {"C.UTF-8", "C"})
    void shouldEndItsChildrenAndLeaveNothingHalfWrittenWhenInterrupted(String locale) throws Exception {
        GitRepo repo = repository("echo $$ > pid; mkdir -p out; echo half > out/x; sleep 300", "");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");

        Process delivery =
                Delivery.in(repo.root()).with(Map.of("LC_ALL", locale)).start(out, err, "build");
        Path pid = repo.path("tool/pid");
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!Files.exists(pid) || Files.readString(pid).isBlank()) {
                Thread.onSpinWait();
            }
        });
        long child = Long.parseLong(Files.readString(pid).strip());
        Delivery.program(folder, "kill", "-INT", String.valueOf(delivery.pid()));

        assertThat(delivery.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(delivery.exitValue()).isEqualTo(130);
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Files.readString(err)).contains("interrupted");
        assertThat(repo.path("_build/.build-version")).doesNotExist();
        assertThat(Delivery.in(repo.root()).run("history", "--json").ok().json())
                .containsEntry("entries", List.of());
    }

    @Test
    void shouldEndABuildThatHangs() {
        GitRepo repo = repository("sleep 300", "timeout: 1s");

        Delivery.Ran build = Delivery.in(repo.root()).run("build");

        assertThat(build.exit()).isEqualTo(1);
        assertThat(build.out() + build.err()).contains("tool").containsIgnoringCase("time");
    }

    @Test
    void shouldFailWithTheBuildThatFails() {
        GitRepo repo = repository("echo this is why >&2; exit 7", "");

        Delivery.Ran build = Delivery.in(repo.root()).run("build");

        assertThat(build.exit()).isEqualTo(1);
        assertThat(build.err()).contains("tool | this is why");
        assertThat(build.out()).contains("7");
    }

    @Test
    void shouldStandABuildThatPrintsALot() throws IOException {
        GitRepo repo = repository("mkdir -p out; head -c 200000000 /dev/zero | tr '\\\\0' x; yes | head -2000000; echo 1 > out/x", "");
        Path out = folder.resolve("out.txt");

        Process delivery = Delivery.in(repo.root())
                .with(Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m"))
                .start(out, Path.of("/dev/null"), "build");

        assertTimeoutPreemptively(
                Duration.ofMinutes(3), () -> assertThat(delivery.waitFor()).isZero());
    }

    /** A terminal sends Ctrl-C to the command and to all of its children at once. */
    @Test
    void shouldNotHoldItAgainstTheArtifactsThatCtrlCEndedTheTrial() throws Exception {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        repo.write("delivery.yaml", ShopRepository.CONFIGURATION + "trial: { run: \"touch ../now; sleep 300\" }\n")
                .commit("trial");
        Delivery.in(repo.root()).run("build").ok();

        assertThat(interruptedAt(folder.resolve("now"), repo, "test")).isEqualTo(130);

        String history = Delivery.in(repo.root()).run("history").ok().out();
        assertThat(history).contains("built").doesNotContain("tested");
    }

    @Test
    void shouldGoBackWithoutCallingTheReleaseIllWhenCtrlCEndsItsCheck() throws Exception {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        Delivery delivery = Delivery.in(repo.root());
        String check = "    check: \"if rm $HOME/slow; then touch $HOME/now; sleep 300; fi\"\n";
        repo.write("delivery.yaml", ShopRepository.CONFIGURATION + check).commit("check");
        delivery = delivery.with(Map.of("HOME", folder.toString()));
        release(delivery);
        delivery.run("deploy", "--env", "production").ok();
        Path first = folder.resolve("production/current").toRealPath();
        repo.write("site/index.html", "<h1>2</h1>\n").commit("two");
        release(delivery);
        Files.createFile(folder.resolve("slow"));

        int exit = interruptedAt(folder.resolve("now"), repo, "deploy", "--env", "production");

        assertThat(exit).isEqualTo(130);
        assertThat(folder.resolve("production/current").toRealPath()).isEqualTo(first);
        delivery.run("verify", "--env", "production").ok();
        delivery.run("deploy", "--env", "production").ok();
    }

    private static void release(Delivery delivery) {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        delivery.run("export").ok();
    }

    /** Sends the interruption to the whole process group as soon as the file is there. */
    private int interruptedAt(Path sign, GitRepo repo, String... arguments) throws Exception {
        Process delivery = Delivery.in(repo.root())
                .with(Map.of("HOME", folder.toString()))
                .through("setsid")
                .start(folder.resolve("out.txt"), folder.resolve("err.txt"), arguments);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!Files.exists(sign)) {
                Thread.onSpinWait();
            }
        });
        Delivery.program(folder, "kill", "-INT", "--", "-" + delivery.pid());
        assertThat(delivery.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return delivery.exitValue();
    }

    private GitRepo repository(String run, String more) {
        GitRepo repo = GitRepo.init(folder.resolve("repo"));
        repo.write("delivery.yaml", """
                version: 1
                project: hang
                components:
                  tool:
                    path: tool
                    archive: { run: "%s", outputs: ["out/**"] }
                    %s
                """.formatted(run, more));
        repo.write("tool/source", "1").write(".gitignore", "pid\n").commit("tool");
        return repo;
    }
}
