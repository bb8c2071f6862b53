package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolvedYamlTest {
    @Test
    void shouldTakeForTextWhatOneOfTheTwoYamlsTakesForText() {
        Map<String, Object> values = ResolvedYaml.read(
                "a: 1e3\nb: 0o14\nc: '12'\nd: 12:30\ne: yes\nf: 0x1F\ng: .5\nh: 012\ni: 1_000\nj: .inf\nk: Null\n");

        assertThat(values.values()).allSatisfy(value -> assertThat(value).isInstanceOf(String.class));
        assertThat(values).containsEntry("a", "1e3").containsEntry("h", "012");
    }

    @Test
    void shouldKeepNumbersBooleansAndNothing() {
        assertThat(ResolvedYaml.read("a: 8080\nb: true\nc: null\nd:\ne: 0.5\nf: -1\n"))
                .containsEntry("b", true)
                .containsEntry("c", null)
                .containsEntry("d", null)
                .containsEntry("e", 0.5)
                .satisfies(map -> assertThat(Json.canonical(map))
                        .isEqualTo("{\"a\":8080,\"b\":true,\"c\":null,\"d\":null,\"e\":0.5,\"f\":-1}"));
    }

    @Test
    void shouldRefuseWhatIsNoConfiguration() {
        assertThatThrownBy(() -> ResolvedYaml.read("")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> ResolvedYaml.read("a: [")).isInstanceOf(Failure.class);
    }
}
