package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    /** Names the members of a map. */
    private record Told(Map<String, Object> members) implements JsonObject {
        @Override
        public void tell(Members to) {
            members.forEach(to::member);
        }
    }

    private static final Map<String, Object> PLAIN = new LinkedHashMap<>();

    static {
        PLAIN.put("z", 1L);
        PLAIN.put("naïve \"name\"\n", Arrays.asList("x", null, "tab\t", "\u007f", "é"));
        PLAIN.put("a", null);
    }

    private static String streamed(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.pretty(value, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldBeWrittenAsTheMapThatItIs() {
        JsonObject told = new Told(new LinkedHashMap<>(Map.of(
                "list", List.of(new Told(PLAIN), new Told(Map.of()), new Told(PLAIN)))));
        Map<String, Object> map = Map.of("list", List.of(PLAIN, Map.of(), PLAIN));

        assertThat(told.map()).isEqualTo(map);
        assertThat(Json.line(told)).isEqualTo(Json.line(map));
        assertThat(Json.canonical(told)).isEqualTo(Json.canonical(map));
        assertThat(Json.pretty(told)).isEqualTo(Json.pretty(map));
        assertThat(streamed(told)).isEqualTo(Json.pretty(map));
    }

    @Test
    void shouldHoldNothingButPlainValuesAsAMap() {
        Map<String, Object> map = new Told(Map.of("in", new Told(Map.of("items", List.of(new Told(PLAIN)))))).map();

        assertThat(map).isEqualTo(Map.of("in", Map.of("items", List.of(PLAIN))));
        assertThat(map.get("in")).isInstanceOf(LinkedHashMap.class);
        assertThat(((List<?>) ((Map<?, ?>) map.get("in")).get("items")).get(0)).isInstanceOf(LinkedHashMap.class);
    }

    @Test
    void shouldWriteNamesToAStreamHoweverManyLongAndDeep() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < 250; i++) {
            members.put("name " + i, i);
        }
        members.put("long ".repeat(10_000), "x");
        members.put("ü".repeat(99), List.of());
        Object deep = members;
        for (int i = 0; i < 40; i++) {
            deep = Map.of("level", List.of(deep));
        }
        List<Object> often = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            often.add(deep);
        }

        assertThat(streamed(often)).isEqualTo(Json.pretty(often));
    }
}
