package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExportGateTest {
    private static final String VERSION = "vabc1234-20250120-143022";

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void makeShop() {
        shop = Shop.in(folder).archive("api").archive("site").library("proto");
        shop.repo.write("a", "1").commit("one");
    }

    private ExportGate.Passed check(String... keepOlder) {
        return ExportGate.check(shop.plan(VERSION), shop.standing(), Set.of(keepOlder));
    }

    private void bothTested() {
        shop.built("api", "A").built("site", "S").passed();
    }

    @Test
    void shouldLetATestedSetThrough() {
        bothTested();

        ExportGate.Passed passed = check();

        assertThat(passed.artifacts()).extracting(Chosen::component).containsExactly("api", "site");
        assertThat(passed.artifacts()).noneMatch(Chosen::behind);
        assertThat(passed.evidence()).isPresent();
        assertThat(passed.set())
                .isEqualTo(Standing.setDigest(Map.of(
                        "api", passed.artifacts().get(0).artifact().digest(),
                        "site", passed.artifacts().get(1).artifact().digest())));
    }

    static Stream<Arguments> lackings() {
        return Stream.of(
                row("nothing built", shop -> {}, "api: nothing was built", "site: nothing was built"),
                row("one not built", shop -> shop.built("site", "S").passed(), "api: nothing was built"),
                row("not tested", shop -> shop.built("api", "A").built("site", "S"), "api: v0000000-20250101-000000 is"
                        + " built and not tested", "site: v0000000-20250101-000000 is built and not tested"),
                row("failed", shop -> shop.built("api", "A").built("site", "S").failed(), "api: the newest trial",
                        "site: the newest trial"),
                row("revoked", shop -> shop.built("api", "A").built("site", "S").passed().failed(),
                        "api: the newest trial"),
                row("ad hoc evidence", shop -> shop.built("api", "A").built("site", "S")
                        .tried("passed", "adhoc", Shop.KEY),
                        "api: v0000000-20250101-000000 is built and not tested"),
                row("other inputs", shop -> shop.built("api", "A").built("site", "S").passed().changed("api", "second"),
                        "api: nothing was built from its inputs"),
                row("other trial configuration",
                        shop -> shop.built("api", "A").built("site", "S").tried("passed", "trial", "sha256:other"),
                        "the set: exactly these artifacts were not tried together"),
                row("never together", shop -> shop.built("api", "A").passedAlone("api").built("site", "S")
                        .passedAlone("site"),
                        "the set: exactly these artifacts were not tried together"));
    }

    private static Arguments row(String name, Consumer<Shop> story, String... lacking) {
        return Arguments.of(name, story, lacking);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lackings")
    void shouldNameEverythingThatLacks(String name, Consumer<Shop> story, String[] lacking) {
        story.accept(shop);

        assertThatThrownBy(this::check)
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED);
                    assertThat(failure).message().contains(lacking).contains("run: delivery");
                    assertThat(failure.getMessage().contains("the set:")).isEqualTo(lacking[0].startsWith("the set:"));
                });
    }

    @Test
    void shouldRefuseASetWhoseNewestTrialFailed() {
        bothTested();
        shop.failed();
        shop.passedAlone("api").passedAlone("site");

        assertThatThrownBy(this::check).hasMessageContaining("the set: its newest trial as a whole failed");
    }

    @Test
    void shouldAskForNoTrialOfTheSetWhereEachArtifactIsEnough() {
        shop.scope(Trial.Scope.COMPONENT);
        shop.built("api", "A").passedAlone("api").built("site", "S").passedAlone("site");

        assertThat(check().evidence()).isEmpty();
    }

    @Test
    void shouldRefuseADirtyTreeEvenIfAllIsTested() {
        bothTested();
        shop.dirty();

        assertThatThrownBy(this::check).isInstanceOf(Failure.class).hasMessageContaining("commit or stash first");
    }

    @Test
    void shouldKeepOlderOnRequestAndCountTheSetThatShips() {
        bothTested();
        String older = check().set();
        shop.changed("api", "second");

        ExportGate.Passed passed = check("api");

        assertThat(passed.artifacts()).extracting(Chosen::behind).containsExactly(true, false);
        assertThat(passed.set()).isEqualTo(older);
    }

    @Test
    void shouldNotCallAnArtifactOfHeadBehind() {
        bothTested();

        assertThat(check("api").artifacts()).noneMatch(Chosen::behind);
    }

    @Test
    void shouldSayWhereThereIsNoOlderOneToKeep() {
        shop.built("site", "S").passed();

        assertThatThrownBy(() -> check("api")).hasMessageContaining("api: it has no tested artifact at all");
    }

    @Test
    void shouldRefuseToKeepWhatDoesNotShip() {
        bothTested();

        assertThatThrownBy(() -> check("proto"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("library");
        assertThatThrownBy(() -> check("nope"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("no component \"nope\"");
    }

    @Test
    void shouldRefuseARepositoryThatShipsNothing(@TempDir Path other) {
        Shop libraries = Shop.in(other).library("proto");
        libraries.repo.write("a", "1").commit("one");

        assertThatThrownBy(() -> ExportGate.check(libraries.plan(VERSION), libraries.standing(), Set.of()))
                .hasMessageContaining("no component is an image or an archive");
    }
}
