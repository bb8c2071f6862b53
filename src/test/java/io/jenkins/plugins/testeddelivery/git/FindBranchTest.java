package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindBranchTest {
    @TempDir
    Path folder;

    @Test
    void shouldNameWhatIsCheckedOutAndElseWhatTheBuildSays() throws Exception {
        GitRepo repo = GitRepo.init(folder.resolve("shop"));
        repo.write("a", "1").commit("one");
        repo.git("checkout", "-q", "-b", "release/1.2");

        assertThat(branch(repo, Map.of("BRANCH_NAME", "main"))).isEqualTo("release/1.2");

        repo.git("checkout", "-q", "--detach");
        assertThat(branch(repo, Map.of("GIT_BRANCH", "origin/main"))).isEqualTo("main");
        assertThat(branch(repo, Map.of())).isEmpty();

        repo.git("worktree", "add", "-q", "-b", "side", folder.resolve("side").toString());
        assertThat(TestPorts.at(folder.resolve("side")).workspace().act(new FindBranch())).isEqualTo("side");
    }

    private static String branch(GitRepo repo, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "BRANCH_NAME", "", "CI_COMMIT_BRANCH", "", "GITHUB_HEAD_REF", "", "GITHUB_REF_NAME", "", "GIT_BRANCH", ""));
        all.putAll(environment);
        return TestPorts.at(repo.root(), all, new TestPorts.Lines()).workspace().act(new FindBranch());
    }
}
