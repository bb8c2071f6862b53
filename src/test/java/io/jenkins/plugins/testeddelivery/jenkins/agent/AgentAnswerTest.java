package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.git.FindBaselines;
import io.jenkins.plugins.testeddelivery.git.Locate;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
import io.jenkins.plugins.testeddelivery.git.Survey;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentAnswerTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheResultOrTheFailureAsItWas() {
        Locate.Repository there = new Locate.Repository("/w", "/w/.git");

        assertThat(AgentAnswer.of(there).to(new Locate())).isEqualTo(there);
        assertThatThrownBy(() -> AgentAnswer.of(Failure.usage("no\nrepository")).to(new Locate()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessage("no repository");
    }

    @Test
    void shouldRefuseAnAnswerToAnotherQuestion() {
        assertThatThrownBy(() -> new AgentAnswer("a text", "", "").to(new Locate()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("do not trust this agent");
        assertThatThrownBy(() -> new AgentAnswer(null, "ROOT", "x").to(new Locate()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.FAILED));
    }

    @Test
    void shouldRefuseACommitOrAFingerprintThatIsNone() throws Exception {
        Scan scan = scan();
        ScanRepository work = new ScanRepository("", "", true);

        assertThat(AgentAnswer.of(scan).<Scan>to(work)).isEqualTo(scan);
        refused(with(scan, "../../x", scan.fingerprints()), work);
        refused(with(scan, scan.commit(), new TreeMap<>(Map.of("api", "../../x"))), work);
        refused(with(scan, scan.commit(), new TreeMap<>(Map.of("api", "sha256:" + "0".repeat(64)))), work);
    }

    @Test
    void shouldRefuseASurveyThatNamesWhatNobodyAskedFor() throws Exception {
        Scan scan = scan();
        String fingerprint = scan.fingerprints().get("api");
        Survey work = new Survey("", "", "", "", Map.of("api", Map.of(scan.commit(), fingerprint)), false);
        Survey.Seen seen = TestPorts.at(folder.resolve("shop")).workspace().act(work);

        assertThat(AgentAnswer.of(seen).<Survey.Seen>to(work)).isEqualTo(seen);
        refused(with(seen, Map.of("api", "0".repeat(40)), seen.before()), work);
        refused(with(seen, Map.of("other", scan.commit()), seen.before()), work);
        refused(with(seen, Map.of(), new Survey.Before(Map.of("api", "../../x"), Map.of())), work);
        refused(with(seen, Map.of(), new Survey.Before(Map.of("api", fingerprint), Map.of("api", "forged"))), work);
        refused(
                new Survey.Seen(
                        with(scan, "../../x", scan.fingerprints()), seen.base(), seen.before(), "", seen.own(), seen.inside()),
                work);
    }

    @Test
    void shouldRefuseALookIntoAFileThatShowsSomethingElse() throws Exception {
        Survey work = new Survey("", "", "", "", Map.of(), false);
        scan();
        Survey.Seen seen = TestPorts.at(folder.resolve("shop")).workspace().act(work);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<String, Map<String, Inside>> forged = (Map) Map.of("0", Map.of("a.json", "LAYOUT"));

        refused(new Survey.Seen(seen.scan(), seen.base(), seen.before(), "", seen.own(), forged), work);
    }

    private static Survey.Seen with(Survey.Seen seen, Map<String, String> baselines, Survey.Before before) {
        return new Survey.Seen(
                seen.scan(), seen.base(), before, "", new FindBaselines.Found(baselines, seen.own().changes()), Map.of());
    }

    private void refused(Survey.Seen seen, Survey work) {
        assertThatThrownBy(() -> AgentAnswer.of(seen).to(work))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("do not trust this agent");
    }

    private void refused(Scan scan, ScanRepository work) {
        assertThatThrownBy(() -> AgentAnswer.of(scan).to(work))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("do not trust this agent");
    }

    private Scan scan() throws Exception {
        GitRepo repo = GitRepo.init(folder.resolve("shop"))
                .write("api/a.txt", "a")
                .write("delivery.yaml", "version: 1\ncomponents:\n  api: { path: api, archive: { outputs: [out] } }\n");
        repo.commit("first");
        return TestPorts.at(repo.root()).workspace().act(new ScanRepository("", "", true));
    }

    private static Scan with(Scan scan, String commit, Map<String, String> fingerprints) {
        return new Scan(
                commit,
                scan.commitTime(),
                scan.ofTree(),
                scan.dirty(),
                scan.shallow(),
                scan.project(),
                fingerprints,
                scan.documents(),
                scan.inputs(),
                scan.treeChanges(),
                scan.trialFiles(),
                scan.warnings());
    }
}
