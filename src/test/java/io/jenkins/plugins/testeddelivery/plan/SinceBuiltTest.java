package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Asked;
import io.jenkins.plugins.testeddelivery.plan.SinceBuilt.Difference;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What running containers lack is told by what they were made of, whatever was committed meanwhile. */
class SinceBuiltTest {
    @TempDir
    private Path folder;

    private GitRepo repo;
    private Map<String, String> built;

    @BeforeEach
    void build() throws Exception {
        repo = GitRepo.init(folder.resolve("shop"));
        repo.write("delivery.yaml", """
                version: 1
                components:
                  base: { path: base, image: {} }
                  api: { path: api, image: {}, dependsOn: [base] }
                """)
                .write("base/Dockerfile", "FROM scratch\nCOPY b /b\n")
                .write("base/b", "1\n")
                .write("api/Dockerfile", "FROM scratch\nCOPY requirements.txt app.py /\n")
                .write("api/requirements.txt", "one==1\n")
                .write("api/app.py", "1\n")
                .commit("built");
        built = scan().documents();
    }

    private Scan scan() throws Exception {
        return TestPorts.at(repo.root()).workspace().act(new ScanRepository("", "", true));
    }

    private Difference difference(String component) throws Exception {
        Scan now = scan();
        return new SinceBuilt(now).of(now.project().component(component).orElseThrow(), built.get(component));
    }

    @Test
    void shouldFindNothingWhereOnlyHistoryWentOn() throws Exception {
        repo.write("api/app.py", "2\n").commit("there");
        repo.write("api/app.py", "1\n").commit("and back");

        assertThat(difference("api").none()).isTrue();
    }

    @Test
    void shouldAskForWhatTheRulesSayOfEachFile() throws Exception {
        repo.write("api/app.py", "2\n").write("api/requirements.txt", "one==2\n").write("api/new.py", "").delete("base/b");

        assertThat(difference("api").asked()).extracting(Asked::change, Asked::strategy).contains(
                tuple(
                        new Change("api/app.py", Change.Status.MODIFIED), Strategy.INCREMENTAL),
                tuple(
                        new Change("api/requirements.txt", Change.Status.MODIFIED), Strategy.DEPENDENCIES));
        assertThat(difference("api").via()).containsExactly("base");
        assertThat(difference("base").asked()).extracting(Asked::change)
                .containsExactly(new Change("base/b", Change.Status.DELETED));
    }

    @Test
    void shouldTellWhatAServerReadsAnewFromWhatItReadsOnce() throws Exception {
        repo.write("api/Dockerfile", "FROM scratch\nCOPY . /\n").commit("all");
        built = scan().documents();
        List<String> served = List.of("a.css", "logo.svg", "static/a.js", "static/page.html", "public/index.html");
        List<String> once = List.of("a.scss", "a.js", "page.html", "templates/a.html", "public/views.py", "static/a.yaml");
        served.forEach(path -> repo.write("api/" + path, "1\n"));
        once.forEach(path -> repo.write("api/" + path, "1\n"));

        assertThat(difference("api").asked()).filteredOn(Asked::served).extracting(asked -> asked.change().path())
                .containsExactlyInAnyOrderElementsOf(served.stream().map(path -> "api/" + path).toList());

        repo.write("delivery.yaml", Files.readString(repo.path("delivery.yaml"))
                + "rules: [{ match: ['*.css'], strategy: INCREMENTAL, because: it is read at the start }, layered]\n");
        assertThat(difference("api").asked()).filteredOn(asked -> asked.change().path().equals("api/a.css"))
                .extracting(Asked::served).containsExactly(false);
    }

    @Test
    void shouldSayThatTheDefinitionIsAnother() throws Exception {
        repo.write("delivery.yaml", """
                version: 1
                components:
                  base: { path: base, image: {} }
                  api: { path: api, image: { target: other }, dependsOn: [base] }
                """);

        assertThat(difference("api").definition()).isEqualTo(Strategy.FULL);
        assertThat(difference("api").asked()).isEmpty();
    }

    @Test
    void shouldPlanWhatWasDecidedAndNothingElse() throws Exception {
        repo.write("api/app.py", "2\n").write("base/b", "2\n");
        Scan now = scan();
        SinceBuilt since = new SinceBuilt(now);
        Decision decision = since.decision(
                now.project().component("api").orElseThrow(), Strategy.INCREMENTAL, difference("api"));

        Plan plan = since.plan(Map.of("api", decision), Instant.parse("2026-03-01T12:00:00Z"));

        assertThat(plan.waves()).isEqualTo(List.of(List.of("api")));
        assertThat(plan.components()).extracting(Decision::name, Decision::strategy).containsExactlyInAnyOrder(
                tuple("api", Strategy.INCREMENTAL),
                tuple("base", Strategy.NONE));
        assertThat(decision.reasons()).extracting(Decision.Reason::rule).contains("dependency");
        assertThat(decision.fingerprint()).isEqualTo(now.fingerprints().get("api"));
    }
}
