package io.jenkins.plugins.testeddelivery.dev.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Asked;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The least that each change asks for. */
class RemedyTest {
    private static final List<Placement> MOUNTED = List.of(new Placement("api/src", "/app", true, true, false));
    private static final List<Placement> COPIED = List.of(new Placement("api/src", "/etc/x", true, false, false));
    private static final List<Placement> COMPILED = List.of(new Placement("api/src", "/app", true, true, true));

    private static Difference changed(Strategy strategy, String... paths) {
        return new Difference(
                List.of(paths).stream()
                        .map(path -> new Asked(new Change(path, Change.Status.MODIFIED), strategy, "r", "because", false))
                        .toList(),
                Strategy.NONE,
                List.of());
    }

    @Test
    void shouldDoNothingWhereTheServerReloads() {
        Remedy remedy = Remedy.of(changed(Strategy.INCREMENTAL, "api/src/a.py"), List.of(), MOUNTED, true);

        assertThat(remedy).isEqualTo(Remedy.NOTHING);
        assertThat(remedy.words(true)).contains("reloads by itself");
    }

    @Test
    void shouldRestartWhereItDoesNot() {
        Remedy remedy = Remedy.of(changed(Strategy.INCREMENTAL, "api/src/a.py"), List.of(), MOUNTED, false);

        assertThat(remedy).isEqualTo(new Remedy(Strategy.NONE, List.of(), true));
    }

    @Test
    void shouldNotRestartForWhatIsReadWhenSomebodyAsksForIt() {
        Difference style = served("api/src/style.css");

        Remedy mounted = Remedy.of(style, List.of(), MOUNTED, false);
        assertThat(mounted).isEqualTo(Remedy.NOTHING);
        assertThat(mounted.words(false)).isEqualTo("mounted, nothing to restart");
        Remedy copied = Remedy.of(style, List.of(), COPIED, false);
        assertThat(copied.restart()).isFalse();
        assertThat(copied.words(false)).isEqualTo("copied");
        // a bundler runs after it was copied
        assertThat(Remedy.of(style, List.of(), COMPILED, false).strategy()).isEqualTo(Strategy.INCREMENTAL);
    }

    @Test
    void shouldRestartForTheSourceThatChangedWithIt() {
        List<Asked> both = new ArrayList<>(served("api/src/style.css").asked());
        both.addAll(changed(Strategy.INCREMENTAL, "api/src/a.py").asked());

        assertThat(Remedy.of(new Difference(both, Strategy.NONE, List.of()), List.of(), MOUNTED, false).restart())
                .isTrue();
    }

    private static Difference served(String path) {
        return new Difference(
                List.of(new Asked(
                        new Change(path, Change.Status.MODIFIED), Strategy.INCREMENTAL, "layered/static-files", "", true)),
                Strategy.NONE,
                List.of());
    }

    @Test
    void shouldNotRestartForDocumentation() {
        assertThat(Remedy.of(changed(Strategy.CACHED, "api/src/README.md"), List.of(), MOUNTED, false))
                .isEqualTo(Remedy.NOTHING);
    }

    @Test
    void shouldCopyWhatCannotBeMounted() {
        Difference change = changed(Strategy.INCREMENTAL, "api/src/a.conf");

        assertThat(Remedy.of(change, List.of(), COPIED, false))
                .isEqualTo(new Remedy(
                        Strategy.NONE, List.of(new Change("api/src/a.conf", Change.Status.MODIFIED)), true));
        assertThat(Remedy.of(change, List.of(), COPIED, true).restart()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CACHED", "INCREMENTAL", "DEPENDENCIES", "FULL"})
    void shouldBuildWhatIsCompiledAsTheRulesSay(Strategy strategy) {
        assertThat(Remedy.of(changed(strategy, "api/src/a.c"), List.of(), COMPILED, true))
                .isEqualTo(new Remedy(strategy, List.of(), false));
        assertThat(Remedy.of(changed(strategy, "api/elsewhere"), List.of(), MOUNTED, true).strategy())
                .isEqualTo(strategy);
    }

    /** A mounted manifest is there, and what it asks for is not. */
    @ParameterizedTest
    @CsvSource({"DEPENDENCIES", "FULL"})
    void shouldInstallDependenciesOfAMountedManifest(Strategy strategy) {
        Remedy remedy = Remedy.of(changed(strategy, "api/src/package.json"), List.of(), MOUNTED, true);

        assertThat(remedy.strategy()).isEqualTo(strategy);
        assertThat(remedy.builds()).isTrue();
    }

    @Test
    void shouldBuildOnceForAllThatChanged() {
        Difference both = new Difference(
                List.of(
                        new Asked(new Change("api/src/a.py", Change.Status.ADDED), Strategy.INCREMENTAL, "", "", false),
                        new Asked(new Change("api/Dockerfile", Change.Status.MODIFIED), Strategy.FULL, "", "", false)),
                Strategy.NONE,
                List.of());

        assertThat(Remedy.of(both, List.of(), MOUNTED, false)).isEqualTo(new Remedy(Strategy.FULL, List.of(), false));
    }

    @Test
    void shouldBuildForAComponentThatGoesIntoIt() {
        Difference none = new Difference(List.of(), Strategy.NONE, List.of("base"));

        assertThat(Remedy.of(none, List.of("base"), MOUNTED, true).strategy()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(Remedy.of(none, List.of(), MOUNTED, true)).isEqualTo(Remedy.NOTHING);
    }

    @Test
    void shouldBuildSoonerThanCopyManyFiles() {
        String[] many = IntStream.range(0, 51).mapToObj(i -> "api/src/" + i).toArray(String[]::new);

        assertThat(Remedy.of(changed(Strategy.INCREMENTAL, many), List.of(), COPIED, true))
                .isEqualTo(new Remedy(Strategy.INCREMENTAL, List.of(), false));
    }

    @Test
    void shouldBuildAnotherDefinition() {
        assertThat(Remedy.of(new Difference(List.of(), Strategy.FULL, List.of()), List.of(), MOUNTED, true).strategy())
                .isEqualTo(Strategy.FULL);
    }
}
