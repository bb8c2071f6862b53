package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {
    /** From FIPS 180-2. */
    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldHashTextBytesStreamsAndFilesAlike(@TempDir Path temp) throws IOException {
        byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
        MessageDigest fed = Digests.sha256();
        fed.update(abc);

        assertThat(Digests.of("abc")).isEqualTo(ABC);
        assertThat(Digests.of(abc)).isEqualTo(ABC);
        assertThat(Digests.of(fed)).isEqualTo(ABC);
        assertThat(Digests.of(new ByteArrayInputStream(abc))).isEqualTo(ABC);
        assertThat(Digests.of(Files.write(temp.resolve("file"), abc))).isEqualTo(ABC);
        assertThat(Digests.of("")).startsWith("sha256:e3b0c44298fc1c14");
    }

    @Test
    void shouldHashTextAsUtf8() {
        assertThat(Digests.of("ä")).isEqualTo(Digests.of(new byte[] {(byte) 0xc3, (byte) 0xa4}));
    }

    @Test
    void shouldCountAndHashWhatPasses() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Digests.Tee tee = new Digests.Tee(out)) {
            tee.write('a');
            tee.write("xbx".getBytes(StandardCharsets.UTF_8), 1, 1);
            tee.write(new byte[] {'c'});
            tee.flush();

            assertThat(tee.bytes()).isEqualTo(3);
            assertThat(tee.digest()).isEqualTo(ABC);
        }

        assertThat(out).hasToString("abc");
    }

    @Test
    void shouldGiveTheDigitsAlone() {
        assertThat(Digests.hex(ABC)).hasSize(64).startsWith("ba78");
        assertThat(Digests.hex(Digests.hex(ABC))).isEqualTo(Digests.hex(ABC));
    }

    @Test
    void shouldKnowADigest() {
        assertThat(Digests.isDigest(ABC)).isTrue();
        assertThat(Digests.isDigest(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:abc", "../x", "SHA256:", "\n"})
    void shouldTakeNothingElseForADigest(String text) {
        assertThat(Digests.isDigest(text)).isFalse();
        assertThat(Digests.isDigest(ABC + text)).isEqualTo(text.isEmpty());
        assertThat(Digests.isDigest(ABC.toUpperCase(Locale.ROOT))).isFalse();
    }
}
