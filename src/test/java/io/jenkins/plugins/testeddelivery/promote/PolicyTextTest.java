package io.jenkins.plugins.testeddelivery.promote;

import static io.jenkins.plugins.testeddelivery.promote.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    @Test
    void shouldReadListsByCommasAndLines() {
        Policy policy = policy().after("staging, qa\nperf").freeze("DAILY 18:00 - 08:00 UTC\n\n").done();

        assertThat(policy.after()).containsExactly("perf", "qa", "staging");
        assertThat(policy.freezes()).containsExactly(new Freeze("DAILY 18:00 - 08:00 UTC"));
        assertThat(PolicyText.afterProblem("staging, qa")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../x", "<script>alert(1)</script>", "Production", "-a", "a b"})
    void shouldRefuseWhatCannotNameAnEnvironment(String name) {
        assertThat(PolicyText.nameProblem(name).orElseThrow())
                .startsWith("'" + name + "' cannot name an environment: expected lower case letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1", "-1h", "1w", "99999999d"})
    void shouldHoldEverythingBackWhereATimeCannotBeRead(String text) {
        assertThat(PolicyText.spanProblem(text).orElseThrow()).contains("is no length of time");
        assertThat(policy().soak(text).done().soak()).isGreaterThan(Duration.ofDays(30_000));
        assertThat(policy().maxAge(text).done().maxAge()).isLessThan(Duration.ofSeconds(1)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"PT90S, 90 seconds", "PT3M, 3 minutes", "PT47H, 47 hours", "P3D, 3 days", "PT-5S, 0 seconds"})
    void shouldSayTimesInWords(Duration span, String words) {
        assertThat(Spans.words(span)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "main, main, true", "main, mainly, false", "release/*, release/1/2, true", "*, '', true", "a*b*c, aXbXc, true",
        "a*b*c, aXc, false", "**, x, true"
    })
    void shouldMatchNames(String pattern, String name, boolean matches) {
        assertThat(Allowed.only(List.of(pattern)).admits(name)).isEqualTo(matches);
    }
}
