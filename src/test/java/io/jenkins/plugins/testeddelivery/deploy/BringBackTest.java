package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment remembers and its folder has lost is brought back if it is found whole elsewhere, else left alone. */
class BringBackTest {
    private static final Options OPTIONS = Options.by("ada@test");
    private static final String ONE = ReleaseFixture.version(1);
    private static final String TWO = ReleaseFixture.version(2);

    @TempDir
    private Path temp;

    private Path srv;
    private Path releases;
    private TestPorts.Lines lines;
    private Ports ports;
    private Ledger ledger;

    @BeforeEach
    void setUp() throws Exception {
        lines = new TestPorts.Lines();
        ports = TestPorts.at(Files.createDirectory(temp.resolve("work")), Map.of(), lines);
        srv = temp.resolve("srv");
        releases = temp.resolve("releases");
        ledger = new FileLedger(temp.resolve("ledger"), () -> "ada", Clock.systemUTC(), ports.log());
        deploy(release(1, "one"));
        deploy(release(2, "two"));
        Folders.delete(srv.resolve("releases").resolve(ONE));
    }

    private ReleaseFolder release(int number, String page) throws Exception {
        return ReleaseFixture.at(releases, number)
                .archive("site", Map.of("index.html", page))
                .environment(ReleaseFixture.env("production")
                        .directory(srv)
                        .command(20_000, 50, "test", "-e", "site/index.html")
                        .done())
                .write(ports);
    }

    private void deploy(ReleaseFolder release) throws Exception {
        assertThat(new Deployments(ports).deploy("production", release, OPTIONS).outcome()).isEqualTo("healthy");
    }

    private Deployments finding(Ports with) {
        return new Deployments(with).with(new EarlierReleases(
                with.workspace(), ledger, releases.toString(), temp.resolve("lent").toString()));
    }

    private Fact.Deployment rollback() throws IOException, InterruptedException {
        return finding(ports).rollback("production", "", OPTIONS);
    }

    private String current() throws IOException {
        return Files.readString(srv.resolve("current/site/index.html"));
    }

    private void requireRefused() throws Exception {
        assertThatThrownBy(this::rollback)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageContaining("no release to go back to");
        assertThat(lines.all()).anyMatch(line -> line.contains("Cannot go back to " + ONE)
                && line.contains("no longer there") && line.contains("neither a release folder"));
        assertThat(current()).isEqualTo("two");
        assertThat(srv.resolve("releases").resolve(ONE)).doesNotExist();
        assertThat(new Deployments(ports).interrupted("production")).isEmpty();
        assertThat(new Deployments(ports).drift("production")).isEmpty();
    }

    @Test
    void shouldUnpackItAgainFromTheReleaseFolder() throws Exception {
        assertThat(finding(ports).rollback("production", "", OPTIONS.withDryRun()).outcome()).isEqualTo("planned");
        assertThat(lines.all()).anyMatch(line -> line.startsWith("BRING BACK from the release folder " + releases));
        assertThat(srv.resolve("releases").resolve(ONE)).doesNotExist();

        assertThat(rollback()).returns("healthy", Fact.Deployment::outcome).returns(ONE, Fact.Deployment::running);

        assertThat(current()).isEqualTo("one");
        assertThat(new Deployments(ports).drift("production")).isEmpty();
    }

    @Test
    void shouldTakeItFromTheContentStoreWhereTheFolderIsGoneOrDamaged() throws Exception {
        ReleaseFolder one = ReleaseFolder.open(ports.workspace(), releases.toString(), ONE);
        String file = one.path(one.release().artifacts().get(0).file());
        ledger.store().keep(ports.workspace(), one.path("release.json"));
        ledger.store().keep(ports.workspace(), file);
        ledger.append(new Fact.Release(
                ONE, one.release().commit(), one.release().set().digest(), Digests.of(one.manifest()), Map.of(), Map.of()));
        Files.delete(Path.of(file));
        Files.writeString(Path.of(file), "damaged");

        assertThat(rollback().running()).isEqualTo(ONE);

        assertThat(lines.all()).anyMatch(line -> line.contains("from the content store"));
        assertThat(current()).isEqualTo("one");
        assertThat(temp.resolve("lent")).isEmptyDirectory();
        assertThat(Path.of(file)).as("the folder is as it was").hasContent("damaged");
    }

    @Test
    void shouldRefuseADamagedFolder() throws Exception {
        Path archive = releases.resolve(ONE).resolve("site-" + ONE + ".tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);

        requireRefused();
    }

    @Test
    void shouldRefuseAnotherReleaseUnderItsName() throws Exception {
        Folders.delete(releases.resolve(ONE));
        release(1, "forged");

        requireRefused();
    }

    @Test
    void shouldRefuseWhereNothingIsLeft() throws Exception {
        Folders.delete(releases);

        requireRefused();
    }

    @Test
    void shouldNoteWhatItBeginsAndTakeTheNoteBackWhenItWasKilled() throws Exception {
        assertThat(DyingWorkspace.killsBefore(2, ports, dying -> finding(dying).rollback("production", "", OPTIONS)))
                .isTrue();
        DyingWorkspace.letTheHolderDie(srv);

        assertThat(new Deployments(ports).interrupted("production")).get()
                .returns(true, Interrupted::rollback)
                .returns(false, Interrupted::prepared)
                .returns(ONE, Interrupted::version);
        assertThat(current()).isEqualTo("two");

        assertThat(rollback().running()).isEqualTo(ONE);
        assertThat(new Deployments(ports).interrupted("production")).isEmpty();
    }
}
