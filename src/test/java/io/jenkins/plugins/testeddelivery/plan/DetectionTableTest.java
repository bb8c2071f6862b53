package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The hard cases of change detection that are about history, one repository each, with the plan that is right: those in
 * which tools are known to forget a component, to take the wrong base or to build everything without a word.
 */
class DetectionTableTest extends HistoryTable {
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
        shop.repo.write("plans.txt", "main\n").commit("main");
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

        assertThat(shop.shownSince("env:live")).containsExactly(
                "api REUSE [REUSE, source]", "proto NONE [UNCHANGED]", "site INCREMENTAL [texts]");
        assertThat(shop.plan("env:live").component("api").orElseThrow().changes()).hasSize(1);
        shop.repo.write("services/api/requirements.txt", "# for the web\nflask==3.0\n").commit("a comment");
        assertThat(shop.shownSince("env:live"))
                .as("a look into the change, as elsewhere")
                .contains("api INCREMENTAL [source, python-dependencies]");
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
                new Fact.Shipped(decision.kind(), decision.fingerprint(), "sha256:d", "x.tar.gz", "", "", "v1", "")));
        shop.ledger.append(new Fact.Release("v1", plan.scan().commit(), "sha256:s", "sha256:m", artifacts));
        shop.ledger.append(new Fact.Deployment("live", "v1", "healthy", "", "v1", "deploy", Map.of(), "", 1));
    }
}
