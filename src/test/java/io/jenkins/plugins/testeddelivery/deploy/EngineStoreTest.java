package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EngineStoreTest {
    @RegisterExtension
    final TestEngine docker = new TestEngine();

    @TempDir
    Path temp;

    private final TestPorts.Lines lines = new TestPorts.Lines();
    private Ports ports;
    private Engine engine;
    private String project;
    private EngineStore store;

    @BeforeEach
    void setUp() throws Exception {
        ports = TestPorts.at(temp, docker.environment(), lines);
        engine = Engines.connect(ports);
        project = docker.unique("shop");
        store = new EngineStore(ports.workspace(), engine, project, docker::baseImage);
    }

    private List<String> containers() {
        return docker.docker("ps", "-a", "--format", "{{.Names}}", "--filter", "name=" + project)
                .lines()
                .toList();
    }

    @Test
    void shouldReplaceTheStateAndLeaveOneContainer() throws Exception {
        assertThat(store.read()).isEmpty();
        State first = store.write(States.full());
        State second = store.write(first.withGuards(States.full().guards()));

        assertThat(store.read()).contains(second);
        assertThat(second.generation()).isEqualTo(first.generation() + 1);
        assertThat(containers()).containsExactly(project + "-delivery-state");
    }

    @Test
    void shouldTakeTheNewestAfterAKillInTheMiddleOfAReplacement() throws Exception {
        State first = store.write(States.full());
        Engine dying = new DyingEngine(engine);
        EngineStore killed = new EngineStore(ports.workspace(), dying, project, docker::baseImage);
        assertThatThrownBy(() -> killed.write(first)).isInstanceOf(DyingEngine.Killed.class);
        assertThat(containers()).hasSize(2);

        assertThat(store.read().orElseThrow().generation()).isEqualTo(first.generation() + 1);

        Duration patience = Duration.ofMillis(300);
        EnvironmentLock.take(store, "production", "a deployment that changes nothing", ports, Owner.PROCESS, patience)
                .close();
        assertThat(containers()).as("of the newest generation").hasSize(1);
        assertThat(store.read().orElseThrow().generation()).isEqualTo(first.generation() + 1);

        State next = store.write(store.read().orElseThrow());
        assertThat(store.read()).contains(next);
        assertThat(containers()).containsExactly(project + "-delivery-state");
    }

    @Test
    void shouldGoOnWhereTheImageOfTheStatesContainerWasRemovedByForce() throws Exception {
        Path context = Files.createDirectory(temp.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + docker.baseImage() + "\nLABEL one=" + project + "\n");
        String image = docker.unique("api") + ":1";
        docker.docker("build", "-q", "-t", image, context.toString());
        State first = new EngineStore(ports.workspace(), engine, project, () -> image).write(States.full());
        EngineStore later = new EngineStore(ports.workspace(), engine, project, () -> {
            throw Failure.failed("nothing was deployed");
        });
        docker.docker("rmi", "-f", image);
        assertThat(engine.image(image)).isEmpty();

        assertThatThrownBy(() -> later.write(first))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("was removed from the engine")
                .hasMessageContaining("compose project " + project);
        assertThat(later.read()).contains(first);

        docker.docker("create", "--name", project + "_db_1", "--label", "com.docker.compose.project=" + project,
                docker.baseImage(), "true");
        State second = later.write(first);
        assertThat(later.read()).contains(second);
        assertThat(containers()).containsExactlyInAnyOrder(project + "-delivery-state", project + "_db_1");
    }

    @Test
    void shouldLetInOneAndTakeOverFromTheDead() throws Exception {
        Duration patience = Duration.ofMillis(300);
        EnvironmentLock lock = EnvironmentLock.take(store, "production", "the deployment of v1 by ada", ports, Owner.PROCESS, patience);
        assertThatThrownBy(() -> EnvironmentLock.take(store, "production", "another", ports, Owner.PROCESS, patience))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("held by the deployment of v1 by ada")
                .hasMessageContaining("remove the container " + project + "-delivery-lock");
        lock.close();
        assertThat(containers()).isEmpty();

        Holder living = ports.workspace().act(new Holder.New("a dead deployment", ports.clock().instant(), ""));
        store.take(new Holder(living.what(), living.since(), living.host(), living.pid(), "then", "dead", ""));
        EnvironmentLock.take(store, "production", "the next", ports, Owner.PROCESS, patience).close();
        assertThat(lines.all()).anyMatch(line -> line.contains("left behind by a dead deployment"));
        assertThat(containers()).isEmpty();
    }
}
