package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildsTest {
    @TempDir
    Path folder;

    private Bench bench;
    private Path ran;

    @BeforeEach
    void shop() {
        bench = new Bench(folder, Map.of());
        ran = folder.resolve("ran");
        bench.repo.write(
                "delivery.yaml",
                """
                version: 1
                project: shop
                components:
                  proto: { path: proto }
                  api:
                    path: api
                    dependsOn: [proto]
                    archive: { run: "sh build.sh", outputs: ["dist/**"] }
                  site:
                    path: site
                    archive: { run: [sh, build.sh], outputs: ["dist/**"] }
                  web-app:
                    path: web
                    dependsOn: [api]
                    archive: { run: "sh build.sh", outputs: ["dist/**"] }
                """);
        bench.repo.write("proto/p", "1");
        for (String name : List.of("api", "site", "web")) {
            bench.repo.write(name + "/in", name).write(name + "/build.sh", script(""));
        }
        bench.repo.commit("one");
    }

    /** Copies its input, and notes that it ran. */
    private String script(String more) {
        return "echo $DELIVERY_COMPONENT >> " + ran + "\n" + more
                + "\nmkdir -p dist && cp in dist/out\necho done $PWD\n";
    }

    private List<String> ran() throws IOException {
        return Files.exists(ran) ? Files.readAllLines(ran) : List.of();
    }

    @Test
    void shouldBuildAndRecordEveryArchiveAndNoLibrary() throws Exception {
        Plan plan = bench.plan(Strategy.FULL, "NO_BASE");

        Outcome outcome = bench.build(plan);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.built()).containsOnlyKeys("api", "site", "web-app");
        assertThat(bench.candidates())
                .containsExactlyInAnyOrderElementsOf(outcome.built().values());
        assertThat(ran()).containsExactlyInAnyOrder("api", "site", "web-app").endsWith("web-app");
        Fact.Candidate api = outcome.built().get("api");
        assertThat(api.fingerprint()).isEqualTo(plan.scan().fingerprints().get("api"));
        assertThat(api.version()).isEqualTo(plan.version());
        assertThat(api.commit()).isEqualTo(bench.repo.head());
        assertThat(api.dirty()).isFalse();
        assertThat(api.strategy()).isEqualTo("FULL");
        assertThat(api.kind()).isEqualTo("archive");
        assertThat(api.stored()).isEqualTo(api.digest()).isEqualTo(api.identity());
        assertThat(bench.ledger().store().intact(api.digest())).isTrue();
        assertThat(bench.ledger().store().has(api.fingerprint())).isTrue();
    }

    @Test
    void shouldLeaveTheTreeCleanAndSayWhatWasBuilt() throws Exception {
        Plan plan = bench.plan(Strategy.FULL, "NO_BASE");

        bench.build(plan);

        assertThat(bench.repo.path("_build/.build-version"))
                .hasContent("VERSION_TAG=" + plan.version() + "\nCOMMIT=" + bench.repo.head() + "\n");
        assertThat(bench.scan().dirty()).isFalse();
        assertThat(bench.repo.git("status", "--porcelain", "--", "_build")).isEmpty();
        try (Stream<Path> left = Files.walk(bench.repo.path("_build"))) {
            assertThat(left.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(".gitignore", ".build-version", ".hashes-much");
        }
    }

    @Test
    void shouldMarkEveryLineWithItsComponent() throws Exception {
        bench.build(Strategy.FULL);

        assertThat(bench.log.all())
                .contains("api     | done " + bench.repo.path("api"), "web-app | done " + bench.repo.path("web"))
                .contains("site    | building (FULL)");
    }

    @Test
    void shouldTellTheCommandItsStrategyVersionAndComponent() throws Exception {
        bench.repo.write("site/build.sh", script("echo $DELIVERY_STRATEGY $DELIVERY_VERSION $DELIVERY_COMPONENT > in"));
        bench.repo.write("site/.gitignore", "in");
        bench.repo.git("rm", "-q", "--cached", "site/in");
        bench.repo.commit("two");
        Plan plan = bench.plan(Strategy.INCREMENTAL, "test");

        Outcome outcome = bench.build(plan, "site");

        Workspace here = TestPorts.at(folder).workspace();
        bench.ledger().store().give(outcome.built().get("site").stored(), here, "a.tar.gz");
        here.act(new UnpackArchive("a.tar.gz", "a"));
        assertThat(folder.resolve("a/dist/out")).hasContent("INCREMENTAL " + plan.version() + " site");
    }

    @Test
    void shouldBuildNothingTwice() throws Exception {
        Outcome first = bench.build(Strategy.FULL);
        Files.delete(ran);

        Outcome second = bench.build(Strategy.FULL);

        assertThat(ran()).isEmpty();
        assertThat(second.built()).isEqualTo(first.built());
        assertThat(second.reused())
                .containsEntry(
                        "api", "already built as " + first.built().get("api").version());
        assertThat(bench.candidates()).hasSize(3);
    }

    @Test
    void shouldBuildAgainWhatIsForcedOrFailedItsTrial() throws Exception {
        Outcome first = bench.build(Strategy.FULL);

        Outcome forced = bench.build(bench.plan(Strategy.FULL, "FORCED"), "site");

        assertThat(forced.built().get("site").version())
                .isNotEqualTo(first.built().get("site").version());
        bench.tried("failed", Map.of("api", first.built().get("api")));
        Files.delete(ran);
        bench.build(Strategy.FULL);
        assertThat(ran()).containsExactly("api");
    }

    @Test
    void shouldBuildATestedOneAgainOnlyIfItsBaseOrAgeAsksForIt() throws Exception {
        Outcome first = bench.build(Strategy.FULL);
        bench.tried("passed", first.built());
        Files.delete(ran);

        bench.build(bench.plan(Strategy.FULL, "NO_BASE"), "site");
        assertThat(ran()).isEmpty();

        bench.build(bench.plan(Strategy.FULL, "MAX_AGE"), "site");
        assertThat(ran()).containsExactly("site");
    }

    @Test
    void shouldLetAnEqualArtifactKeepItsVersionAndEvidence() throws Exception {
        bench.repo.write(".git/info/exclude", "dist\n");
        Outcome first = bench.build(Strategy.FULL);
        bench.tried("passed", first.built());
        bench.repo.write("site/notes", "goes into the fingerprint and not into the archive");
        String commit = bench.repo.commit("two");

        Fact.Candidate again = bench.build(Strategy.INCREMENTAL).built().get("site");

        Fact.Candidate before = first.built().get("site");
        assertThat(again.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(again.version()).isEqualTo(before.version());
        assertThat(again.digest()).isEqualTo(before.digest());
        assertThat(again.commit()).isEqualTo(commit);
        assertThat(bench.log.all()).contains("site    | same as " + before.version() + ", keeps its evidence");
    }

    @Test
    void shouldBuildWhatThePlanReusesIfItsBytesAreGoneOrDamaged() throws Exception {
        Outcome first = bench.build(Strategy.FULL);
        bench.tried("passed", first.built());
        Path gone = object(first.built().get("site"));
        Files.delete(gone);
        Path damaged = object(first.built().get("api"));
        damaged.toFile().setWritable(true);
        Files.write(damaged, new byte[] {1});
        Files.delete(ran);

        Outcome second = bench.build(Strategy.REUSE);

        assertThat(ran()).containsExactlyInAnyOrder("api", "site");
        String tested = first.built().get("web-app").version();
        assertThat(second.reused())
                .containsOnly(Map.entry("web-app", "tested before as " + tested + ", from the same inputs"));
        assertThat(second.built().get("site").strategy()).isEqualTo("INCREMENTAL");
        assertThat(String.join("\n", bench.log.all()))
                .contains(
                        "site    | ARTIFACT_GONE: " + first.built().get("site").version())
                .contains("api     | ARTIFACT_DAMAGED: "
                        + first.built().get("api").version());
        assertThat(bench.ledger().store().intact(first.built().get("api").digest()))
                .isTrue();
    }

    @Test
    void shouldStopOnlyWhatDependsOnAFailure() throws Exception {
        bench.repo.write("api/build.sh", "echo broken >&2; exit 7");
        bench.repo.commit("two");

        Outcome outcome = bench.build(Strategy.FULL);

        assertThat(outcome.built()).containsOnlyKeys("site");
        assertThat(outcome.failed()).containsOnlyKeys("api");
        assertThat(outcome.failed().get("api")).contains("archive.run").contains("exit code 7");
        assertThat(outcome.skipped()).containsExactly("web-app");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(bench.candidates()).extracting(Fact.Candidate::component).containsExactly("site");
        assertThat(bench.log.all()).contains("api     | broken");
    }

    @Test
    void shouldNotRecordWhatWasBuiltWhileItsFilesChanged() throws Exception {
        bench.repo.write("site/build.sh", script("echo more >> in"));
        bench.repo.commit("two");

        Outcome outcome = bench.build(bench.plan(Strategy.FULL, "test"), "site");

        assertThat(outcome.failed()).containsEntry("site", "site: its files changed while it was built; build again.");
        assertThat(bench.candidates()).isEmpty();
    }

    @Test
    void shouldMarkTheArtifactOfADirtyTreeAndNotReuseItForACleanOne() throws Exception {
        bench.repo.write(".git/info/exclude", "dist\n");
        bench.repo.write("site/in", "changed");

        Outcome dirty = bench.build(bench.plan(Strategy.FULL, "test"), "site");
        bench.repo.commit("two");
        Outcome clean = bench.build(bench.plan(Strategy.FULL, "test"), "site");

        assertThat(dirty.built().get("site").dirty()).isTrue();
        assertThat(clean.built().get("site").dirty()).isFalse();
        assertThat(ran()).hasSize(2);
    }

    @Test
    void shouldPackNoLeftoverOfAnotherBuild() throws Exception {
        String digest = bench.build(Strategy.FULL).built().get("site").digest();
        bench.repo.write("site/dist/leftover", "old");

        Outcome again = bench.build(bench.plan(Strategy.FULL, "FORCED"), "site");

        assertThat(again.built().get("site").digest()).isEqualTo(digest);
        assertThat(bench.repo.path("site/dist/leftover")).doesNotExist();
    }

    @Test
    void shouldBuildWhatIsNamedWithWhatItDependsOn() throws Exception {
        Outcome outcome = bench.build(bench.plan(Strategy.FULL, "test"), "web-app");

        assertThat(outcome.built()).containsOnlyKeys("api", "web-app");
        assertThatThrownBy(() -> bench.build(bench.plan(Strategy.FULL, "test"), "no\nsuch"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("'no\\u000asuch'")
                .hasMessageContaining("api, proto, site, web-app");
    }

    @Test
    void shouldLeaveAloneWhatIsNotAffectedAndWasNeverBuilt() throws Exception {
        Outcome outcome = bench.build(Strategy.NONE);

        assertThat(outcome.built()).isEmpty();
        assertThat(outcome.reused()).containsEntry("site", "not affected");
        assertThat(ran()).isEmpty();
        assertThat(bench.repo.path("_build/.build-version")).exists();
    }

    @Test
    void shouldRunAsManyAtOnceAsAllowed() throws Exception {
        String waits = "touch " + folder + "/$DELIVERY_COMPONENT.here\n"
                + "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do"
                + " ls " + folder + "/*.here | wc -l | grep -q 2 && met=yes;"
                + " [ $met ] || sleep 0.1; done\necho met=$met";
        bench.repo.write("api/build.sh", script(waits)).write("site/build.sh", script(waits));
        bench.repo.commit("two");

        bench.builds().run(bench.plan(Strategy.FULL, "test"), Set.of("api", "site"), 2);
        assertThat(bench.log.all()).contains("api  | met=yes", "site | met=yes");

        Files.delete(folder.resolve("api.here"));
        Files.delete(folder.resolve("site.here"));
        bench.log.all().clear();
        bench.builds().run(bench.plan(Strategy.FULL, "FORCED"), Set.of("api", "site"), 1);
        assertThat(bench.log.all()).contains("api  | met=").doesNotContain("api  | met=yes");
    }

    @Test
    void shouldEndABuildThatHangs() throws Exception {
        configureTimeout();
        bench.repo.write("site/build.sh", "echo $$ > " + folder + "/pid\nsleep 600");
        bench.repo.commit("two");

        Outcome outcome = bench.build(bench.plan(Strategy.FULL, "test"), "site");

        assertThat(outcome.failed().get("site"))
                .contains("did not end within 1.0 s")
                .contains("timeout");
        assertThat(alive(folder.resolve("pid"))).isFalse();
    }

    @Test
    void shouldEndItsProcessesWhenInterrupted() throws Exception {
        String hangs = "echo $$ > " + folder + "/$DELIVERY_COMPONENT.pid\necho started\nsleep 600";
        bench.repo.write("site/build.sh", hangs).write("api/build.sh", hangs);
        bench.repo.commit("two");
        Plan plan = bench.plan(Strategy.FULL, "test");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                bench.build(plan);
            } catch (Throwable e) {
                thrown.set(e);
            }
            ended.complete(null);
        });
        caller.start();
        while (bench.log.all().stream()
                        .filter(line -> line.endsWith("| started"))
                        .count()
                < 2) {
            Thread.onSpinWait();
        }

        caller.interrupt();
        ended.get(30, TimeUnit.SECONDS);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(alive(folder.resolve("site.pid")) || alive(folder.resolve("api.pid")))
                .isFalse();
        assertThat(bench.candidates()).isEmpty();
    }

    private void configureTimeout() throws IOException {
        String yaml = Files.readString(bench.repo.path("delivery.yaml"));
        bench.repo.write("delivery.yaml", yaml.replace("    path: site\n", "    path: site\n    timeout: 1s\n"));
    }

    /** One that is dead and not yet collected still counts as a process: it gets a moment. */
    private static boolean alive(Path pid) throws Exception {
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).trim()));
        if (process.isPresent()) {
            CompletableFuture<ProcessHandle> end = process.get().onExit();
            return !end.completeOnTimeout(null, 5, TimeUnit.SECONDS)
                    .thenApply(Objects::nonNull)
                    .get();
        }
        return false;
    }

    private Path object(Fact.Candidate candidate) {
        String hex = Digests.hex(candidate.stored());
        return bench.store.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
    }
}
