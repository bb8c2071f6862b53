package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {
    @Test
    void shouldKeepEveryByteOfAName() {
        byte[] latin1 = {'a', (byte) 0xE9, '/', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};

        String text = PathText.decode(latin1, 0, latin1.length);

        assertThat(PathText.encode(text)).isEqualTo(latin1);
        assertThat(text).startsWith("a").contains("é").doesNotContain("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "ünïcode", "日本語/ファイル", "emoji 🙂.txt", "", "tab\tnewline\n"})
    void shouldTranslateThereAndBack(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);

        assertThat(PathText.encode(path)).isEqualTo(bytes);
        assertThat(PathText.decode(bytes, 0, bytes.length)).isEqualTo(path);
    }

    @Test
    void shouldOrderAsGitDoes() {
        List<String> paths = new ArrayList<>(
                List.of("a/b", "a", "a.b", "ab", "é", "🙂", "\uFFFD", "a/b/c", "Z", "\uDCFF", "\uD7FF", "a-b"));

        paths.sort(PathText::compare);

        List<String> byBytes = new ArrayList<>(paths);
        byBytes.sort((a, b) -> Arrays.compareUnsigned(PathText.encode(a), PathText.encode(b)));
        assertThat(paths).isEqualTo(byBytes).startsWith("Z", "a", "a-b", "a.b", "a/b");
    }

    @Test
    void shouldQuoteWhatWouldEndALine() {
        assertThat(new String(PathText.quotedLine("a\"b\\c\nd\te\u007f é"), StandardCharsets.UTF_8))
                .isEqualTo("\"a\\\"b\\\\c\\012d\\011e\\177 é\"\n");
    }

    @Test
    void shouldShowNothingThatMovesACursor() {
        assertThat(PathText.shown("a\u001b[2Jb\nc\uDCFF🙂")).isEqualTo("'a\\u001b[2Jb\\u000ac\\udcff🙂'");
    }

    @Test
    void shouldWriteJsonInAscii() {
        assertThat(new AsciiText().addJson("é\"\\\n\uDCE9🙂").toString())
                .isEqualTo("\"\\u00e9\\\"\\\\\\u000a\\udce9\\ud83d\\ude42\"");
        assertThat(new AsciiText().addDocument("{\"é\":\"\\\"\"}").toString()).isEqualTo("{\"\\u00e9\":\"\\\"\"}");
    }
}
