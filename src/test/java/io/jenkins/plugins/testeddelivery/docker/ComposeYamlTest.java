package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class ComposeYamlTest {
    @Test
    void shouldTakeForTextWhatOneOfTheTwoYamlsTakesForText() {
        Map<?, ?> values = (Map<?, ?>) ComposeYaml.read(
                "a: 1e3\nb: 0o14\nc: '12'\nd: 12:30\ne: yes\nf: 0x1F\ng: .5\nh: 012\ni: 1_000\nj: .inf\nk: Null\n");

        assertThat(values.values()).allSatisfy(value -> assertThat(value).isInstanceOf(String.class));
        assertThat(values.get("a")).isEqualTo("1e3");
        assertThat(values.get("h")).isEqualTo("012");
    }

    @Test
    void shouldKeepNumbersBooleansAndNothing() {
        assertThat(Json.canonical(ComposeYaml.read("a: 8080\nb: true\nc: null\nd:\ne: 0.5\nf: -1\n")))
                .isEqualTo("{\"a\":8080,\"b\":true,\"c\":null,\"d\":null,\"e\":0.5,\"f\":-1}");
    }

    @Test
    void shouldRefuseWhatIsNoYaml() {
        assertThatThrownBy(() -> ComposeYaml.read("a: [")).isInstanceOf(YamlEngineException.class);
    }
}
