package io.jenkins.plugins.testeddelivery.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActorsTest {
    private static final String ROOT = "https://ci.example/";

    @TempDir
    private Path builds;

    private final List<String> asked = new ArrayList<>();
    private Actors actors;

    @BeforeEach
    void knowOneJob() throws IOException {
        Files.createDirectory(builds.resolve("12"));
        actors = new Actors(ROOT, "A B", name -> {
            asked.add(name);
            return name.equals("a b/<x>")
                    ? Optional.of(new Actors.Builds("A B » <x>", "job/a%20b/job/%3Cx%3E/", builds))
                    : Optional.empty();
        });
    }

    @Test
    void shouldLinkABuildByItsAddress() {
        Actor actor = actors.of("https://ci.example/job/a%20b/job/%3Cx%3E/12/");

        assertThat(actor.getText()).isEqualTo("<x> #12");
        assertThat(actor.getLink()).isEqualTo("/job/a%20b/job/%3Cx%3E/12/");
    }

    @Test
    void shouldLinkABuildByItsName() {
        assertThat(actors.of("a b/<x>#12").getLink()).isEqualTo("/job/a%20b/job/%3Cx%3E/12/");
    }

    @Test
    void shouldNotLinkABuildThatIsGone() {
        Actor actor = actors.of("a b/<x>#13");

        assertThat(actor.getText()).isEqualTo("<x> #13");
        assertThat(actor.getLink()).isEmpty();
    }

    @Test
    void shouldNameAJobThatTheViewerMayNotSeeAsTheRecordDoes() {
        Actor actor = actors.of("https://ci.example/job/secret/3/");

        assertThat(actor.getText()).isEqualTo("secret #3");
        assertThat(actor.getLink()).isEmpty();
    }

    @Test
    void shouldNameABuildInFullOnAPageOfSomethingElseAndByItsNumberOnItsOwn() {
        Function<String, Optional<Actors.Builds>> one =
                name -> Optional.of(new Actors.Builds("A B » <x>", "job/a%20b/job/%3Cx%3E/", builds));

        assertThat(new Actors(ROOT, "", one).of("a b/<x>#12").getText()).isEqualTo("A B » <x> #12");
        assertThat(new Actors(ROOT, "A", one).of("a b/<x>#12").getText()).isEqualTo("A B » <x> #12");
        assertThat(new Actors(ROOT, "A B » <x>", one).of("a b/<x>#12").getText()).isEqualTo("#12");
    }

    @Test
    void shouldNeverLinkToAnotherPlace() {
        assertThat(List.of(
                        "https://evil.example/job/a%20b/job/%3Cx%3E/12/",
                        "https://ci.example/job/a%20b/job/%3Cx%3E/12/../../x/",
                        "javascript:alert(1)",
                        "../../x#y"))
                .allSatisfy(by -> {
                    assertThat(actors.of(by).getText()).isEqualTo(by);
                    assertThat(actors.of(by).getLink()).isEmpty();
                });
    }

    @Test
    void shouldShowPeopleAndControlCharactersAsText() {
        assertThat(actors.of("ada@laptop").getText()).isEqualTo("ada@laptop");
        assertThat(actors.of("a\u001b[31m").getText()).isEqualTo("a\\u001b[31m");
    }

    @Test
    void shouldReadAnAddressThatIsNotEncodedWell() {
        assertThat(actors.of("https://ci.example/job/%zz/1/").getText()).isEqualTo("%zz #1");
    }

    @Test
    void shouldLookUpAJobOnce() {
        actors.of("a b/<x>#12");
        actors.of("a b/<x>#13");

        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldShowAddressesAsTheyAreWhereTheControllersOwnIsNotKnown() {
        assertThat(new Actors(null, "", name -> Optional.empty()).of("https://ci.example/job/a/1/").getText())
                .isEqualTo("https://ci.example/job/a/1/");
    }
}
