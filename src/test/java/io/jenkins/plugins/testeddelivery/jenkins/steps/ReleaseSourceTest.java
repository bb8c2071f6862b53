package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a script names the build whose release it means. */
class ReleaseSourceTest {
    @Test
    void shouldReadJobAndNumber() {
        assertThat(ReleaseSource.of("shop#12")).isEqualTo(new ReleaseSource("shop", 12));
        assertThat(ReleaseSource.of("team a/shop/feature%2Fx#7")).isEqualTo(new ReleaseSource("team a/shop/feature%2Fx", 7));
        assertThat(ReleaseSource.of("../shop#1").job()).isEqualTo("../shop");
    }

    @Test
    void shouldTakeTheLastNumberForTheBuildsOwn() {
        assertThat(ReleaseSource.of("c#/build#3")).isEqualTo(new ReleaseSource("c#/build", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "#", "shop", "shop#", "#12", " #12", "shop#0", "shop#-1", "shop#01", "shop#1.5", "null#null",
        "shop#12345678901", "shop\n#1", "<script>alert(1)</script>"
    })
    void shouldRefuseWhatNamesNoBuild(String text) {
        assertThatThrownBy(() -> ReleaseSource.of(text))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("as in 'shop/main#12'");
    }

    @Test
    void shouldQuoteHostileTextOnOneShortLine() {
        assertThat(ReleaseSource.quoted("a\u001b[31m\nb")).isEqualTo("'a [31m b'");
        assertThat(ReleaseSource.quoted("x".repeat(5000))).hasSizeLessThan(110);
    }
}
