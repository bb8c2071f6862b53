package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed side by side is one gzip, the same every time. */
class ParallelGzipTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, ParallelGzip.BLOCK - 1, ParallelGzip.BLOCK, ParallelGzip.BLOCK + 1, 3_000_000})
    void shouldUnpackToWhatWentIn(int length) throws Exception {
        byte[] content = text(length);

        byte[] packed = packed(content, 7777);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()).isEqualTo(content);
        assertThat(packed(content, 100)).isEqualTo(packed);
    }

    @Test
    void shouldUnpackWhatCannotBeCompressed() throws Exception {
        byte[] content = new byte[ParallelGzip.BLOCK * 2 + 5];
        new Random(1).nextBytes(content);

        byte[] packed = packed(content, content.length);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()).isEqualTo(content);
    }

    @Test
    void shouldStoreWhatCannotBeCompressedAndCompressWhatFollows() throws Exception {
        byte[] content = new byte[ParallelGzip.BLOCK * 4];
        byte[] noise = new byte[ParallelGzip.BLOCK * 2];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, content, 0, noise.length);

        byte[] packed = packed(content, content.length);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()).isEqualTo(content);
        assertThat(packed).hasSizeBetween(noise.length, noise.length + 2000);
    }

    @Test
    void shouldFindRepetitionsAcrossBlocks() throws Exception {
        byte[] piece = new byte[30_000];
        new Random(1).nextBytes(piece);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (content.size() < 2 * ParallelGzip.BLOCK) {
            content.write(piece);
        }

        assertThat(packed(content.toByteArray(), 8192)).hasSizeLessThan(piece.length + 30_000);
    }

    @Test
    void shouldBeReadableByGunzip() throws Exception {
        Process gunzip = new ProcessBuilder("gunzip", "-c").start();
        try (OutputStream in = gunzip.getOutputStream()) {
            in.write(packed(text(300_000), 8192));
        }

        assertThat(gunzip.getInputStream().readAllBytes()).isEqualTo(text(300_000));
        assertThat(gunzip.waitFor()).isZero();
    }

    @Test
    void shouldLetAFullDiskThrough() throws Exception {
        OutputStream full = new OutputStream() {
            private int left = 20;

            @Override
            public void write(int b) throws IOException {
                if (left-- == 0) {
                    throw new IOException("No space left on device");
                }
            }
        };

        assertThatThrownBy(() -> {
                    try (ParallelGzip gzip = new ParallelGzip(full)) {
                        gzip.write(text(2_000_000));
                        gzip.finish();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    private static byte[] packed(byte[] content, int portion) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParallelGzip gzip = new ParallelGzip(out)) {
            for (int at = 0; at < content.length; at += portion) {
                gzip.write(content, at, Math.min(portion, content.length - at));
            }
            gzip.finish();
        }
        return out.toByteArray();
    }

    private static byte[] text(int length) {
        Random random = new Random(length);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (random.nextInt(5) == 0 ? random.nextInt(256) : 'a' + i % 20);
        }
        return text;
    }
}
