package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy --resume} and {@code status} make of a deployment or rollback that was killed. */
class ResumptionTest {
    private static final Options OPTIONS = Options.by("ada@test");
    private static final String ONE = ReleaseFixture.version(1);
    private static final String TWO = ReleaseFixture.version(2);

    @TempDir
    private Path temp;

    private Path srv;
    private TestPorts.Lines lines;
    private Ports ports;

    @BeforeEach
    void setUp() throws IOException {
        lines = new TestPorts.Lines();
        ports = TestPorts.at(Files.createDirectory(temp.resolve("work")), Map.of(), lines);
        srv = temp.resolve("srv");
    }

    private ReleaseFolder release(int number, String page) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases-" + page), number)
                .archive("site", Map.of("index.html", page))
                .environment(ReleaseFixture.env("production")
                        .directory(srv)
                        .command(page.equals("ill") ? 100 : 20_000, 50, "sh", "-c", "! grep -q ill site/index.html")
                        .done())
                .write(ports);
    }

    private Fact.Deployment deploy(Ports with, ReleaseFolder release) throws IOException, InterruptedException {
        return new Deployments(with).deploy("production", release, OPTIONS);
    }

    private Fact.Deployment resume() throws IOException, InterruptedException {
        return new Deployments(ports).resume("production", OPTIONS);
    }

    private String current() throws IOException {
        return Files.readString(srv.resolve("current/site/index.html"));
    }

    /** Kills before the step and lets the dead process' lock be seen as such. */
    private boolean killed(int step, DyingWorkspace.Work work) throws Exception {
        boolean killed = DyingWorkspace.killsBefore(step, ports, work);
        DyingWorkspace.letTheHolderDie(srv);
        return killed;
    }

    @Test
    void shouldFinishADeploymentKilledBeforeAnyStep() throws Exception {
        ReleaseFolder one = release(1, "one");
        ReleaseFolder two = release(2, "two");
        TreeSet<String> seen = new TreeSet<>();
        boolean killed = true;
        for (int step = 0; killed; step++) {
            Folders.delete(srv);
            deploy(ports, one);
            killed = killed(step, dying -> deploy(dying, two));

            EnvironmentStatus status = new Deployments(ports).status("production").get(0);
            assertThat(status.holder()).as("a dead process holds nothing").isEmpty();
            assertThat(status.well()).isEqualTo(status.interrupted().isEmpty());
            Optional<Interrupted> interrupted = new Deployments(ports).interrupted("production");
            assertThat(interrupted.map(Interrupted::words).orElse("")).isEqualTo(status.interrupted());
            seen.add(status.interrupted().replaceAll(".*\\(|\\)", ""));
            if (interrupted.isPresent()) {
                assertThat(new Deployments(ports).drift("production")).anyMatch(line -> line.contains("interrupted"));
            }

            // what the command does
            if (interrupted.filter(Interrupted::prepared).isPresent()) {
                assertThat(resume().outcome()).isEqualTo("healthy");
            } else {
                assertThat(deploy(ports, two).outcome()).isEqualTo("healthy");
            }
            assertThat(current()).isEqualTo("two");
            assertThat(new Deployments(ports).drift("production")).isEmpty();
            assertThat(new Deployments(ports).rollback("production", "", OPTIONS).running()).isEqualTo(ONE);
        }
        assertThat(seen).containsExactly("", "preparing it", "putting it in place");
    }

    @Test
    void shouldGoBackAndCallItIllWhereThatWasFoundBeforeTheKill() throws Exception {
        ReleaseFolder one = release(1, "one");
        ReleaseFolder ill = release(2, "ill");
        TreeSet<String> seen = new TreeSet<>();
        boolean killed = true;
        for (int step = 0; killed; step++) {
            Folders.delete(srv);
            deploy(ports, one);
            killed = killed(step, dying -> deploy(dying, ill));
            String begun = new Deployments(ports).status("production").get(0).interrupted();
            seen.add(begun.replaceAll(".*\\((going back)?.*", "$1"));

            Fact.Deployment ended = resume();

            assertThat(current()).isEqualTo("one");
            assertThat(ended.running()).isEqualTo(ONE);
            if (begun.contains("going back") || begun.contains("putting")) {
                assertThat(ended.outcome()).isEqualTo("rolled-back");
                assertThat(ended.reason()).contains("health check").doesNotContain("going back");
                assertThatThrownBy(() -> deploy(ports, ill))
                        .isInstanceOf(Failure.class)
                        .hasMessageContaining("was ill in production");
            }
        }
        assertThat(seen).contains("going back");
    }

    @Test
    void shouldFinishARollback() throws Exception {
        deploy(ports, release(1, "one"));
        deploy(ports, release(2, "two"));
        assertThat(killed(2, dying -> new Deployments(dying).rollback("production", "", OPTIONS))).isTrue();
        assertThat(new Deployments(ports).interrupted("production")).get().returns(ONE, Interrupted::version);

        Fact.Deployment ended = resume();

        assertThat(ended).returns("healthy", Fact.Deployment::outcome).returns("rollback", Fact.Deployment::trigger);
        assertThat(current()).isEqualTo("one");
    }

    @Test
    void shouldGoBackWhereTheFilesAreGone() throws Exception {
        deploy(ports, release(1, "one"));
        assertThat(killed(5, dying -> deploy(dying, release(2, "two")))).isTrue();
        assertThat(new Deployments(ports).interrupted("production")).get().returns(true, Interrupted::prepared);
        Folders.delete(srv.resolve("releases").resolve(TWO));

        Fact.Deployment ended = resume();

        assertThat(ended).returns("interrupted", Fact.Deployment::outcome).returns(ONE, Fact.Deployment::running);
        assertThat(current()).isEqualTo("one");
        assertThat(lines.all()).anyMatch(line -> line.contains("cannot be finished: " + srv + "/releases/" + TWO));
    }

    @Test
    void shouldSayThatNothingWasInterrupted() throws Exception {
        assertThatThrownBy(this::resume).isInstanceOf(Failure.class);
        deploy(ports, release(1, "one"));

        assertThat(resume()).returns("healthy", Fact.Deployment::outcome).returns(ONE, Fact.Deployment::running);
        assertThat(lines.all()).contains("Nothing was interrupted in production; " + ONE + " runs there");
    }

    @Test
    void shouldLeaveNoNoteWhereTheReleaseCannotEvenBePrepared() throws Exception {
        deploy(ports, release(1, "one"));
        ReleaseFolder two = ReleaseFixture.at(temp.resolve("releases-two"), 2)
                .archive("site", Map.of("index.html", "two"))
                .environment(ReleaseFixture.env("production")
                        .directory(srv)
                        .before("sh", "-c", "exit 9")
                        .done())
                .write(ports);

        assertThatThrownBy(() -> new Deployments(ports)
                        .deploy("production", two, OPTIONS.withAcceptEnvironment()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("exit");

        assertThat(new Deployments(ports).interrupted("production")).isEmpty();
        assertThat(new Deployments(ports).drift("production")).isEmpty();
    }
}
