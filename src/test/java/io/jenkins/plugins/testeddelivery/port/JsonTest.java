package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void shouldReadPlainValues() throws IOException {
        assertThat(Json.readObject("{\"a\":[1,-2,0.5,true,null,\"x\"],\"b\":{}}"))
                .isEqualTo(Map.of("a", Arrays.asList(1L, -2L, 0.5, true, null, "x"), "b", Map.of()));
        assertThat(Json.read("7")).isEqualTo(7L);
    }

    @Test
    void shouldKeepIntegersOfAnySize() throws IOException {
        String text = "[9223372036854775807,-9223372036854775808,9223372036854775808,123456789012345678901234567890]";

        assertThat(Json.read(text))
                .isEqualTo(List.of(
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        BigInteger.TWO.pow(63),
                        new BigInteger("123456789012345678901234567890")));
        assertThat(Json.line(Json.read(text))).isEqualTo(text);
        assertThat(Json.line(List.of(1, (short) 2, 3L))).isEqualTo("[1,2,3]");
    }

    @Test
    void shouldRefuseNumbersThatJsonOrADoubleCannotHold() {
        assertThatThrownBy(() -> Json.read("[1e400]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.read("9".repeat(2000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.line(Double.NaN)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldRefuseTheSameKeyTwice() {
        assertThatThrownBy(() -> Json.read("{\"digest\":\"a\",\"digest\":\"b\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("digest")
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> Json.read("{\"a\":{\"b\":1,\"\\u0062\":2}}")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[1,]", "{\"a\"}", "{'a':1}", "{a:1}", "01", "NaN", "1 2", "{} x", "\"a\nb\"", "\"\\x\"",
                "// no\n1", "nul", "[1", "\u0000"
            })
    void shouldRefuseWhatIsNotOneWellFormedDocument(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSayWhereInOneLine() {
        assertThatThrownBy(() -> Json.read("{\n  \"a\": 1,\n  \"b\" 2\n}"))
                .hasMessageContaining("(line 3, column ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xff, '"'})).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xc3, '"'})).isInstanceOf(IOException.class);
    }

    @Test
    void shouldReadPartOfAnArray() throws IOException {
        byte[] bytes = "xx{\"a\":1}{\"b\":2}".getBytes(StandardCharsets.UTF_8);

        assertThat(Json.readObject(bytes, 2, 7)).isEqualTo(Map.of("a", 1L));
        assertThatThrownBy(() -> Json.readObject(bytes, 2, 14)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.readObject("[1]")).hasMessage("expected a JSON object");
    }

    @Test
    void shouldRefuseNestingThatIsAnAttack() throws IOException {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000) + "]".repeat(100_000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Json.read("{\"a\":".repeat(100_000))).isInstanceOf(IOException.class);

        String deep = "[".repeat(900) + "]".repeat(900);
        assertThat(Json.canonical(Json.read(deep))).isEqualTo(deep);
    }

    @Test
    void shouldWriteControlCharactersSoThatTheyStayOnOneLine() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x250; c++) {
            all.append(c);
        }
        all.append("\u2028\u2029\ufeff\ud83d\ude00");

        String line = Json.line(Map.of(all.toString(), all.toString()));

        assertThat(line.chars()).noneMatch(c -> c < ' ');
        assertThat(Json.readObject(line.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Map.of(all.toString(), all.toString()));
    }

    @Test
    void shouldKeepTheOrderThatKeysHave() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1L);
        map.put("a", Arrays.asList("x", null));

        assertThat(Json.line(map)).isEqualTo("{\"z\":1,\"a\":[\"x\",null]}");
        assertThat(Json.readObject(Json.line(map)).keySet()).containsExactly("z", "a");
        assertThat(Json.pretty(map)).isEqualTo("{\n  \"z\" : 1,\n  \"a\" : [\n    \"x\",\n    null\n  ]\n}\n");
    }

    @Test
    void shouldWriteEqualValuesEquallyWhenCanonical() throws IOException {
        String one = Json.canonical(Json.read("{\"b\":[{\"y\":1,\"x\":2}],\"a\":\"\\u00e4\",\"B\":null}"));
        String other = Json.canonical(Json.read(" { \"B\" : null, \"a\":\"ä\", \"b\" : [ {\"x\":2, \"y\":1} ] } "));

        assertThat(one).isEqualTo(other).isEqualTo("{\"B\":null,\"a\":\"ä\",\"b\":[{\"x\":2,\"y\":1}]}");
    }

    @Test
    void shouldBeLenientWithMembersOfPlainObjects() throws IOException {
        Map<String, Object> map = Json.readObject(
                "{\"text\":\"x\",\"number\":3,\"null\":null,\"list\":[\"a\",null,1,{\"k\":\"v\"}],"
                        + "\"map\":{\"k\":\"v\",\"n\":null}}");

        assertThat(Json.text(map, "text")).isEqualTo("x");
        assertThat(Json.text(map, "null")).isEmpty();
        assertThat(Json.text(map, "missing")).isEmpty();
        assertThat(Json.number(map, "number")).isEqualTo(3);
        assertThat(Json.number(map, "text")).isZero();
        assertThat(Json.texts(map, "list")).containsExactly("a", "1", "{k=v}");
        assertThat(Json.texts(map, "missing")).isEmpty();
        assertThat(Json.maps(map, "list")).containsExactly(Map.of("k", "v"));
        assertThat(Json.map(map, "text")).isEmpty();
        assertThat(Json.textMap(map, "map")).isEqualTo(Map.of("k", "v", "n", ""));
    }

    @Test
    void shouldWriteTheSameToAStream() {
        List<Object> values = new ArrayList<>();
        for (int length : List.of(0, 1, (1 << 15) - 3, 1 << 15, (1 << 15) + 1, 1 << 17)) {
            for (String text : List.of("a", "é", "\uD83D\uDE00", "\"\\\n", "\u0001", "\udc80")) {
                values.add(text + "x".repeat(length) + text);
            }
        }
        values.add(Map.of("grüße", Arrays.asList(1L, -2.5, true, false, null, new BigInteger("9".repeat(40)))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Json.pretty(values, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(new String(Json.pretty(values).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Test
    void shouldWriteWhatJacksonWrites() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Object value = made(random, 4);

            assertThat(Json.line(value)).isEqualTo(byJackson(value, false));
            assertThat(Json.pretty(value)).isEqualTo(byJackson(value, true) + "\n");
        }
    }

    private static Object made(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong() / 1000.0;
            case 4, 5 -> {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(12); i > 0; i--) {
                    text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                }
                yield text.toString();
            }
            case 6 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(made(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put("key \"" + i, made(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String byJackson(Object value, boolean pretty) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            if (pretty) {
                DefaultIndenter lines = new DefaultIndenter("  ", "\n");
                generator.setPrettyPrinter(
                        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            }
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else {
            generator.writeNull();
        }
    }
}
