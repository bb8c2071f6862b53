package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which two contents of a file are compared, see {@link StrategyTableTest} for what is made of them. */
class LookInsideTest {
    private static final String MANIFEST = "services/api/requirements.txt";

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder).shipped();
    }

    private Strategy after(String content) {
        shop.repo.write(MANIFEST, content);
        return shop.strategy("api");
    }

    @Test
    void shouldLookIntoWhatLiesOnDisk() {
        assertThat(after("# web\nflask==3.0\n")).isEqualTo(Strategy.CACHED);
        assertThat(after("# web\nflask==3.1\n")).isEqualTo(Strategy.DEPENDENCIES);
        assertThat(after("<<<<<<< HEAD\nflask==3.0\n=======\n>>>>>>> topic\n")).isEqualTo(Strategy.DEPENDENCIES);
        assertThat(shop.decision("api").reasons().get(0).text())
                .isEqualTo("Python dependencies changed: it cannot be understood, so it is taken at its name");
    }

    @Test
    void shouldCompareWithTheBaselineWhateverLiesBetween() {
        shop.repo.write(MANIFEST, "flask==3.1\n").commit("newer");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.DEPENDENCIES);
        assertThat(after("flask==3.0  # back\n")).isEqualTo(Strategy.CACHED);
        shop.repo.commit("back");
        assertThat(shop.strategy("api")).isEqualTo(Strategy.CACHED);

        shop.repo.delete(MANIFEST).commit("gone");
        assertThat(after("flask==3.0  # again\n")).as("added in the tree, there at the baseline")
                .isEqualTo(Strategy.DEPENDENCIES);
    }

    @Test
    void shouldCompareEachComponentWithItsOwnBaseline() {
        shop.repo.write("site/package.json", "{\"main\":\"a\"}").commit("one");
        shop.shipped();
        shop.repo.write("site/package.json", "{\"main\":\"b\"}").write(MANIFEST, "flask==3.0 # a\n").commit("two");

        assertThat(shop.shown())
                .contains("api CACHED [python-dependencies]", "site INCREMENTAL [node-dependencies]");
        assertThat(shop.shownSince("HEAD~1"))
                .contains("api CACHED [python-dependencies]", "site INCREMENTAL [node-dependencies]");
        assertThat(shop.shownSince("HEAD~2")).contains("site DEPENDENCIES [node-dependencies]");
    }

    @Test
    void shouldTakeALinkOrAFileThatCannotBeReadAtItsName() throws Exception {
        Path manifest = shop.repo.path(MANIFEST);
        Files.delete(manifest);
        Files.createSymbolicLink(manifest, Path.of("other.txt"));
        shop.repo.write("services/api/other.txt", "flask==3.0 # same\n");

        assertThat(shop.strategy("api")).isEqualTo(Strategy.DEPENDENCIES);
    }

    @Test
    void shouldLookIntoNamesThatAreHardToSay() {
        shop.repo.write("site/ü b.json", "{\"a\":1}").write("site/new\nline.json", "{}").commit("odd");
        shop.shipped();
        shop.repo.write("site/ü b.json", "{ \"a\": 1 }").commit("layout");
        assertThat(shop.shown()).contains("site CACHED [configuration]");

        shop.repo.write("site/new\nline.json", "{ }").commit("more layout");
        assertThat(shop.shown()).contains("site INCREMENTAL [configuration, configuration]");
    }

    @Test
    void shouldTakeWhatIsHugeAtItsName() {
        String huge = "[" + "1,".repeat(600_000) + "1]";
        shop.repo.write("site/huge.json", huge).write("site/small.json", "{}").commit("huge");
        shop.shipped();
        shop.repo.write("site/huge.json", huge + " ").write("site/small.json", "{ }");
        assertThat(shop.shown()).as("on disk").contains("site INCREMENTAL [configuration, configuration]");

        shop.repo.commit("layout");
        assertThat(shop.decision("site").reasons().subList(0, 2))
                .extracting(reason -> reason.paths() + " " + reason.text())
                .containsExactly(
                        "[site/huge.json] configuration changed",
                        "[site/small.json] only comments or white space changed");
    }

    @Test
    void shouldLookIntoAGlobalManifestForAll() {
        shop.repo.write("package.json", "{\"dependencies\":{\"a\":\"1\"}}").commit("global");
        shop.shipped();
        shop.repo.write("package.json", "{\"dependencies\":{\"a\":\"1\"},\"private\":true}").commit("private");

        assertThat(shop.shown()).contains("api INCREMENTAL [node-dependencies, dependency] via proto");
    }
}
