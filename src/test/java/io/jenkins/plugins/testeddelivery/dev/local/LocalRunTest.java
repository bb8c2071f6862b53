package io.jenkins.plugins.testeddelivery.dev.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.ProcessTable;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components run as processes of this machine. */
class LocalRunTest {
    @TempDir
    Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private GitRepo repo;
    private Ports ports;

    @BeforeEach
    void repository() {
        repo = GitRepo.init(folder);
        ports = TestPorts.at(folder);
        repo.write("api/requirements.txt", "flask\n").write("web/x", "1").write("lib/x", "1");
    }

    private LocalRun run(String api, String web) throws Exception {
        repo.write("delivery.yaml", """
                version: 1
                project: shop
                components:
                  api: { path: api, dev: %s }
                  web: { path: web, aliases: [front], dev: %s }
                  lib: { path: lib }
                """.formatted(api, web));
        repo.commit("all");
        return new LocalRun(
                ports,
                ports.workspace().act(new ScanRepository("", "", true)),
                (component, line) -> lines.add(component + "|" + line));
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !ProcessTable.isZombie(pid);
    }

    private String next() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        assertThat(line).as("a line within 20 s").isNotNull();
        return line;
    }

    @Test
    void shouldRunAllInTheirFoldersAndEndAllWhenOneEnds() throws Exception {
        LocalRun local = run(
                "{ run: \"pwd; sleep 600 & echo child $!; wait\" }",
                "{ run: \"until test -e ../go; do sleep 0.05; done; exit 3\" }");
        Thread main = Thread.currentThread();
        assertThat(local.chosen(List.of())).extracting("name").containsExactly("api", "web");
        Thread opener = new Thread(() -> {
            try {
                assertThat(next()).isEqualTo("api|" + folder.toRealPath().resolve("api"));
                String child = next();
                lines.add(child);
                repo.write("go", "");
            } catch (Exception | AssertionError e) {
                main.interrupt();
            }
        });
        opener.start();

        LocalRun.Ended ended = local.run(local.chosen(List.of()));

        opener.join();
        assertThat(ended).isEqualTo(new LocalRun.Ended("web", "exit code 3"));
        long child = Long.parseLong(next().replaceAll("\\D", ""));
        assertThat(runs(child)).isFalse();
    }

    @Test
    void shouldEndAllWhenInterrupted() throws Exception {
        LocalRun local = run("{ run: \"echo $$; exec sleep 600\" }", "{ run: \"trap '' TERM; echo $$; sleep 600\" }");
        Thread main = Thread.currentThread();
        long[] started = new long[2];
        Thread opener = new Thread(() -> {
            try {
                started[0] = Long.parseLong(next().replaceAll("\\D", ""));
                started[1] = Long.parseLong(next().replaceAll("\\D", ""));
            } catch (InterruptedException | AssertionError e) {
                // the test sees that nothing was started
                started[0] = 0;
            }
            main.interrupt();
        });
        opener.start();

        assertThatThrownBy(() -> local.run(local.chosen(List.of("api", "front")))).isInstanceOf(InterruptedException.class);

        // clears the mark for what follows
        Thread.interrupted();
        opener.join();
        assertThat(started).doesNotContain(0);
        for (long pid : started) {
            assertThat(runs(pid)).isFalse();
        }
    }

    @Test
    void shouldNameAllThatIsMissing() throws Exception {
        try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int nothing = closed.getLocalPort();
            closed.close();
            LocalRun local = run(
                    "{ run: \"true\", requires: [sh, \"tcp:127.0.0.1:" + open.getLocalPort() + "\", nosuch] }",
                    "{ run: \"true\", requires: [\"tcp:127.0.0.1:" + nothing + "\"] }");

            assertThatThrownBy(() -> local.require(local.chosen(List.of())))
                    .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessage("Nothing was started, this is missing:\n  api: nosuch is not on the PATH; install it\n"
                            + "  web: nothing answers at port " + nothing + " of 127.0.0.1; start what listens there");
        }
    }

    @Test
    void shouldPrepareAgainWhenItsHashOrWhatItMadeIsAnother() throws Exception {
        String prepare = "{ run: \"true\", prepare: { unless: .venv, run: \"mkdir -p .venv; echo prepared\" } }";
        LocalRun local = run(prepare, "{ run: \"true\" }");
        local.prepare(local.chosen(List.of()));
        assertThat(lines).containsExactly("api|prepared");

        local.prepare(local.chosen(List.of()));
        assertThat(lines).hasSize(1);

        repo.write("api/other", "no dependency\n");
        prepareAgain(prepare);
        assertThat(lines).hasSize(1);

        repo.write("api/requirements.txt", "flask\nredis\n");
        prepareAgain(prepare);
        assertThat(lines).hasSize(2);

        repo.git("clean", "-qfdx", "-e", "_build");
        folder.resolve("api/.venv").toFile().delete();
        prepareAgain(prepare);
        assertThat(lines).hasSize(3);

        ports.workspace().act(new Prepared.Forget("api"));
        prepareAgain(prepare);
        assertThat(lines).hasSize(4);

        prepareAgain(prepare.replace("echo prepared", "echo otherwise"));
        assertThat(lines).hasSize(5);
        LocalRun failing = run(prepare.replace("echo prepared", "exit 7"), "{ run: \"true\" }");
        assertThatThrownBy(() -> failing.prepare(failing.chosen(List.of())))
                .hasMessageContaining("dev.prepare of api failed:")
                .hasMessageContaining("exit code 7");
    }

    private void prepareAgain(String api) throws Exception {
        LocalRun local = run(api, "{ run: \"true\" }");
        local.prepare(local.chosen(List.of()));
    }

    @Test
    void shouldSayWhichComponentHasNoDevRun() throws Exception {
        LocalRun local = run("{ run: \"true\" }", "{ run: \"true\" }");

        assertThat(local.chosen(List.of("front"))).extracting("name").containsExactly("web");
        assertThatThrownBy(() -> local.chosen(List.of("lib"))).hasMessageContaining("The component lib has no dev.run");
        assertThatThrownBy(() -> local.chosen(List.of("no"))).hasMessageContaining("known are api, lib, web");
    }
}
