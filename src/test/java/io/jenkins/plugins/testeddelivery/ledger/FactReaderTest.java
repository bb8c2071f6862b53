package io.jenkins.plugins.testeddelivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {
    /** Every field has a value of its own, so that two of them cannot change places unseen. */
    static Stream<Fact> facts() {
        return Stream.of(
                new Fact.Candidate(
                        "api", "image", "fp", "digest", "identity", "v1", "commit", true, "FULL", "shop-api:v1",
                        "stored", 7, "deps"),
                new Fact.Evidence(
                        "passed",
                        "trial",
                        "commit",
                        true,
                        "v1",
                        "set",
                        "key",
                        "./smoke.sh \"a\nb\" \u0000 \u2028",
                        3,
                        1,
                        Long.MAX_VALUE,
                        "log",
                        Map.of("api", new Fact.Tried("fp", "digest"), "lib", new Fact.Tried("fp2", "")),
                        List.of("api"),
                        List.of("no-test-db", "no-data")),
                new Fact.Release(
                        "v1",
                        "commit",
                        "set",
                        "manifest",
                        Map.of("api", new Fact.Shipped("image", "fp", "digest", "file", "name", "image:v1", "v0", "r.example/shop@sha256:1"))),
                new Fact.Deployment(
                        "staging", "v2", "rolled-back", "v1", "v0", "deploy", Map.of("api", "digest"), "was ill", 99),
                new Fact.Account("v5", "commit", true, 1, Map.of("api", new Fact.Built("FULL", 2, 3, true, 4, 5, 6, 7, 8, 9, 10,
                        List.of("+ RUN a", "- 12 RUN b"), "FORCED: FULL was asked for by ada")), 11, 12, 13),
                new Fact.Proof("v6", "commit", true, Map.of("api", new Fact.Proven("different", "CACHED", "digest", 1, 2, 3, 4,
                        List.of("/a: other content"), List.of("VERSION"), "why"))),
                new Fact.Promotion(
                        "ended", "id", "shop/production", "shop", "v3", "release", "created", "asked", "shop/main #12",
                        "ops/deploy", "ops/deploy #5", "ada", "why", List.of("freeze: not now"), "healthy", "v4", true));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldReadBackWhatWasStored(Fact fact) throws IOException {
        assertThat(FactReader.read(Json.readObject(Json.line(fact.toMap())))).contains(fact);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldStoreEveryFieldUnderItsOwnName(Fact fact) {
        List<String> names = Arrays.stream(fact.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(fact.toMap().keySet()).first().isEqualTo("type");
        assertThat(fact.toMap().keySet().stream().skip(1)).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidate", "evidence", "release", "deployment", "promotion", "account", "proof"})
    void shouldReadMissingFieldsAsEmpty(String type) throws IOException {
        Map<String, Object> map = FactReader.read(Map.of("type", type)).orElseThrow().toMap();

        assertThat(map.remove("type")).isEqualTo(type);
        assertThat(map.values()).allMatch(value -> List.of("", 0L, false, List.of(), Map.of()).contains(value));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldRefuseAnyFieldOfTheWrongType(Fact fact) {
        for (String field : fact.toMap().keySet()) {
            Map<String, Object> map = fact.toMap();
            map.put(field, 1.5);

            assertThatThrownBy(() -> FactReader.read(map)).isInstanceOf(IOException.class).hasMessageContaining(field);
        }
    }

    @Test
    void shouldRefuseWrongTypesInside() {
        assertThatThrownBy(() -> FactReader.read(Json.readObject(
                        "{\"type\":\"evidence\",\"components\":{\"api\":{\"digest\":true}}}")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FactReader.read(Json.readObject("{\"type\":\"evidence\",\"against\":[null]}")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FactReader.read(Json.readObject("{\"type\":\"deployment\",\"components\":{\"a\":1}}")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldSkipWhatOnlyANewerVersionKnows() throws IOException {
        assertThat(FactReader.read(Map.of("type", "eclipse", "to", "moon"))).isEmpty();
        assertThat(FactReader.read(Map.of("type", "candidate", "colour", 7L))).isPresent();
    }

    @Test
    void shouldRefuseARecordWithoutType() {
        assertThatThrownBy(() -> FactReader.read(Map.of("component", "api"))).isInstanceOf(IOException.class);
    }
}
