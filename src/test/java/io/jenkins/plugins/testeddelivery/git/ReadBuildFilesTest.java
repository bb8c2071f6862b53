package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles;
import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles.Needless;
import io.jenkins.plugins.testeddelivery.config.lint.DockerfileLint;
import io.jenkins.plugins.testeddelivery.config.lint.Finding;
import io.jenkins.plugins.testeddelivery.config.lint.LintRule;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadBuildFilesTest {
    private static final String PINNED = "FROM base:1@sha256:" + "0".repeat(64) + "\n";

    @TempDir
    private Path folder;

    private GitRepo repo;
    private Ports ports;

    @BeforeEach
    void openRepository() {
        repo = GitRepo.init(folder.resolve("repo"));
        ports = TestPorts.at(repo.root());
        repo.write("delivery.yaml", "version: 1\ncomponents:\n  api: { path: api, image: {} }\n");
        repo.write("api/Dockerfile", PINNED + "COPY . .\n").write("api/app.js", "1\n").commit("open");
    }

    private Project project() throws Exception {
        return ports.workspace().act(new ScanRepository("", "", false)).project();
    }

    private BuildFiles read() throws Exception {
        return ports.workspace().act(new ReadBuildFiles(project().components())).files().get(0);
    }

    private List<Finding> lint() throws Exception {
        return DockerfileLint.of(read(), (Component.Image) project().components().get(0).product());
    }

    @Test
    void shouldWeighWhatNoImageNeeds() throws Exception {
        repo.write("api/node_modules/a/x.js", "x".repeat(2000)).write("api/node_modules/b/y.js", "y".repeat(500));
        repo.write("api/lib/__pycache__/m.pyc", "1234").write("api/server.log", "12").write("api/target/x", "kept");
        repo.write("api/.gitignore", "node_modules\n");

        BuildFiles files = read();

        assertThat(files.needless())
                .containsExactly(
                        new Needless("node_modules", "'node_modules'", 2, 2500),
                        new Needless("**/__pycache__", "'**/__pycache__'", 1, 4),
                        new Needless("**/*.log", "'**/*.log'", 1, 2));
        assertThat(files.sent()).isGreaterThan(2510);
        assertThat(files.saved()).isZero();
        assertThat(lint()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(LintRule.DOCKERIGNORE_MISSING);
            assertThat(finding.bytes()).isEqualTo(2506);
            assertThat(finding.message()).contains("2.5 kB");
        });
    }

    @Test
    void shouldCountWhatTheIgnoreFileSavesAndFollowItsExceptions() throws Exception {
        repo.write("api/node_modules/a/x.js", "x".repeat(2000)).write("api/node_modules/keep/y.js", "y".repeat(500));
        repo.write("api/a.log", "1".repeat(300));
        repo.write("api/.dockerignore", "node_modules\n!node_modules/keep\n**/*.log");

        BuildFiles files = read();

        assertThat(files.needless()).isEmpty();
        assertThat(files.saved()).isEqualTo(2300);
        assertThat(lint()).isEmpty();
    }

    @Test
    void shouldExtendAnIgnoreFileThatLacksItsLastNewline() throws Exception {
        repo.write("api/.dockerignore", "a\n# b").write("api/.venv/x", "x".repeat(2000));

        Finding finding = lint().get(0);

        assertThat(finding.rule()).isEqualTo(LintRule.DOCKERIGNORE_WEAK);
        assertThat(finding.file()).isEqualTo("api/.dockerignore");
        assertThat(finding.fix().orElseThrow().edits()).containsExactly(
                new Finding.Edit("api/.dockerignore", 3, 2, "\n.venv\n"));
    }

    @Test
    void shouldSeeTargetOnlyBesideItsManifestAndLeaveAloneWhatIsCopiedByName() throws Exception {
        repo.write("api/target/x", "x".repeat(100)).write("api/dist/y", "y").write("api/pom.xml", "<project/>\n");
        assertThat(read().needless()).extracting(Needless::pattern).containsExactly("target");

        repo.write("api/Dockerfile", PINNED + "COPY target/x .\n");
        assertThat(read().needless()).extracting(Needless::pattern).containsOnly("");
    }

    @Test
    void shouldSeeSecretsThatWouldBeCopied() throws Exception {
        repo.write("api/.env", "A=1\n").write("api/.env.example", "A=\n").write("api/keys/id_rsa", "k\n");
        assertThat(read().secrets()).containsExactly(".env", "keys/id_rsa");
        assertThat(lint()).extracting(Finding::rule).containsOnly(LintRule.SECRET_IN_CONTEXT);

        repo.write("api/Dockerfile", PINNED + "COPY app.js .\n");
        assertThat(read().secrets()).isEmpty();
    }

    @Test
    void shouldNotGoThroughLinks() throws Exception {
        repo.write("outside/node_modules/x", "x".repeat(5000));
        Files.createSymbolicLink(repo.path("api/node_modules"), repo.path("outside/node_modules"));

        assertThat(read().needless()).isEmpty();
    }

    @Test
    void shouldSayThatDockerRefusesAPattern() throws Exception {
        repo.write("api/.dockerignore", "a\n[\n");

        assertThat(lint()).extracting(Finding::rule).contains(LintRule.DOCKERIGNORE_REFUSED);
    }

    @Test
    void shouldPreferTheDockerfilesOwnIgnoreFile() throws Exception {
        repo.write("api/.dockerignore", "app.js\n").write("api/Dockerfile.dockerignore", "# none\n");

        assertThat(read().ignorePath()).isEqualTo("api/Dockerfile.dockerignore");
        assertThat(read().saved()).isZero();
    }

    @Test
    void shouldRefuseADockerfileOfAnImpossibleSize() throws Exception {
        List<Component> components = project().components();
        repo.write("api/Dockerfile", PINNED + "#".repeat(9 << 20));

        assertThatThrownBy(() -> ports.workspace().act(new ReadBuildFiles(components)))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("bytes");
    }
}
