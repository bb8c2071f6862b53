package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.git.Locate;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.ScanRepository;
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
                scan.manifests(),
                scan.trialFiles(),
                scan.warnings());
    }
}
