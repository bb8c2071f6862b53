package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.BuildLogReader;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step that runs leaves a random number: equal numbers came from the cache. */
@Timeout(120)
class ImageBuildsTest {
    private static final String DICE = "cat /proc/sys/kernel/random/uuid > ";

    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    private String project;
    private Bench bench;

    /** One image in two stages, each with a layer before and after its sources. */
    private void shop(String builder) throws Exception {
        project = ENGINE.unique(builder);
        bench = new Bench(folder, Builders.environment(ENGINE, builder, folder));
        bench.repo
                .write(
                        "delivery.yaml",
                        """
                        version: 1
                        project: %s
                        components:
                          api:
                            path: api
                            image: { args: { SECRET: s3cr3t-v4lue } }
                        """
                                .formatted(project))
                .write("api/Dockerfile", dockerfile())
                .write("api/.dockerignore", "*.log\n")
                .write("api/requirements.txt", "one\n")
                .write("api/app.py", "app\n")
                .write("api/debug.log", "left out\n")
                .write("api/.gitignore", "*.tmp\n")
                .write("api/junk.tmp", "left out\n");
        bench.repo.commit("one");
    }

    private static String dockerfile() {
        return """
                FROM %1$s AS build
                ARG SECRET
                RUN mkdir /out && %2$s /out/before
                COPY requirements.txt /r/
                RUN %2$s /out/deps
                COPY . /src
                RUN %2$s /out/built && ls -A /src > /out/files && [ ${#SECRET} = 12 ] && : $SECRET
                FROM %1$s
                RUN mkdir /own && %2$s /own/before
                COPY --from=build /out /out
                RUN %2$s /own/after
                """
                .formatted(ENGINE.baseImage(), DICE);
    }

    private Fact.Built account() throws Exception {
        return bench.ledger().entries().stream()
                .map(Ledger.Entry::fact)
                .filter(Fact.Account.class::isInstance)
                .map(Fact.Account.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow()
                .built()
                .get("api");
    }

    private static List<String> missed(Fact.Built built) {
        return built.steps().stream()
                .filter(step -> step.startsWith("- "))
                .map(step -> step.replaceFirst("- \\d+ ", "").replaceFirst("(?s)^(\\w+ \\S+ ?\\S*).*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/app.py", "api/Dockerfile"})
    void shouldNotRecordWhatWasBuiltFromOtherFilesThanWerePlanned(String changed) throws Exception {
        shop("buildkit");
        Plan plan = bench.plan(Strategy.INCREMENTAL, "test");
        bench.repo.write(changed, dockerfile() + "# changed after the plan\n");

        Outcome outcome = bench.build(plan);

        assertThat(outcome.failed()).containsEntry("api", "api: its files changed while it was built; build again.");
        assertThat(bench.candidates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"buildkit", "classic"})
    void shouldAccountForWhatTheBuilderDid(String builder) throws Exception {
        shop(builder);

        build(Strategy.FULL);
        Fact.Built full = account();
        assertThat(full.strategy()).isEqualTo("FULL");
        assertThat(full.because()).isEqualTo("FORCED: FORCED");
        assertThat(full.assumed()).isTrue();
        assertThat(full.expectedMillis()).isEqualTo(180_000);
        assertThat(full.hits()).isZero();
        assertThat(full.layers()).isEqualTo(8);
        assertThat(full.bytes()).isPositive();
        assertThat(full.contextBytes()).isEqualTo("one\napp\n".length() + dockerfile().length() + "*.tmp\n".length());
        assertThat(full.steps()).hasSize(8).noneMatch(step -> step.contains("s3cr3t"));

        build(Strategy.CACHED);
        assertThat(account().hits()).isEqualTo(8);
        assertThat(account().bytes()).isZero();

        build(Strategy.DEPENDENCIES);
        assertThat(account().hits()).isGreaterThanOrEqualTo(2);
        assertThat(missed(account())).anyMatch(step -> step.startsWith("RUN")).noneMatch(step -> step.contains("mkdir"));
        assertThat(account().fullMillis()).isEqualTo(full.millis());
    }

    @Test
    void shouldTakeNoTimeForTheAccount() throws Exception {
        shop("buildkit");
        build(Strategy.FULL);
        Fact.Candidate built = bench.candidates().get(0);
        List<String> output = List.copyOf(bench.log.all());
        Plan plan = bench.plan(Strategy.FULL, "x");

        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            BuildLogReader reader = new BuildLogReader();
            output.forEach(line -> reader.line(line.substring(line.indexOf('|') + 1).strip()));
            Accounting accounting = new Accounting(new Estimates(bench.ledger().entries()));
            accounting.image("api", reader.builds().get(0), 1, 1);
            bench.ledger().append(accounting.of(plan, Map.of("api", built), List.of(), 1));
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(best / 1_000_000).isLessThanOrEqualTo(built.millis() * 2 / 100);
    }

    private Fact.Candidate build(Strategy strategy) throws Exception {
        Outcome outcome = bench.build(bench.plan(strategy, "FORCED"));
        assertThat(outcome.failed()).isEmpty();
        return outcome.built().get("api");
    }

    private String read(Fact.Candidate candidate, String file) {
        return ENGINE.docker("run", "--rm", candidate.image(), "cat", file);
    }

    /** What each step rolled. */
    private Map<String, String> dice(Fact.Candidate candidate) {
        String files = "/out/before /out/deps /out/built /own/before /own/after";
        String printed = ENGINE.docker(
                "run", "--rm", candidate.image(), "sh", "-c", "for f in " + files + "; do echo $f=$(cat $f); done");
        return printed.lines().collect(Collectors.toMap(line -> line.split("=")[0], line -> line.split("=")[1]));
    }

    /** The steps that rolled something else than in the other image. */
    private static Set<String> rebuilt(Map<String, String> dice, Map<String, String> other) {
        return dice.keySet().stream()
                .filter(file -> !dice.get(file).equals(other.get(file)))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void shouldRebuildFromTheLayerThatTheStrategyNames(String builder) throws Exception {
        shop(builder);
        Fact.Candidate full = build(Strategy.FULL);
        Builders.assume(builder, bench);

        Fact.Candidate cached = build(Strategy.CACHED);
        Map<String, String> dice = dice(cached);
        assertThat(rebuilt(dice, dice(full))).isEmpty();
        assertThat(cached.identity()).isEqualTo(full.identity());

        Fact.Candidate incremental = build(Strategy.INCREMENTAL);
        assertThat(rebuilt(dice, dice(incremental))).containsExactlyInAnyOrder("/out/built", "/own/after");

        Fact.Candidate dependencies = build(Strategy.DEPENDENCIES);
        assertThat(rebuilt(dice, dice(dependencies)))
                .containsExactlyInAnyOrder("/out/deps", "/out/built", "/own/after");

        assertThat(read(incremental, "/out/files")).isEqualTo(".gitignore\nDockerfile\napp.py\nrequirements.txt");
        assertThat(ENGINE.docker("inspect", "--format", "{{json .Config.Env}}", incremental.image()))
                .doesNotContain(CacheBreak.ARGUMENT)
                .isEqualTo(ENGINE.docker("inspect", "--format", "{{json .Config.Env}}", full.image()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void shouldSayOnTheImageWhereItComesFromAndNoSecret(String builder) throws Exception {
        shop(builder);
        bench.repo.git("remote", "add", "origin", "https://me:p4ssw0rd@git.example/shop.git");
        bench.repo.write("api/app.py", "dirty\n");
        Plan plan = bench.plan(Strategy.CACHED, "test");

        Fact.Candidate api = bench.build(plan).built().get("api");

        Builders.assume(builder, bench);
        Engine.Image image = engine().image(api.image()).orElseThrow();
        assertThat(api.image()).isEqualTo(project + "-api:" + plan.version());
        assertThat(api.digest()).isEqualTo(image.digest());
        assertThat(image.labels())
                .containsEntry(Labels.OCI_REVISION, bench.repo.head() + "-dirty")
                .containsEntry(Labels.OCI_CREATED, "2026-01-02T03:04:00Z")
                .containsEntry(Labels.OCI_VERSION, plan.version())
                .containsEntry(Labels.OCI_SOURCE, "https://git.example/shop.git")
                .containsEntry(Labels.FINGERPRINT, api.fingerprint())
                .containsEntry(Labels.COMPONENT, "api")
                .containsEntry(Labels.PROJECT, project);
        assertThat(api.dirty()).isTrue();
        assertThat(String.join("\n", bench.log.all()) + api + image.labels()).doesNotContain("s3cr3t", "p4ssw0rd");
        assertThat(bench.log.all()).anyMatch(line -> line.startsWith("api | ") && line.contains("COPY . /src"));
    }

    @Test
    void shouldLetAnEqualImageKeepItsVersionAndEvidenceAndLeaveNoOtherTag() throws Exception {
        shop("buildkit");
        Fact.Candidate first = build(Strategy.FULL);
        bench.tried("passed", Map.of("api", first));

        Fact.Candidate again = build(Strategy.CACHED);

        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(again.image()).isEqualTo(first.image());
        assertThat(ENGINE.docker("images", "--format", "{{.Tag}}", project + "-api"))
                .isEqualTo(first.version());
        assertThat(bench.log.all()).contains("api | same as " + first.version() + ", keeps its evidence");
    }

    @Test
    void shouldBuildAgainWhatTheEngineLostAndLoadWhatIsKept() throws Exception {
        shop("buildkit");
        Fact.Candidate first = build(Strategy.FULL);
        bench.tried("passed", Map.of("api", first));
        assertThat(bench.build(Strategy.REUSE).reused()).containsKey("api");
        Ports ports = TestPorts.at(folder, ENGINE.environment(), bench.log);
        engine().save(first.image(), "saved.tar.gz");
        ENGINE.docker("rmi", first.image());

        Fact.Candidate second = bench.build(Strategy.REUSE).built().get("api");

        assertThat(bench.log.all()).anyMatch(line -> line.startsWith("api | ARTIFACT_GONE: " + first.version()));
        assertThat(second.strategy()).isEqualTo("INCREMENTAL");
        assertThat(second.digest()).isNotEqualTo(first.digest());

        bench.tried("failed", Map.of("api", second));
        bench.ledger().append(first.withStored(bench.ledger().store().keep(ports.workspace(), "saved.tar.gz")));
        Outcome third = bench.build(Strategy.REUSE);
        assertThat(third.reused()).containsKey("api");
        assertThat(third.built().get("api").digest()).isEqualTo(first.digest());
        assertThat(engine().image(first.image()).orElseThrow().digest()).isEqualTo(first.digest());
    }

    @Test
    void shouldBuildInFullWhereTheCacheCannotBeBroken() throws Exception {
        shop("buildkit");
        bench.repo.write("api/Dockerfile", "FROM " + ENGINE.baseImage() + "\nRUN " + DICE + "/x\n");
        bench.repo.commit("two");
        Fact.Candidate first = build(Strategy.FULL);

        Fact.Candidate second = build(Strategy.INCREMENTAL);

        assertThat(second.strategy()).isEqualTo("FULL");
        assertThat(read(second, "/x")).isNotEqualTo(read(first, "/x"));
        assertThat(bench.log.all()).anyMatch(line -> line.startsWith("api | NO_BREAK_POINT: api/Dockerfile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "buildkit"})
    void shouldNameTheReasonOfAFailureAndLeaveNoImage(String builder) throws Exception {
        shop(builder);
        bench.repo.write("api/Dockerfile", "FROM " + ENGINE.baseImage() + "\nCOPY . /src\nRUN echo why; exit 9\n");
        bench.repo.commit("two");

        Outcome outcome = bench.build(Strategy.CACHED);

        Builders.assume(builder, bench);
        assertThat(outcome.failed().get("api")).startsWith("api: ").contains("9");
        assertThat(outcome.built()).isEmpty();
        assertThat(bench.candidates()).isEmpty();
        assertThat(bench.log.all()).anyMatch(line -> line.matches("api \\| .*why"));
        assertThat(ENGINE.docker("images", "-q", project + "-api")).isEmpty();
    }

    @Test
    void shouldRefreshABaseFromARegistryAndUseItAsItIsIfThatFails() throws Exception {
        shop("buildkit");
        try (TinyRegistry registry = TinyRegistry.serving(
                ENGINE.docker("inspect", "-f", "{{.Id}}", ENGINE.baseImage()),
                TestPorts.at(folder, ENGINE.environment(), bench.log))) {
            String base = registry.address() + "/" + ENGINE.unique("base") + ":1";
            ENGINE.docker("pull", base);
            try {
                bench.repo.write("api/Dockerfile", "ARG BASE=" + base + "\nFROM $BASE\nCOPY app.py /\n");
                bench.repo.commit("two");
                int pulled = registry.manifests();

                build(Strategy.INCREMENTAL);
                assertThat(registry.manifests()).isEqualTo(pulled);
                build(Strategy.FULL);
                assertThat(registry.manifests()).isGreaterThan(pulled);
                assertThat(bench.log.all()).noneMatch(line -> line.contains("BASE_NOT_REFRESHED"));

                registry.close();
                build(Strategy.FULL);
                assertThat(bench.log.all())
                        .anyMatch(line -> line.startsWith("warning: api | BASE_NOT_REFRESHED: " + base));
            } finally {
                ENGINE.docker("rmi", base);
            }
        }
    }

    @Test
    void shouldTellAnEngineOutOfReachFromAFailedBuild() throws Exception {
        shop("buildkit");
        Bench nowhere = new Bench(folder, Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock"));
        Plan plan = nowhere.plan(Strategy.CACHED, "test");

        assertThatThrownBy(() -> nowhere.build(plan))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
        assertThat(nowhere.repo.path("_build/.build-version")).exists();
    }

    private Engine engine() throws Exception {
        return Engines.connect(TestPorts.at(folder, ENGINE.environment(), bench.log));
    }
}
