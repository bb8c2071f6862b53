package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void shouldNameCommitAndTimeInUtc() {
        assertThat(Version.draw("abc1234def", Instant.parse("2025-01-20T14:30:22.9Z")))
                .isEqualTo("vabc1234-20250120-143022");
    }

    @Test
    void shouldReadTheTimeBack() {
        assertThat(Version.time("vabc1234-20250120-143022")).contains(Instant.parse("2025-01-20T14:30:22Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "vabc1234-20251399-143022", "../vabc1234-20250120-143022", "vabc1234-20250120-143022\n"})
    void shouldRefuseWhatIsNoVersion(String text) {
        assertThat(Version.valid(text)).isFalse();
    }
}
