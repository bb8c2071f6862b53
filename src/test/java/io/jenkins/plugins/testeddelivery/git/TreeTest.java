package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final String ID = "0123456789012345678901234567890123456789";

    private final Tree tree = Tree.of(List.of(
            Entry.of("a.txt", Entry.FILE, ID),
            Entry.of("a/b.txt", Entry.FILE, ID),
            Entry.of("a/b/c/d.txt", Entry.FILE, ID),
            Entry.of("a/b/c/e.txt", Entry.FILE, ID),
            Entry.of("ab/c.txt", Entry.FILE, ID),
            Entry.of("sub", Entry.SUBMODULE, ID)));

    @Test
    void shouldAnswerTheSameHoweverOftenItIsAsked() {
        List<String> asked = List.of(
                "", "a", "a.txt", "a/b", "a/b.txt", "a/b/c", "a/b/c/d.txt", "a/b/c/d", "ab", "ab/c", "b", "sub", "sub/x", "a/");
        List<String> first = answers(asked);

        assertThat(first).containsExactly(
                "holds", "holds", "holds found", "holds", "holds found", "holds", "holds found", "", "holds", "", "",
                "holds found", "", "");
        for (int i = 0; i < 100; i++) {
            assertThat(answers(asked)).isEqualTo(first);
        }
    }

    private List<String> answers(List<String> paths) {
        List<String> answers = new ArrayList<>();
        for (String path : paths) {
            answers.add(((tree.holds(path) ? "holds" : "") + (tree.find(path).isPresent() ? " found" : "")).strip());
        }
        return answers;
    }
}
