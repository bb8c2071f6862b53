package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Owner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials of archives alone: no engine is there, and the PATH has no docker. */
class TrialsTest {
    @TempDir
    Path folder;

    private final TestPorts.Lines shown = new TestPorts.Lines();
    private final Given given = new Given().archive("site");
    private Path repository;
    private Ledger ledger;
    private Trials trials;

    @BeforeEach
    void trials() throws IOException {
        repository = Files.createDirectories(folder.resolve("re po"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("sh", "cat", "mkdir", "sleep")) {
            Path wrapper = Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec /bin/" + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Ports ports = TestPorts.at(
                repository, Map.of("PATH", bin.toString(), "DOCKER_HOST", "unix:///nowhere/docker.sock"), shown);
        ledger = new FileLedger(folder.resolve("ledger"), "ada@host", Clock.systemUTC(), shown);
        trials = new Trials(ports, ledger);
    }

    @Test
    void shouldUnpackArchivesRunTheCommandAndRecordEvidence() throws Exception {
        built("site", "index.html", "hello");

        Trials.Result result = trials.run(
                given.plan(), Given.command("sh", "-c", "cat \"$DELIVERY_CANDIDATES/site/index.html\"; echo \" $DELIVERY_VERSION\""));

        Fact.Evidence evidence = evidence();
        assertThat(result.evidence()).contains(evidence);
        assertThat(result.reason()).isEmpty();
        assertThat(evidence.result()).isEqualTo("passed");
        assertThat(evidence.kind()).isEqualTo("trial");
        assertThat(evidence.key()).isEqualTo(Given.KEY);
        assertThat(evidence.set()).isEqualTo(TrialSet.of(given.plan(), standing(), false).digest()).isNotEmpty();
        assertThat(evidence.components()).containsOnlyKeys("site");
        assertThat(log(evidence)).contains("trial | hello " + Given.VERSION, "nothing is started");
        assertThat(standing().tested("site", evidence.components().get("site").digest())).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void shouldRecordAFailedTrialAgainstWhatWasNotTestedBefore() throws Exception {
        given.archive("api");
        built("site", "index.html", "hello");
        built("api", "a", "b");
        trials.run(given.plan(), Given.command("sh", "-c", ":"));
        given.archive("new");
        built("new", "n", "m");

        Trials.Result result = trials.run(given.plan(), Given.command("sh", "-c", "exit 3"));

        assertThat(result.reason()).isEqualTo("the test command failed: exit code 3");
        assertThat(evidence().result()).isEqualTo("failed");
        assertThat(evidence().against()).containsExactly("new");
        assertNothingIsLeft();
    }

    @Test
    void shouldTellACommandBesideTheConfiguredOneFromTheTrial() throws Exception {
        built("site", "index.html", "hello");
        given.trial(trial(List.of("sh", "-c", "exit 1"), List.of(), List.of(), Map.of()));

        trials.run(given.plan(), Given.command("sh", "-c", ":"));

        assertThat(evidence().kind()).isEqualTo("adhoc");
        assertThat(evidence().passed()).isTrue();
        assertThat(trials.run(given.plan(), Given.command()).reason()).contains("exit code 1");
        assertThat(evidence().kind()).isEqualTo("trial");
    }

    @Test
    void shouldSayHowToGiveACommandWhereThereIsNone() {
        assertThatThrownBy(() -> trials.run(given.plan(), Given.command()))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("delivery test -- COMMAND");
        assertThatThrownBy(() -> trials.run(
                        given.plan(), new Trials.Options(true, true, false, true, List.of("true"))))
                .hasMessageContaining("--manual");
    }

    @Test
    void shouldRefuseToTryNothing() {
        assertThatThrownBy(() -> trials.run(given.plan(), Given.command("true")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("site have no artifact")
                .hasMessageContaining("delivery build");
    }

    @Test
    void shouldTryTheRestWhereABuildFailedAndProveNoSet() throws Exception {
        built("site", "index.html", "hello");
        given.archive("api");

        Trials.Result result = trials.run(given.plan(), Given.command("sh", "-c", ":"));

        assertThat(result.missing()).containsExactly("api");
        assertThat(evidence().set()).isEmpty();
        assertThat(evidence().components()).containsOnlyKeys("site");
        assertThat(shown.all()).anySatisfy(line -> assertThat(line).contains("not tried", "api"));
    }

    @Test
    void shouldCountReportsAndFailOnThemEvenIfTheCommandIsContent() throws Exception {
        built("site", "index.html", "hello");
        given.trial(trial(
                List.of("sh", "-c", "mkdir -p r; echo '<testsuite><testcase/><testcase><error/></testcase></testsuite>' > r/a.xml"),
                List.of(),
                List.of("r/*.xml"),
                Map.of()));

        Trials.Result result = trials.run(given.plan(), Given.command());

        assertThat(result.reason()).isEqualTo("1 of 2 tests failed");
        assertThat(evidence()).extracting(Fact.Evidence::tests, Fact.Evidence::failed).containsExactly(2L, 1L);
        given.trial(trial(List.of("sh", "-c", ":"), List.of(), List.of("r/*.xml"), Map.of()));
        assertThat(trials.run(given.plan(), Given.command()).reason()).startsWith("only old test reports");
    }

    @Test
    void shouldLoadDataAndTakeItsAbsenceForAWarning() throws Exception {
        built("site", "index.html", "hello");
        given.trial(trial(List.of("sh", "-c", ":"), List.of("sh", "-c", "exit 75"), List.of(), Map.of()));
        trials.run(given.plan(), Given.command());
        assertThat(evidence().passed()).isTrue();
        assertThat(evidence().conditions()).containsExactly("no-data");

        given.trial(trial(List.of("sh", "-c", ":"), List.of("sh", "-c", "exit 1"), List.of(), Map.of()));
        assertThat(trials.run(given.plan(), Given.command()).reason()).isEqualTo("loading the data failed: exit code 1");
        assertThat(evidence().passed()).isFalse();

        trials.run(given.plan(), new Trials.Options(false, false, false, false, List.of()));
        assertThat(evidence().passed()).isTrue();
        assertThat(evidence().conditions()).containsExactly("no-test-db", "skip-data-load");
    }

    @Test
    void shouldGiveTheThrowAwayDatabaseToCommandsAndShowItToNobody() throws Exception {
        built("site", "index.html", "hello");
        List<String> run = List.of("sh", "-c", "echo \"db=$DB\"; echo hunter2 >&2; test \"$DB\" = hunter2");
        given.trial(trial(run, List.of(), List.of(), Map.of("DB", "hunter2")));

        Trials.Result result = trials.run(given.plan(), Given.command());

        assertThat(result.reason()).isEmpty();
        assertThat(log(evidence())).contains("db=***").doesNotContain("hunter2");
        assertThat(shown.all()).noneSatisfy(line -> assertThat(line).contains("hunter2"));
        assertThat(evidence().command()).doesNotContain("hunter2");
        assertThat(trials.run(given.plan(), new Trials.Options(false, true, false, false, List.of())).reason())
                .isNotEmpty();
    }

    @Test
    void shouldNotBlameArtifactsForACommandThatIsNotThere() throws Exception {
        built("site", "index.html", "hello");

        assertThatThrownBy(() -> trials.run(given.plan(), Given.command("./no-such-command")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("./no-such-command could not be started");
        assertThat(ledger.entries()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void shouldNameAnArtifactWhoseBytesAreGone() throws Exception {
        ledger.append(Given.artifact("site"));

        assertThatThrownBy(() -> trials.run(given.plan(), Given.command("true")))
                .hasMessageContaining("the artifact of site")
                .hasMessageContaining("delivery build site");
        assertNothingIsLeft();
    }

    @Test
    void shouldKeepASetForAPersonsVerdict() throws Exception {
        built("site", "index.html", "hello");

        Trials.Result result = trials.run(given.plan(), new Trials.Options(true, true, false, true, List.of()));

        assertThat(result.evidence()).isEmpty();
        assertThat(result.kept()).isNotEmpty();
        Path kept = repository.resolve("_build/.delivery/trial-" + result.kept());
        assertThat(kept.resolve("candidates/site/index.html")).hasContent("hello");
        trials.tearDownLeftovers();
        assertThat(kept).isDirectory();

        assertThatThrownBy(() -> trials.decide("", true, " ")).hasMessageContaining("-m TEXT");
        assertThatThrownBy(() -> trials.decide("00000000", true, "x")).hasMessageContaining(result.kept());
        Fact.Evidence evidence = trials.decide("", true, "looks fine");

        assertThat(evidence).isEqualTo(evidence());
        assertThat(evidence.kind()).isEqualTo("manual");
        assertThat(evidence.command()).isEqualTo("accepted by hand: looks fine");
        assertThat(evidence.set()).isEqualTo(TrialSet.of(given.plan(), standing(), false).digest());
        assertThat(standing().tested("site", evidence.components().get("site").digest())).isTrue();
        assertNothingIsLeft();
        assertThatThrownBy(() -> trials.decide("", true, "x")).hasMessageContaining("no trial is kept");
    }

    @Test
    void shouldRecordARejectionAgainstWhatWasKept() throws Exception {
        built("site", "index.html", "hello");
        Trials.Result result = trials.run(
                given.plan(), new Trials.Options(true, true, true, false, List.of("sh", "-c", "exit 1")));

        Fact.Evidence evidence = trials.decide(result.kept(), false, "no");

        assertThat(result.evidence()).isPresent();
        assertThat(evidence.passed()).isFalse();
        assertThat(evidence.against()).containsExactly("site");
        assertNothingIsLeft();
    }

    @Test
    void shouldRemoveWhatAKilledTrialLeft() throws Exception {
        Path left = Files.createDirectories(repository.resolve("_build/.delivery/trial-0a1b2c3d/candidates/site"));
        Files.writeString(left.resolve("x"), "y");
        Path other = Files.createDirectories(repository.resolve("_build/.delivery/build-x"));

        trials.tearDownLeftovers();

        assertNothingIsLeft();
        assertThat(other).isDirectory();
    }

    @Test
    void shouldLeaveTheTestsToSomebodyElseAndRecordWhatTheyFound() throws Exception {
        built("site", "index.html", "hello");

        Started started = Started.read(trials.start(given.plan(), true, true).json());

        assertThat(started.ill()).isEmpty();
        Path candidates = Path.of(started.variables().get("DELIVERY_CANDIDATES"));
        assertThat(candidates.resolve("site/index.html")).hasContent("hello");
        assertThat(started.variables()).containsEntry("DELIVERY_VERSION", Given.VERSION);
        Trials.Result result = trials.conclude(started, Verdict.tried("", "testAffected { … } of shop", 7, 0, 12));
        Fact.Evidence evidence = evidence();
        assertThat(result.evidence()).contains(evidence);
        assertThat(evidence)
                .extracting(Fact.Evidence::result, Fact.Evidence::kind, Fact.Evidence::key, Fact.Evidence::tests)
                .containsExactly("passed", "trial", Given.KEY, 7L);
        assertThat(evidence.set()).isEqualTo(TrialSet.of(given.plan(), standing(), false).digest());
        assertThat(log(evidence)).contains("nothing is started", "passed: testAffected { … } of shop");
        assertThat(standing().tested("site", evidence.components().get("site").digest())).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void shouldRecordSomebodyElsesFailureAgainstWhatWasNotTested() throws Exception {
        built("site", "index.html", "hello");

        Started started = trials.start(given.plan(), false, false);
        Verdict verdict = new Verdict("trial", "the body failed", "words", 3, 1, 5, List.of("replayed"));

        trials.conclude(started, verdict);
        Fact.Evidence evidence = evidence();
        assertThat(evidence.passed()).isFalse();
        assertThat(evidence.against()).containsExactly("site");
        assertThat(evidence.conditions()).containsExactly("no-test-db", "skip-data-load", "replayed");
        assertThat(log(evidence)).contains("failed: the body failed: words");
        assertNothingIsLeft();
    }

    @Test
    void shouldBelieveTheReportsMoreThanWhoRanTheTests() throws Exception {
        built("site", "index.html", "hello");
        given.trial(trial(List.of(), List.of(), List.of("r/*.xml"), Map.of()));
        Files.createDirectories(repository.resolve("r"));
        Files.writeString(repository.resolve("r/old.xml"), "<testsuite><testcase><error/></testcase></testsuite>");

        Started started = trials.start(given.plan(), true, true);
        Files.writeString(
                repository.resolve("r/new.xml"),
                "<testsuite><testcase/><testcase><failure/></testcase></testsuite>");
        trials.conclude(started, Verdict.tried("", "words", 0, 0, 5));
        Fact.Evidence evidence = evidence();

        assertThat(evidence.passed()).isFalse();
        assertThat(evidence).extracting(Fact.Evidence::tests, Fact.Evidence::failed).containsExactly(2L, 1L);
        Started silent = trials.start(given.plan(), true, true);
        assertThat(trials.conclude(silent, Verdict.tried("", "words", 0, 0, 5)).reason())
                .startsWith("only old test reports");
    }

    @Test
    void shouldRunNoTestWhereTheSetDidNotComeUp() throws Exception {
        built("site", "index.html", "hello");
        given.trial(trial(List.of(), List.of("sh", "-c", "exit 1"), List.of(), Map.of()));

        Started started = trials.start(given.plan(), true, true);

        assertThat(started.ill()).isEqualTo("loading the data failed: exit code 1");
        trials.conclude(started, Verdict.tried("", "words", 0, 0, 5));
        Fact.Evidence evidence = evidence();
        assertThat(evidence.passed()).isFalse();
        assertThat(evidence.command()).isEqualTo("start of the set");
        assertNothingIsLeft();
    }

    @Test
    void shouldRecordNothingOfATrialThatIsAbandoned() throws Exception {
        built("site", "index.html", "hello");

        trials.abandon(trials.start(given.plan(), true, true));

        assertThat(ledger.entries()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void shouldLeaveTheTrialsOfALivingOwnerAlone() throws Exception {
        built("site", "index.html", "hello");
        Ports ports = TestPorts.at(repository, Map.of("PATH", folder.resolve("bin").toString()), shown);
        Started first = new Trials(ports, ledger, owner("one", "none")).start(given.plan(), true, true);
        Path left = repository.resolve("_build/.delivery/trial-" + first.id());

        new Trials(ports, ledger, owner("two", "none")).tearDownLeftovers();
        assertThat(left).isDirectory();
        new Trials(ports, ledger, owner("two", "one")).tearDownLeftovers();

        assertThat(left).doesNotExist();
    }

    @Test
    void shouldRefuseAStartedTrialThatIsNone() {
        assertThatThrownBy(() -> Started.read("{\"schema\":\"tested-delivery/kept/1\",\"id\":\"../../x\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'../../x'");
        assertThatThrownBy(() -> Started.read("{}")).hasMessageContaining("tested-delivery/kept/1");
    }

    static Owner owner(String name, String gone) {
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
    void shouldEndTheCommandAndLeaveNothingWhenInterrupted() throws Exception {
        built("site", "index.html", "hello");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                trials.run(given.plan(), Given.command("sh", "-c", "echo started; sleep 60"));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        while (shown.all().stream().noneMatch(line -> line.contains("| started"))) {
            thread.join(20);
        }

        thread.interrupt();
        thread.join(20_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ledger.entries()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void shouldRecordThatTheTreeWasDirty() throws Exception {
        built("site", "index.html", "hello");

        trials.run(given.dirty().plan(), Given.command("sh", "-c", ":"));

        assertThat(evidence().dirty()).isTrue();
    }

    private static Trial trial(List<String> run, List<String> data, List<String> junit, Map<String, String> testDb) {
        return new Trial("", Compose.NONE, testDb, data, run, junit, Trial.Scope.SET, List.of());
    }

    private void built(String component, String file, String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry(file);
            entry.setSize(content.length());
            tar.putArchiveEntry(entry);
            tar.write(content.getBytes(StandardCharsets.UTF_8));
            tar.closeArchiveEntry();
        }
        String digest = ledger.store().put(new ByteArrayInputStream(bytes.toByteArray()));
        ledger.append(Given.artifact(component, "archive", digest, "", digest));
    }

    private Fact.Evidence evidence() throws IOException {
        List<Ledger.Entry> entries = ledger.entries();
        return (Fact.Evidence) entries.get(entries.size() - 1).fact();
    }

    private Standing standing() throws IOException {
        return Standing.of(ledger.entries());
    }

    private String log(Fact.Evidence evidence) throws IOException {
        return new String(ledger.store().open(evidence.logDigest()).readAllBytes(), StandardCharsets.UTF_8);
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(repository.resolve("_build/.gitignore")).satisfiesAnyOf(
                ignore -> assertThat(ignore).hasContent("*"), ignore -> assertThat(ignore).doesNotExist());
        try (Stream<Path> left = Files.list(repository.resolve("_build/.delivery"))) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("trial-"));
        }
    }
}
