package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WatchedInputTest {
    private final byte[] content = {1, 2, 3, 4, 5, (byte) 0xff, 7, 8};
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private int ends;

    @Test
    void shouldSeeEachByteOnceHoweverItIsRead() throws IOException {
        try (WatchedInput in = watched()) {
            assertThat(in.read()).isEqualTo(1);
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.read(new byte[9], 3, 2)).isEqualTo(2);
            assertThat(in.read()).isEqualTo(0xff);
            assertThat(ends).isZero();
            assertThat(in.readAllBytes()).containsExactly(7, 8);
            assertThat(in.skip(1)).isZero();
        }
        assertThat(seen.toByteArray()).isEqualTo(content);
        assertThat(ends).isPositive();
    }

    @Test
    void shouldOfferNoWayBack() {
        assertThat(watched().markSupported()).isFalse();
    }

    private WatchedInput watched() {
        return new WatchedInput(new ByteArrayInputStream(content)) {
            @Override
            protected void seen(byte[] buffer, int offset, int length) {
                seen.write(buffer, offset, length);
            }

            @Override
            protected void ended() {
                ends++;
            }
        };
    }
}
