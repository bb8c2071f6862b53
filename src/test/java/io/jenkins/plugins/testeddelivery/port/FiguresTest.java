package io.jenkins.plugins.testeddelivery.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shouldShowSizesAsDockerDoes() {
        assertThat(Figures.bytes(0)).isEqualTo("0 B");
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(4_100)).isEqualTo("4.1 kB");
        assertThat(Figures.bytes(999_400)).isEqualTo("999 kB");
        assertThat(Figures.bytes(999_500)).isEqualTo("1.0 MB");
        assertThat(Figures.bytes(512_300_000)).isEqualTo("512 MB");
        assertThat(Figures.bytes(-4_100)).isEqualTo("-4.1 kB");
    }

    @Test
    void shouldShowTimes() {
        assertThat(Figures.seconds(4_149)).isEqualTo("4.1 s");
        assertThat(Figures.seconds(0)).isEqualTo("0.0 s");
        assertThat(Figures.time(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(Figures.time(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    }

    @Test
    void shouldSayTheSameInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Figures.bytes(4_100)).isEqualTo("4.1 kB");
            assertThat(Figures.seconds(4_100)).isEqualTo("4.1 s");
        } finally {
            Locale.setDefault(before);
        }
    }
}
