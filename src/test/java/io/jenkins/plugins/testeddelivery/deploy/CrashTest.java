package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill, an interruption and a second deployment at the same time leave behind. */
class CrashTest {
    private static final Options OPTIONS = Options.by("ada@test");

    @TempDir
    Path temp;

    private Path srv;
    private TestPorts.Lines lines;
    private Ports ports;

    @BeforeEach
    void setUp() throws IOException {
        lines = new TestPorts.Lines();
        Files.createDirectory(temp.resolve("work"));
        ports = TestPorts.at(temp.resolve("work"), Map.of(), lines);
        srv = temp.resolve("srv");
    }

    private ReleaseFolder release(int number, String page) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases-" + page), number)
                .archive("site", Map.of("index.html", page))
                .environment(ReleaseFixture.env("production")
                        .directory(srv)
                        // what is well may take its time on a busy machine; what is ill need not be waited for
                        .command(page.equals("ill") ? 100 : 20_000, 50, "sh", "-c", "! grep -q ill site/index.html")
                        .done())
                .write(ports);
    }

    private Fact.Deployment deploy(Ports with, ReleaseFolder release) throws IOException, InterruptedException {
        return new Deployments(with).deploy("production", release, OPTIONS);
    }

    private String current() throws IOException {
        return Files.readString(srv.resolve("current/site/index.html"));
    }

    private void letTheHolderDie() throws Exception {
        DyingWorkspace.letTheHolderDie(srv);
    }

    @Test
    void shouldSurviveAKillBeforeEachStepOfAHealthyDeployment() throws Exception {
        ReleaseFolder one = release(1, "one");
        ReleaseFolder two = release(2, "two");
        ReleaseFolder three = release(3, "three");
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            Folders.delete(srv);
            Folders.delete(temp.resolve("work/.delivery"));
            deploy(ports, one);
            killed = killedBefore(kills, two);
            letTheHolderDie();

            assertThat(current()).isIn("one", "two");
            Optional<State> state = new FolderStore(ports.workspace(), srv.toString()).read();
            assertThat(state).isPresent();
            String expected = state.get().running();
            assertThat(deploy(ports, three).previous()).isEqualTo(expected);
            assertThat(current()).isEqualTo("three");
            assertThat(new Deployments(ports).rollback("production", "", OPTIONS).running()).isEqualTo(expected);
            assertThat(new Deployments(ports).drift("production")).isEmpty();
        }
        assertThat(kills).isGreaterThan(4);
        assertThat(lines.all())
                .anyMatch(line -> line.contains("(putting it in place) was interrupted; going back to "
                        + ReleaseFixture.version(1) + " first"));
    }

    @Test
    void shouldSurviveAKillBeforeEachStepOfARollback() throws Exception {
        ReleaseFolder one = release(1, "one");
        ReleaseFolder ill = release(2, "ill");
        ReleaseFolder three = release(3, "three");
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            Folders.delete(srv);
            deploy(ports, one);
            killed = killedBefore(kills, ill);
            letTheHolderDie();

            assertThat(new FolderStore(ports.workspace(), srv.toString()).read().orElseThrow().running())
                    .isEqualTo(ReleaseFixture.version(1));
            assertThat(deploy(ports, three).previous()).isEqualTo(ReleaseFixture.version(1));
            assertThat(current()).isEqualTo("three");
        }
        assertThat(kills).isGreaterThan(5);
    }

    @Test
    void shouldRemoveWhatAKilledFirstDeploymentStarted() throws Exception {
        ReleaseFolder ill = release(2, "ill");
        killedBefore(5, ill);
        assertThat(srv.resolve("current")).exists();
        letTheHolderDie();
        EnvironmentStatus status = new Deployments(ports).status("production").get(0);
        assertThat(status.running()).isEmpty();

        assertThat(deploy(ports, release(1, "one")).outcome()).isEqualTo("healthy");

        assertThat(srv.resolve("releases").resolve(ReleaseFixture.version(2))).doesNotExist();
        assertThat(lines.all()).anyMatch(line -> line.contains("what it started is removed first"));
    }

    @Test
    void shouldGoBackWhenInterruptedAndNotCallTheVersionIll() throws Exception {
        deploy(ports, release(1, "one"));
        Interruptible slow = new Interruptible(slow());
        slow.reach("asked");
        assertThat(current()).isEqualTo("slow");

        slow.thread.interrupt();
        slow.thread.join(20_000);

        assertThat(slow.thrown.get()).isInstanceOfSatisfying(CutShort.class, cut -> assertThat(cut.deployment())
                .extracting(Fact.Deployment::outcome, Fact.Deployment::version, Fact.Deployment::running)
                .containsExactly("interrupted", ReleaseFixture.version(2), ReleaseFixture.version(1)));
        assertThat(current()).isEqualTo("one");
        EnvironmentStatus status = new Deployments(ports).status("production").get(0);
        assertThat(status.lastOutcome()).isEqualTo("interrupted");
        assertThat(status.running()).isEqualTo(ReleaseFixture.version(1));
        assertThat(status.holder()).isEmpty();
        assertThat(new Deployments(ports).deploy("production", slow(), OPTIONS.withDryRun()).outcome())
                .as("it may be tried again")
                .isEqualTo("planned");
    }

    @Test
    void shouldEndAtOnceWhenInterruptedTwiceAndLetTheNextOneGoBack() throws Exception {
        ReleaseFolder first = ReleaseFixture.at(temp.resolve("first"), 1)
                .archive("site", Map.of("index.html", "one"))
                .environment(ReleaseFixture.env("production")
                        .directory(srv)
                        .command(60_000, 50, "sh", "-c", "test ! -e ../../asked || { touch ../../back; sleep 60; }")
                        .done())
                .write(ports);
        deploy(ports, first);
        Interruptible slow = new Interruptible(slow());
        slow.reach("asked");
        slow.thread.interrupt();
        slow.reach("back");
        slow.thread.interrupt();
        slow.thread.join(10_000);

        assertThat(slow.thrown.get()).isInstanceOfSatisfying(CutShort.class, cut -> assertThat(cut.deployment())
                .extracting(Fact.Deployment::outcome, Fact.Deployment::running)
                .containsExactly("held", ReleaseFixture.version(1)));
        EnvironmentStatus status = new Deployments(ports).status("production").get(0);
        assertThat(status.holder()).isEmpty();
        Files.delete(srv.resolve("asked"));
        assertThat(deploy(ports, release(3, "three")).previous()).isEqualTo(ReleaseFixture.version(1));
        assertThat(lines.all()).anyMatch(line -> line.contains("(putting it in place) was interrupted; going back to"));
    }

    /** Touches {@code asked} as soon as its health is asked for, and is never healthy. */
    private ReleaseFolder slow() throws Exception {
        return ReleaseFixture.at(temp.resolve("slow"), 2)
                .archive("site", Map.of("index.html", "slow"))
                .environment(ReleaseFixture.env("production")
                        .directory(srv)
                        .command(60_000, 50, "sh", "-c", "touch ../../asked; sleep 60")
                        .done())
                .write(ports);
    }

    /** A deployment on a thread of its own. */
    private final class Interruptible {
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final Thread thread;

        Interruptible(ReleaseFolder release) {
            thread = new Thread(() -> {
                try {
                    deploy(ports, release);
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            thread.start();
        }

        void reach(String file) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (Files.notExists(srv.resolve(file)) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(srv.resolve(file)).exists();
        }
    }

    @Test
    void shouldLetTheSecondOfTwoDeploymentsWait() throws Exception {
        ReleaseFolder one = release(1, "one");
        ReleaseFolder two = release(2, "two");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Ports held = with(new DyingWorkspace(ports.workspace(), name -> {
            if ("Switch".equals(name)) {
                inside.countDown();
                await(go);
            }
        }));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Fact.Deployment> first = threads.submit(() -> deploy(held, one));
        inside.await(20, TimeUnit.SECONDS);
        Deployments hurried = new Deployments(ports, ".delivery", "", List::of, Owner.PROCESS, Duration.ofMillis(300), Optional.empty());

        assertThatThrownBy(() -> hurried.deploy("production", two, OPTIONS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("held by the deployment of " + ReleaseFixture.version(1) + " by ada@test");
        go.countDown();
        assertThat(deploy(ports, two).previous()).isEqualTo(ReleaseFixture.version(1));
        assertThat(first.get().outcome()).isEqualTo("healthy");
        threads.shutdownNow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean killedBefore(int steps, ReleaseFolder release) throws Exception {
        return DyingWorkspace.killsBefore(steps, ports, dying -> deploy(dying, release));
    }

    private Ports with(Workspace workspace) {
        return new Ports(workspace, ports.commands(), ports.log(), ports.clock());
    }
}
