package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clones that lack something: what is brought, what is trusted, and what is said where nothing can be brought. */
class FetchTest {
    private static final Map<String, String> FETCH = Map.of("DELIVERY_FETCH", "1");

    @TempDir
    Path folder;

    private GitRepo origin;
    private String one;
    private String two;
    private String side;
    private String head;

    @BeforeEach
    void history() {
        origin = GitRepo.init(folder.resolve("origin")).write("a/package.json", "{ \"name\": \"a\" }");
        origin.git("config", "uploadpack.allowFilter", "true");
        one = origin.commit("one");
        two = origin.write("two", "2").commit("two");
        origin.git("checkout", "-q", "-b", "side");
        side = origin.write("side", "s").commit("side");
        origin.git("checkout", "-q", "main");
        head = origin.write("a/package.json", "{ \"name\": \"b\" }").commit("three");
    }

    private Path clone(String... options) {
        Path clone = folder.resolve("clone");
        String[] arguments = new String[options.length + 4];
        arguments[0] = "clone";
        arguments[1] = "-q";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 2] = "file://" + origin.root();
        arguments[arguments.length - 1] = clone.toString();
        origin.git(arguments);
        return clone;
    }

    private static FindBase.Found base(Path clone, Map<String, String> environment, String revision) {
        return Look.act(clone, environment, new FindBase(GitRepo.at(clone).head(), revision));
    }

    private void loseOrigin() throws IOException {
        Files.move(origin.root(), folder.resolve("elsewhere"));
    }

    @Test
    void shouldFetchTheCommitThatAShallowCloneLacksAndMoveNothing() {
        Path clone = clone("--depth=1");
        String refs = GitRepo.at(clone).git("for-each-ref");

        assertThat(base(clone, Map.of(), one).problem()).isEqualTo("SHALLOW");
        assertThat(base(clone, Map.of(), one).reason()).endsWith("(--fetch would look for it)");

        FindBase.Found found = base(clone, FETCH, one);

        assertThat(found.base()).isEqualTo(one);
        assertThat(found.reason()).contains("is an ancestor of head");
        assertThat(found.changes()).extracting(Change::path).containsExactly("a/package.json", "two");
        assertThat(GitRepo.at(clone).git("for-each-ref")).isEqualTo(refs);
        assertThat(clone.resolve(".git/FETCH_HEAD")).doesNotExist();
    }

    @Test
    void shouldFetchNoMoreThanIsNeeded() {
        for (int i = 0; i < 120; i++) {
            origin.git("commit", "-q", "--allow-empty", "-m", "commit " + i);
        }
        Path clone = clone("--depth=1");

        assertThat(base(clone, FETCH, origin.git("rev-parse", "HEAD~20")).base()).isNotEmpty();

        assertThat(Integer.parseInt(GitRepo.at(clone).git("rev-list", "--count", "HEAD"))).isBetween(21, 80);
        assertThat(base(clone, FETCH, one).base()).isEqualTo(one);
    }

    @Test
    void shouldDeepenUntilTheMergeBaseIsCertain() {
        Path clone = clone("--depth=1");

        FindBase.Found found = base(clone, FETCH, "origin/side");

        assertThat(found.base()).isEqualTo(two);
        assertThat(found.reason()).isEqualTo("merge base of 'origin/side' and head");
    }

    /** Both merged an old commit and have a newer one in common that this clone's history does not reach. */
    @Test
    void shouldNotTrustAMergeBaseWhereABetterOneMayBeCutOff() {
        String old = head;
        String newer = origin.commit("newer");
        for (String branch : List.of("ours", "theirs")) {
            origin.git("checkout", "-q", "-b", branch, newer);
            String tip = origin.write(branch, "1").commit(branch);
            // git merge would find nothing to merge
            origin.git("reset", "-q", "--hard",
                    origin.git("commit-tree", "-p", tip, "-p", old, "-m", "the old one again", tip + "^{tree}"));
        }
        Path clone = clone("--depth=2", "--no-single-branch", "--branch=ours");
        GitRepo there = GitRepo.at(clone);
        assertThat(there.git("merge-base", "HEAD", "origin/theirs")).as("what Git says here").isEqualTo(old);

        assertThat(base(clone, Map.of(), "origin/theirs").problem()).isEqualTo("SHALLOW");
        assertThat(base(clone, FETCH, "origin/theirs").base()).isEqualTo(newer);
    }

    @Test
    void shouldTrustAMergeBaseThatNoBorderCanHide() {
        Path clone = clone("--depth=2", "--no-single-branch");

        FindBase.Found found = base(clone, Map.of(), "origin/side");

        assertThat(GitRepo.at(clone).git("rev-parse", "--is-shallow-repository")).isEqualTo("true");
        assertThat(found.base()).isEqualTo(two);
    }

    @Test
    void shouldSayThatTheRemoteCannotBeReached() throws IOException {
        Path clone = clone("--depth=1");
        loseOrigin();

        FindBase.Found found = base(clone, FETCH, one);

        assertThat(found.problem()).isEqualTo("SHALLOW");
        assertThat(found.reason()).contains("(origin did not give it: ").doesNotContain("\n");
    }

    @Test
    void shouldSayThatThereIsNoRemote() {
        Path clone = clone("--depth=1");
        GitRepo.at(clone).git("remote", "remove", "origin");

        assertThat(base(clone, FETCH, one).reason()).endsWith("(there is no remote to fetch it from)");
    }

    /** The first protocol of Git is the one in which a server refuses what it does not advertise. */
    @Test
    void shouldGoByTheBranchesWhereAServerGivesNothingByItsId() {
        Path clone = clone("--depth=1");
        GitRepo.at(clone).git("config", "protocol.version", "0");

        assertThat(base(clone, FETCH, one).base()).isEqualTo(one);
    }

    @Test
    void shouldSayThatAServerGivesNothingByItsId() {
        Path clone = clone("--single-branch");
        GitRepo.at(clone).git("config", "protocol.version", "0");
        origin.git("checkout", "-q", "side");
        origin.write("side", "t").commit("the branch goes on");

        FindBase.Found found = base(clone, FETCH, side);

        assertThat(found.problem()).isEqualTo("SHALLOW");
        assertThat(found.reason()).contains("origin did not give it: Server does not allow request for unadvertised object");
    }

    @Test
    void shouldFetchWhatASingleBranchCloneLacksAndLeaveItComplete() {
        Path clone = clone("--single-branch");

        assertThat(base(clone, Map.of(), side).problem()).isEqualTo("SHALLOW");
        assertThat(base(clone, FETCH, side).base()).isEqualTo(two);
        assertThat(base(clone, FETCH, "origin/side").base()).isEqualTo(two);
        assertThat(GitRepo.at(clone).git("rev-parse", "--is-shallow-repository")).isEqualTo("false");
    }

    @Test
    void shouldStillRefuseANameThatTheRemoteDoesNotHave() {
        Path clone = clone("--depth=1");

        for (String name : List.of("origin/none", "origin/", "none", "origin/*", "origin/--upload-pack=x")) {
            assertThatThrownBy(() -> base(clone, FETCH, name))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        }
    }

    @Test
    void shouldNotLookForTheParentOfAFirstPush() {
        Path clone = clone("--depth=1");

        assertThat(base(clone, FETCH, "0".repeat(40)).problem()).isEqualTo("NO_BASE");
    }

    @Test
    void shouldDeepenUntilEveryComponentHasItsBaseline() {
        Path clone = clone("--depth=1");
        FindBaselines work = new FindBaselines(head, Map.of("a", List.of(side, two), "b", List.of(one), "c", List.of()));

        FindBaselines.Found without = Look.act(clone, work);
        FindBaselines.Found with = Look.act(clone, FETCH, work);

        assertThat(without.baselines()).isEmpty();
        assertThat(without.lacking()).contains("history ends before", "(--fetch would look for it)");
        assertThat(with.baselines()).isEqualTo(Map.of("a", two, "b", one));
        assertThat(with.lacking()).isEmpty();
    }

    @Test
    void shouldSayThatNothingIsMissingOnceTheHistoryIsWhole() {
        Path clone = clone("--depth=1");

        FindBaselines.Found found = Look.act(clone, FETCH, new FindBaselines(head, Map.of("a", List.of(side))));

        assertThat(found.baselines()).isEmpty();
        assertThat(found.lacking()).as("it was tested on another branch").isEmpty();
    }

    @Test
    void shouldReadABaseWhoseFilesAPartialCloneLacks() {
        Path clone = clone("--filter=blob:none");

        assertThat(base(clone, Map.of(), one).base()).isEqualTo(one);
        assertThat(Look.act(clone, new ScanRepository(one, "", false)).project().components())
                .isEqualTo(Look.commit(origin, one).project().components());
        assertThat(Look.act(clone, new FindBaselines(head, Map.of("a", List.of("1".repeat(40), two)))).baselines())
                .isEqualTo(Map.of("a", two));
    }

    @Test
    void shouldSayWhatAPartialCloneLacksWhenItsRemoteIsGone() throws IOException {
        Path clone = clone("--filter=blob:none");
        loseOrigin();

        assertThatThrownBy(() -> Look.act(clone, new ScanRepository(one, "", false)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("partial clone")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldWidenWhereACloneWithoutTreesCannotCompare() throws IOException {
        Path clone = clone("--filter=tree:0");
        assertThat(Look.act(clone, new FindBaselines(head, Map.of("a", List.of(one)))).baselines())
                .isEqualTo(Map.of("a", one));
        Path other = folder.resolve("other");
        origin.git("clone", "-q", "--filter=tree:0", "file://" + origin.root(), other.toString());
        loseOrigin();

        FindBaselines.Found found = Look.act(other, new FindBaselines(head, Map.of("a", List.of(two))));

        assertThat(found.baselines()).isEmpty();
        assertThat(found.lacking()).contains("partial clone");
        assertThat(base(other, Map.of(), two).problem()).isEqualTo("SHALLOW");
    }
}
