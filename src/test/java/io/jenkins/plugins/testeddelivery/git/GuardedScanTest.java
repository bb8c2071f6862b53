package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Guarded;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change request may decide for itself, and what the trusted commit decides for it. */
class GuardedScanTest {
    private static final String CONFIG = """
            version: 1
            project: shop
            rules:
              - { match: ["*.sql"], strategy: FULL, because: "schema" }
              - %s
            global: ["%s"]
            components:
              api: { path: api, archive: { run: "make", outputs: ["out/**"] }, rules: [ { match: ["m/**"], strategy: %s, because: "model" } ] }
            trial: { allow: [%s], run: "true" }
            environments:
              %s: { directory: /srv/%s }
            """;

    @TempDir
    private Path folder;

    private GitRepo repo;
    private String trusted;

    @BeforeEach
    void setUp() {
        repo = GitRepo.init(folder.resolve("shop"))
                .write("api/a.txt", "a")
                .write("delivery.yaml", CONFIG.formatted("conservative", "build/**", "FULL", "", "staging", "shop"));
        trusted = repo.commit("trusted");
        repo.write("delivery.yaml", CONFIG.formatted("layered", "nothing", "CACHED", "privileged", "evil", "etc"));
        repo.commit("proposed");
    }

    @Test
    void shouldTakeWhatGuardsFromTheTrustedCommit() throws Exception {
        Project project = scan(trusted).project();

        assertThat(project.environments()).containsOnlyKeys("staging");
        assertThat(project.global()).contains("build/**").doesNotContain("nothing");
        assertThat(project.rules().toString()).contains("conservative/").doesNotContain("layered/");
        assertThat(project.components().get(0).rules().toString()).contains("FULL").doesNotContain("CACHED");
        assertThat(project.trial().allow()).isEmpty();
        assertThat(project.trial().run()).isNotEmpty();
        assertThat(project.warnings()).isEmpty();
    }

    @Test
    void shouldAllowNothingWhereTheTrustedCommitIsNotThere() throws Exception {
        Project project = scan("0".repeat(40)).project();

        assertThat(project.environments()).isEmpty();
        assertThat(project.rules().toString()).contains("conservative/").doesNotContain("layered/");
        assertThat(project.trial().allow()).isEmpty();
        assertThat(project.warnings()).anyMatch(warning -> warning.startsWith(Guarded.UNREAD));
    }

    @Test
    void shouldDecideForItselfWhereThereIsNobodyToAsk() throws Exception {
        assertThat(scan("").project().environments()).containsOnlyKeys("evil");
    }

    private Scan scan(String revision) throws Exception {
        return TestPorts.at(repo.root()).workspace().act(new ScanRepository("", "", true, revision));
    }
}
