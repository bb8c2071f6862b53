package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedGzipTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 257, 258, 259, 32_767, 32_768, 32_769, 262_143, 262_144, 262_145, 1_500_000})
    void shouldGiveBackWhatWasWritten(int size) throws Exception {
        for (byte[] text : new byte[][] {noise(size), words(size), new byte[size], periodic(size, 32_768)}) {
            assertThat(unpacked(packed(text, 1 << 20))).isEqualTo(text);
        }
    }

    @Test
    void shouldGiveTheSameBytesForWhateverSizesAreWritten() throws Exception {
        byte[] text = words(700_001);

        byte[] atOnce = packed(text, text.length);

        assertThat(packed(text, 1)).isEqualTo(atOnce);
        assertThat(packed(text, 4_097)).isEqualTo(atOnce);
    }

    @Test
    void shouldNameNoTimeNoFileAndNoSystemInItsHeader() throws Exception {
        assertThat(Arrays.copyOf(packed(words(10), 10), 10)).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
    }

    @Test
    void shouldNeverChangeItsBytes() throws Exception {
        // a change here makes every archive of every user another artifact
        assertThat(Digests.of(packed(words(300_000), 300_000)))
                .isEqualTo("sha256:fb9beec79bf8d7f413e2fc173f9137fefb6c3ac0d37d1588975262f3d896e29a");
    }

    @Test
    void shouldCompressTextWellAndNoiseWithoutLoss() throws Exception {
        assertThat(packed(words(1_000_000), 1 << 16).length).isLessThan(250_000);
        assertThat(packed(new byte[1_000_000], 1 << 16).length).isLessThan(2_000);
        assertThat(packed(noise(1_000_000), 1 << 16).length).isLessThan(1_006_000);
    }

    private static byte[] packed(byte[] text, int chunk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = FixedGzip.to(bytes)) {
            for (int at = 0; at < text.length; at += chunk) {
                gzip.write(text, at, Math.min(chunk, text.length - at));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] periodic(int size, int period) {
        byte[] bytes = noise(size);
        for (int i = period; i < size; i++) {
            bytes[i] = bytes[i - period];
        }
        return bytes;
    }

    private static byte[] words(int size) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            int word = (int) Math.abs(random.nextGaussian() * 300);
            text.append("word").append(word).append(random.nextInt(9) == 0 ? ".\n" : " ");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }
}
