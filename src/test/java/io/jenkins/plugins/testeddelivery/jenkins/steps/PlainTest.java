package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void shouldGiveAScriptOnlyWhatItMayHold() {
        Map<String, Object> given = new TreeMap<>();
        given.put("list", List.of(1, Map.of("a", true)));
        given.put("none", null);
        given.put("text", new StringBuilder("<b>"));

        LinkedHashMap<String, Object> plain = Plain.map(given);

        assertThat(plain).containsEntry("none", "").containsEntry("text", "<b>");
        assertThat(plain.get("list")).isInstanceOf(ArrayList.class);
        assertThat(((List<?>) plain.get("list")).get(1)).isInstanceOf(LinkedHashMap.class).isEqualTo(Map.of("a", true));
    }

    @Test
    void shouldKeepOfACommitWhatAPageCanShow() {
        Map<String, Object> commit =
                Commits.commit("abc", null, "<script>alert(1)</script>" + "x".repeat(1000) + "\nmore");

        assertThat(commit).containsEntry("id", "abc").containsEntry("author", "");
        assertThat((String) commit.get("message")).hasSize(200).startsWith("<script>").endsWith("…");
    }
}
