package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The hard cases of change detection in which a part of the history is not there, is another one, or is very long. */
class DetectionTableOfPartsTest extends HistoryTable {
    @Test
    @DisplayName("First build / no base: a base that is not there is never nothing")
    void missingBase() {
        assertThat(shop.shownSince("0123456789".repeat(4))).isEqualTo(all("SHALLOW"));
        assertThatThrownBy(() -> shop.plan("origin/main"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'origin/main'");
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
}
