package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken for a usual repository without asking Git, and what is left to Git. */
class PlainRepositoryTest {
    @TempDir
    Path folder;

    private GitRepo repo;

    @BeforeEach
    void setUp() {
        repo = GitRepo.init(folder.resolve("shop")).write("a", "a");
        repo.commit("first");
    }

    @Test
    void shouldSayWhatGitSays() throws IOException {
        Optional<OpenRepository> found = look(repo.root(), Map.of());

        assertThat(found).hasValueSatisfying(plain -> {
            assertThat(plain.top()).hasToString(repo.git("rev-parse", "--show-toplevel").strip());
            assertThat(plain.gitDir()).hasToString(repo.git("rev-parse", "--absolute-git-dir").strip());
            assertThat(plain.commonDir()).isEqualTo(plain.gitDir());
            assertThat(plain.shallow()).isFalse();
        });
    }

    @Test
    void shouldSeeThatHistoryEndsEarly() throws IOException {
        Files.writeString(repo.path(".git/shallow"), repo.head() + "\n");

        assertThat(look(repo.root(), Map.of())).hasValueSatisfying(plain -> assertThat(plain.shallow()).isTrue());
    }

    @Test
    void shouldLeaveToGitWhatIsMovedOrMissing() throws IOException {
        repo.git("worktree", "add", "-q", folder.resolve("other").toString());
        Files.createDirectories(repo.path("deep"));

        assertThat(look(folder.resolve("other"), Map.of())).isEmpty();
        assertThat(look(repo.path("deep"), Map.of())).isEmpty();
        assertThat(look(folder, Map.of())).isEmpty();
        assertThat(look(repo.root(), Map.of("GIT_DIR", "x"))).isEmpty();
        assertThat(look(repo.root(), Map.of("GIT_WORK_TREE", "x"))).isEmpty();
    }

    @Test
    void shouldLeaveToGitWhatTheConfigurationMoves() throws IOException {
        repo.git("config", "core.worktree", "..");
        assertThat(look(repo.root(), Map.of())).isEmpty();

        repo.git("config", "--unset", "core.worktree");
        assertThat(look(repo.root(), Map.of())).isPresent();
        repo.git("config", "core.bare", "true");
        assertThat(look(repo.root(), Map.of())).isEmpty();
    }

    private static Optional<OpenRepository> look(Path root, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", System.getenv("PATH"));
        Git git = Git.at(new Workspace.Place(root, environment, new TestPorts.Lines()));
        return PlainRepository.at(git, environment);
    }
}
