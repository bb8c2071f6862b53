package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hard cases of change detection that are about history, one repository each, with the plan that is right: those in
 * which tools are known to forget a component, to take the wrong base or to build everything without a word.
 */
class DetectionTableTest {
    private static final List<String> NOTHING =
            List.of("api NONE [UNCHANGED]", "proto NONE [UNCHANGED]", "site NONE [UNCHANGED]");
    private static final List<String> API =
            List.of("api INCREMENTAL [source]", "proto NONE [UNCHANGED]", "site NONE [UNCHANGED]");
    private static final List<String> API_AND_SITE =
            List.of("api INCREMENTAL [source]", "proto NONE [UNCHANGED]", "site INCREMENTAL [texts]");

    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    private static List<String> all(String reason) {
        return List.of("api FULL [" + reason + "]", "proto FULL [" + reason + "]", "site FULL [" + reason + "]");
    }

    private void changeApi(String content) {
        shop.repo.write("services/api/app.py", content).commit("api: " + content);
    }

    private void changeSite(String content) {
        shop.repo.write("site/index.html", content).commit("site: " + content);
    }

    private void branch(String name) {
        shop.repo.git("checkout", "-q", "-b", name);
    }

    private void checkout(String name) {
        shop.repo.git("checkout", "-q", name);
    }

    private Shop cloned(Map<String, String> environment, String... options) {
        Path clone = folder.resolve("clone");
        List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("file://" + shop.repo.root(), clone.toString()));
        shop.repo.git(arguments.toArray(String[]::new));
        return shop.in(clone, environment);
    }

    @Test
    @DisplayName("First build / no base: everything, with the reason")
    void firstBuild() {
        assertThat(shop.shown()).isEqualTo(all("NO_BASE"));
    }

    @Test
    @DisplayName("First build / no base: a push of a new branch names an id of zeros")
    void firstPush() {
        shop.shipped();
        branch("new");

        assertThat(shop.shownSince("0".repeat(40))).isEqualTo(all("REUSE, NO_BASE").stream()
                .map(line -> line.startsWith("proto") ? "proto FULL [NO_BASE]" : line.replace("FULL", "REUSE"))
                .toList());
        assertThat(shop.shown()).as("its own baseline knows better").isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("First build / no base: a base that is not there is never nothing")
    void missingBase() {
        assertThat(shop.shownSince("0123456789".repeat(4))).isEqualTo(all("SHALLOW"));
        assertThatThrownBy(() -> shop.plan("origin/main"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'origin/main'");
    }

    @Test
    @DisplayName("PR merge base: what the target did meanwhile is not the request's")
    void mergeBase() {
        branch("request");
        changeApi("print(2)\n");
        checkout("main");
        changeSite("<h1>sale</h1>\n");
        checkout("request");

        assertThat(shop.shownSince("main")).isEqualTo(API);
        assertThat(shop.plan("main").baseReason()).isEqualTo("merge base of 'main' and head");
    }

    @Test
    @DisplayName("PR merge base: a new branch without a commit of its own changes nothing")
    void newBranch() {
        branch("request");

        assertThat(shop.shownSince("main")).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("PR merge base: a squashed predecessor counts until the branch is rebased")
    void squashed() {
        branch("request");
        changeApi("print(2)\n");
        checkout("main");
        shop.repo.git("merge", "-q", "--squash", "request");
        shop.repo.commit("squashed");
        checkout("request");
        changeSite("<h1>sale</h1>\n");

        assertThat(shop.shownSince("main")).isEqualTo(API_AND_SITE);
        shop.repo.git("rebase", "-q", "main");
        assertThat(shop.shownSince("main"))
                .containsExactly("api NONE [UNCHANGED]", "proto NONE [UNCHANGED]", "site INCREMENTAL [texts]");
    }

    @Test
    @DisplayName("PR merge base: branches that merged one another have two")
    void crissCross() {
        String first = shop.repo.head();
        branch("one");
        changeApi("print(2)\n");
        shop.repo.git("checkout", "-q", "-b", "two", first);
        changeSite("<h1>sale</h1>\n");
        shop.repo.git("merge", "-q", "--no-edit", "one");
        shop.repo.git("checkout", "-q", "one");
        shop.repo.git("merge", "-q", "--no-edit", "two^1");
        shop.repo.write("packages/proto/schema.py", "id = 2\n").commit("proto");

        assertThat(shop.shownSince("two"))
                .as("whichever is taken: what differs from it, and at least what was changed since both")
                .anySatisfy(line -> assertThat(line).startsWith("proto INCREMENTAL"))
                .anySatisfy(line -> assertThat(line).startsWith("api INCREMENTAL"));
    }

    @Test
    @DisplayName("Shallow clone: everything and the reason without --fetch, the truth with it")
    void shallowClone() {
        shop.shipped();
        String base = shop.repo.head();
        changeApi("print(2)\n");
        Shop clone = cloned(Map.of(), "--depth=1");

        List<String> widened =
                List.of("api FULL [SHALLOW]", "proto FULL [SHALLOW]", "site REUSE [REUSE, SHALLOW]");
        assertThat(clone.shown()).isEqualTo(widened);
        assertThat(clone.shownSince(base)).isEqualTo(widened);
        assertThat(clone.plan(base).baseReason()).startsWith("SHALLOW: ").contains("--fetch");
        Shop fetching = clone.in(clone.repo.root(), Map.of("DELIVERY_FETCH", "1"));
        assertThat(fetching.shown()).isEqualTo(API);
        assertThat(fetching.shownSince(base)).isEqualTo(API);
    }

    @Test
    @DisplayName("Shallow clone: a merge base at its border is not trusted")
    void shallowMergeBase() {
        branch("request");
        changeApi("print(2)\n");
        checkout("main");
        changeSite("<h1>sale</h1>\n");
        checkout("request");
        Shop clone = cloned(Map.of(), "--depth=1", "--no-single-branch");

        assertThat(clone.shownSince("origin/main")).isEqualTo(all("SHALLOW"));
        assertThat(clone.in(clone.repo.root(), Map.of("DELIVERY_FETCH", "1")).shownSince("origin/main"))
                .isEqualTo(API);
    }

    @Test
    @DisplayName("Shallow clone: a partial clone is no reason to build more")
    void partialClone() {
        shop.repo.git("config", "uploadpack.allowFilter", "true");
        shop.shipped();
        changeApi("print(2)\n");

        assertThat(cloned(Map.of(), "--filter=blob:none").shown()).isEqualTo(API);
    }

    @Test
    @DisplayName("Rebase / force push: what was tested at a commit that is gone is found by its inputs")
    void forcePush() {
        shop.shipped();
        changeApi("print(2)\n");
        shop.shipped();
        shop.repo.git("commit", "-q", "--amend", "-m", "another message");

        assertThat(shop.shown())
                .containsExactly("api REUSE [REUSE, source]", "proto NONE [UNCHANGED]", "site NONE [UNCHANGED]");
        shop.repo.git("-c", "gc.reflogExpire=now", "-c", "gc.reflogExpireUnreachable=now", "gc", "-q", "--prune=now");
        assertThat(shop.shown()).as("collected").contains("api REUSE [REUSE, source]");
    }

    @Test
    @DisplayName("Rebase / force push: of a commit from which a look was kept, and which is collected")
    void collectedSnapshot() {
        shop.shipped();
        changeSite("<h1>lost</h1>\n");
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION + "global: [x]\n").commit("lost");
        shop.plan(Shop.ofHead());
        shop.repo.git("reset", "-q", "--hard", "HEAD~2");
        changeApi("print(2)\n");
        shop.repo.git("-c", "gc.reflogExpire=now", "-c", "gc.reflogExpireUnreachable=now", "gc", "-q", "--prune=now");

        assertThat(Shop.shown(shop.plan(Shop.ofHead()))).isEqualTo(API);
        assertThat(shop.shown()).isEqualTo(API);
    }

    @Test
    @DisplayName("Rebase / force push: onto another history altogether")
    void otherHistory() {
        shop.shipped();
        shop.repo.git("checkout", "-q", "--orphan", "again");
        shop.repo.commit("the same files");

        assertThat(shop.shown())
                .containsExactly("api REUSE [REUSE, NO_BASE]", "proto FULL [NO_BASE]", "site REUSE [REUSE, NO_BASE]");
    }

    @Test
    @DisplayName("Green after red: a component stays affected until it passes itself")
    void greenAfterRed() {
        shop.shipped();
        changeApi("broken\n");
        shop.build();
        shop.tried(false);
        changeSite("<h1>sale</h1>\n");

        assertThat(shop.shown()).isEqualTo(API_AND_SITE);
        assertThat(shop.decision("api").evidence()).isEqualTo("failed");
    }

    @Test
    @DisplayName("Merge commit own edits: seen though no other commit made them")
    void mergeEdits() {
        shop.shipped();
        branch("side");
        shop.repo.write("NOTES.txt", "side\n").commit("side");
        checkout("main");
        shop.repo.write("TODO.txt", "main\n").commit("main");
        shop.repo.git("merge", "-q", "--no-commit", "--no-ff", "side");
        shop.repo.write("services/api/app.py", "resolved\n").commit("merge");

        assertThat(shop.shown()).isEqualTo(API);
        assertThat(shop.shownSince("HEAD^1")).isEqualTo(API);
    }

    @Test
    @DisplayName("Baselines: a tested branch that is merged is the newest ancestor")
    void mergedBranch() {
        shop.shipped();
        branch("side");
        changeApi("print(2)\n");
        shop.shipped();
        String tested = shop.repo.head();
        checkout("main");
        shop.repo.write("NOTES.txt", "main\n").commit("main");
        shop.repo.git("merge", "-q", "--no-edit", "side");

        assertThat(shop.shown()).isEqualTo(NOTHING);
        assertThat(shop.decision("api").baseline()).isEqualTo(tested);
    }

    @Test
    @DisplayName("Baselines: what another branch tested is none")
    void otherBranch() {
        shop.shipped();
        String first = shop.repo.head();
        branch("side");
        changeApi("print(2)\n");
        shop.shipped();
        checkout("main");
        changeApi("print(3)\n");

        assertThat(shop.shown()).isEqualTo(API);
        assertThat(shop.decision("api").baseline()).isEqualTo(first);
    }

    @Test
    @DisplayName("Baselines: a cherry-pick of what was tested elsewhere is reused")
    void cherryPick() {
        shop.shipped();
        branch("side");
        changeApi("print(2)\n");
        shop.shipped();
        checkout("main");
        changeSite("<h1>sale</h1>\n");
        shop.repo.git("cherry-pick", "side");

        assertThat(shop.shown()).containsExactly(
                "api REUSE [REUSE, source]", "proto NONE [UNCHANGED]", "site INCREMENTAL [texts]");
    }

    @Test
    @DisplayName("Baselines: a revert is reused, also if GitLab and Jenkins still list its file as changed")
    void revert() {
        shop.shipped();
        changeApi("print(2)\n");
        shop.repo.git("revert", "--no-edit", "HEAD");
        assertThat(shop.shown()).as("before it was tested").isEqualTo(NOTHING);

        changeApi("print(2)\n");
        shop.shipped();
        shop.repo.git("revert", "--no-edit", "HEAD");
        assertThat(shop.shown()).as("after").contains("api REUSE [REUSE, source]");
    }

    @Test
    @DisplayName("Baselines: all worktrees share what was tested")
    void worktree() {
        shop.shipped();
        Path other = folder.resolve("other");
        shop.repo.git("worktree", "add", "-q", "-b", "side", other.toString());
        Shop there = shop.in(other);
        there.repo.write("site/index.html", "<h1>draft</h1>\n");

        assertThat(shop.shown()).isEqualTo(NOTHING);
        assertThat(there.shown())
                .containsExactly("api NONE [UNCHANGED]", "proto NONE [UNCHANGED]", "site INCREMENTAL [texts]");
    }

    @Test
    @DisplayName("Very many commits / files: no limit")
    void veryMany() throws Exception {
        shop.shipped();
        String parent = shop.repo.head();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 2100; i++) {
            stream.append("commit refs/heads/main\ncommitter Ada <ada@example.org> ").append(1_750_000_000 + i)
                    .append(" +0000\ndata 1\nx\n");
            stream.append(i == 0 ? "from " + parent + "\n" : "");
            if (i == 0) {
                IntStream.range(0, 5000).forEach(n -> stream.append("M 100644 inline site/").append(n)
                        .append(".txt\ndata 1\ny\n"));
            }
        }
        Process fastImport = new ProcessBuilder("git", "-C", shop.repo.root().toString(), "fast-import", "--quiet")
                .start();
        fastImport.getOutputStream().write(stream.toString().getBytes(StandardCharsets.UTF_8));
        fastImport.getOutputStream().close();
        assertThat(fastImport.waitFor()).isZero();
        shop.repo.git("reset", "-q", "--hard");

        assertThat(shop.shown()).contains("api NONE [UNCHANGED]").anyMatch(line -> line.startsWith("site INCREMENTAL"));
        assertThat(shop.decision("site").changes()).hasSize(5000);
        assertThat(shop.shownSince(parent)).isEqualTo(shop.shown());
    }

    @Test
    @DisplayName("Schedule / manual / tag build: nothing is asked of the event that started it")
    void tagBuild() {
        shop.shipped();
        shop.repo.git("tag", "v1");
        shop.repo.git("checkout", "-q", "--detach", "v1");
        assertThat(shop.shown()).as("again at night, or of the tag just set").isEqualTo(NOTHING);

        checkout("main");
        changeApi("print(2)\n");
        shop.repo.git("tag", "other-component-v7");
        shop.repo.git("checkout", "-q", "--detach", "other-component-v7");
        assertThat(shop.shown()).as("a tag of whomever is no baseline").isEqualTo(API);
    }

    @Test
    @DisplayName("Baselines: what runs in an environment, also if it was built beside this history")
    void environment() throws IOException {
        shop.repo.write("delivery.yaml", Shop.CONFIGURATION
                        + "environments: { live: { directory: /srv/shop }, spare: { directory: /srv/spare } }\n")
                .commit("somewhere to run");
        shop.shipped();
        branch("hotfix");
        changeApi("print(2)\n");
        deployed(shop.plan());
        checkout("main");
        changeSite("<h1>sale</h1>\n");

        assertThat(shop.shownSince("env:live")).isEqualTo(API_AND_SITE);
        assertThat(shop.plan("env:live").component("api").orElseThrow().changes()).hasSize(1);
        assertThat(shop.shownSince("env:spare")).contains("proto FULL [NO_BASE]");
        assertThatThrownBy(() -> shop.plan("env:none"))
                .isInstanceOf(Failure.class)
                .hasMessage("--base env:none: the configuration has no environment 'none'; it has live, spare");
        assertThat(cloned(Map.of(), "--depth=1", "--branch=main").shownSince("env:live")).contains("proto FULL [SHALLOW]");
    }

    private void deployed(Plan plan) throws IOException {
        Map<String, Fact.Shipped> artifacts = new TreeMap<>();
        plan.components().forEach(decision -> artifacts.put(
                decision.name(),
                new Fact.Shipped(decision.kind(), decision.fingerprint(), "sha256:d", "x.tar.gz", "", "", "v1")));
        shop.ledger.append(new Fact.Release("v1", plan.scan().commit(), "sha256:s", "sha256:m", artifacts));
        shop.ledger.append(new Fact.Deployment("live", "v1", "healthy", "", "v1", "deploy", Map.of(), "", 1));
    }
}
