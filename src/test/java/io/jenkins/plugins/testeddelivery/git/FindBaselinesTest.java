package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindBaselinesTest {
    private static final String ABSENT = "0123456789012345678901234567890123456789";

    @TempDir
    Path folder;

    private GitRepo repo;
    private String one;
    private String two;
    private String side;
    private String head;

    @BeforeEach
    void history() {
        repo = GitRepo.init(folder.resolve("r")).write("a", "1").write("old name", "1").write("mode", "1");
        one = repo.commit("one");
        repo.write("a", "2");
        two = repo.commit("two");
        repo.git("checkout", "-q", "-b", "side", one);
        repo.write("s", "1");
        side = repo.commit("side");
        repo.git("checkout", "-q", "main");
        repo.git("mv", "old name", "new\nname");
        repo.path("mode").toFile().setExecutable(true);
        head = repo.write("b", "1").commit("three");
    }

    private FindBaselines.Found find(Map<String, List<String>> candidates) {
        return Look.act(repo.root(), new FindBaselines(head, candidates));
    }

    @Test
    void shouldTakeTheNewestRecordThatIsAnAncestor() {
        FindBaselines.Found found = find(Map.of(
                "recent", List.of(side, two, one),
                "older", List.of(one, two),
                "self", List.of(head),
                "elsewhere", List.of(side),
                "never", List.of()));

        assertThat(found.baselines()).isEqualTo(Map.of("recent", two, "older", one, "self", head));
        assertThat(found.changes()).containsOnlyKeys(one, two, head);
        assertThat(found.changes().get(head)).isEmpty();
        assertThat(found.changes().get(two))
                .containsExactly(
                        new Change("b", Change.Status.ADDED),
                        new Change("mode", Change.Status.MODE_CHANGED),
                        new Change("new\nname", Change.Status.ADDED),
                        new Change("old name", Change.Status.DELETED));
        assertThat(found.changes().get(one)).contains(new Change("a", Change.Status.MODIFIED)).hasSize(5);
    }

    @Test
    void shouldPassOverWhatIsNotACommitHere() {
        String blob = repo.git("rev-parse", "HEAD:a");
        repo.git("tag", "-a", "-m", "tag", "v1", side);
        String tag = repo.git("rev-parse", "v1");

        assertThat(find(Map.of("a", List.of(ABSENT, "--all", "main", "", blob, tag, one))).baselines())
                .isEqualTo(Map.of("a", one));
    }

    @Test
    void shouldTakeWhatWasMergedForAnAncestor() {
        repo.git("merge", "-q", "--no-edit", "side");
        head = repo.head();

        assertThat(find(Map.of("a", List.of(side, two))).baselines()).isEqualTo(Map.of("a", side));
    }

    @Test
    void shouldFindNoneBeyondTheEndOfAShallowHistory() {
        Path clone = folder.resolve("clone");
        repo.git("clone", "-q", "--depth=2", "file://" + repo.root(), clone.toString());

        FindBaselines.Found found =
                Look.act(clone, new FindBaselines(head, Map.of("a", List.of(one), "b", List.of(two))));

        assertThat(found.baselines()).isEqualTo(Map.of("b", two));
    }

    @Test
    void shouldAnswerForManyComponentsAtOnce() {
        Map<String, List<String>> candidates = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            candidates.put("c" + i, List.of(String.format("%040x", i), side, i % 2 == 0 ? one : two));
        }

        FindBaselines.Found found = find(candidates);

        assertThat(found.baselines()).hasSize(5000).containsEntry("c0", one).containsEntry("c1", two);
        assertThat(found.changes()).hasSize(2);
    }
}
