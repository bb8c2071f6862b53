package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindBaseTest {
    @TempDir
    Path folder;

    private GitRepo repo;
    private String one;
    private String side;
    private String head;

    @BeforeEach
    void history() {
        repo = GitRepo.init(folder.resolve("r")).write("a", "1");
        one = repo.commit("one");
        repo.git("checkout", "-q", "-b", "side");
        side = repo.write("s", "1").commit("side");
        repo.git("checkout", "-q", "main");
        head = repo.write("b", "1").commit("two");
    }

    private FindBase.Found find(String revision) {
        return Look.act(repo.root(), new FindBase(head, revision));
    }

    @Test
    void shouldTakeAnAncestorItself() {
        assertThat(find("HEAD~1").base()).isEqualTo(one);
        assertThat(find(one).base()).isEqualTo(one);
        assertThat(find(one.substring(0, 10)).reason()).contains("is an ancestor of head");
        assertThat(find("main").changes()).isEmpty();
    }

    @Test
    void shouldTakeTheMergeBaseOfABranch() {
        FindBase.Found found = find("side");

        assertThat(found)
                .isEqualTo(new FindBase.Found(
                        one, "", "merge base of 'side' and head",
                        List.of(new Change("b", Change.Status.ADDED))));
    }

    @Test
    void shouldWidenForACommitThatIsNotHere() {
        FindBase.Found found = find("0123456789012345678901234567890123456789");

        assertThat(found.problem()).isEqualTo("SHALLOW");
        assertThat(found.base()).isEmpty();
        assertThat(found.changes()).isEmpty();
    }

    @Test
    void shouldRefuseANameThatDoesNotResolve() {
        for (String name : new String[] {"nope", "-h", "--help", "0123456789", repo.git("rev-parse", "HEAD:a")}) {
            assertThatThrownBy(() -> find(name))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                    .hasMessageContaining(name);
        }
    }

    @Test
    void shouldSayWhenThereIsNoCommonHistory() {
        repo.git("checkout", "-q", "--orphan", "other");
        repo.commit("other");

        assertThat(find("other").problem()).isEqualTo("NO_BASE");
    }

    @Test
    void shouldNotTrustAMergeBaseInAShallowClone() {
        Path clone = folder.resolve("clone");
        repo.git("clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.root(), clone.toString());

        assertThat(Look.act(clone, new FindBase(head, "origin/side")).problem()).isEqualTo("SHALLOW");
        assertThat(Look.act(clone, new FindBase(head, side)).problem()).isEqualTo("SHALLOW");
        assertThat(Look.act(clone, new FindBase(head, one)).problem()).isEqualTo("SHALLOW");
        assertThat(Look.act(clone, new FindBase(head, "HEAD")).base()).isEqualTo(head);
    }
}
