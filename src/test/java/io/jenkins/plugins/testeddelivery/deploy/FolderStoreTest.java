package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path temp;

    private final TestPorts.Lines lines = new TestPorts.Lines();
    private Ports ports;
    private FolderStore store;

    @BeforeEach
    void setUp() {
        ports = TestPorts.at(temp, Map.of(), lines);
        store = new FolderStore(ports.workspace(), temp.resolve("srv").toString());
    }

    private EnvironmentLock take(String what, Duration patience) throws Exception {
        return EnvironmentLock.take(store, "production", what, ports, Owner.PROCESS, patience);
    }

    @Test
    void shouldNameTheHolderToWhoComesSecond() throws Exception {
        try (EnvironmentLock lock = take("the deployment of v1 by ada", SHORT)) {
            assertThatThrownBy(() -> take("another", SHORT))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("held by the deployment of v1 by ada")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("empty the file");
            assertThat(store.holder().map(Holder::what)).contains("the deployment of v1 by ada");
        }
        assertThat(store.holder()).isEmpty();
        take("another", SHORT).close();
    }

    @Test
    void shouldTakeOverFromADeadHolderWithAWarning() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Holder living = ports.workspace().act(new Holder.New("a dead deployment", ports.clock().instant(), ""));
        store.take(new Holder(
                living.what(), living.since(), living.host(), process.pid(), "2020-01-01T00:00:00Z", "dead", ""));

        take("the next", SHORT).close();

        assertThat(lines.all())
                .anyMatch(line -> line.startsWith("warning: ") && line.contains("left behind by a dead deployment"));
    }

    @Test
    void shouldNotTakeOverFromAnotherMachine() throws Exception {
        store.take(new Holder("a deployment elsewhere", "t", "another-host", 1, "", "token", ""));

        assertThatThrownBy(() -> take("the next", SHORT)).hasMessageContaining("on another-host");
    }

    @Test
    void shouldTakeTheLockOfAnOwnerThatIsGoneThoughItsProcessLives() throws Exception {
        EnvironmentLock.take(store, "production", "a deployment of build 1", ports, owner("build 1", ""), SHORT);

        assertThatThrownBy(() -> EnvironmentLock.take(store, "production", "x", ports, owner("build 2", ""), SHORT))
                .hasMessageContaining("held by a deployment of build 1");
        EnvironmentLock.take(store, "production", "the next", ports, owner("build 2", "build 1"), SHORT).close();

        assertThat(store.holder()).isEmpty();
        assertThat(lines.all()).anyMatch(line -> line.contains("on whose behalf nobody acts any more"));
    }

    private static Owner owner(String name, String gone) {
        return new Owner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean gone(String other) {
                return other.equals(gone);
            }
        };
    }

    @Test
    void shouldTakeALockFileThatIsHalfWrittenForFree() throws Exception {
        Files.createDirectories(temp.resolve("srv/.delivery"));
        Files.writeString(temp.resolve("srv/.delivery/lock"), "{\"holder\":\"x");

        take("the next", SHORT).close();

        assertThat(lines.all()).isEmpty();
    }

    @Test
    void shouldLetInOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tries.add(() -> {
                try (EnvironmentLock lock = take("a try", Duration.ofSeconds(20))) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    store.read();
                    return inside.decrementAndGet() == 0;
                }
            });
        }
        for (Future<Boolean> done : threads.invokeAll(tries)) {
            assertThat(done.get()).isTrue();
        }
        threads.shutdownNow();

        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void shouldGiveBackWhatWasWritten() throws Exception {
        assertThat(store.read()).isEmpty();
        State written = store.write(States.full());

        assertThat(written.generation()).isEqualTo(States.full().generation() + 1);
        assertThat(store.read()).contains(written);
        assertThat(Files.readString(temp.resolve("srv/.delivery/state.json")))
                .contains("\"tested-delivery/environment/1\"");
    }

    @Test
    void shouldRefuseAStateItCannotRead() throws Exception {
        Files.createDirectories(temp.resolve("srv/.delivery"));
        Files.writeString(temp.resolve("srv/.delivery/state.json"), "{ \"schema\": \"tested-delivery/environment/9\" }");

        assertThatThrownBy(store::read).isInstanceOf(Failure.class).hasMessageContaining("environment/9");
        Files.writeString(temp.resolve("srv/.delivery/state.json"), "{ half");
        assertThatThrownBy(store::read).isInstanceOf(Failure.class).hasMessageContaining("cannot be read");
    }
}
