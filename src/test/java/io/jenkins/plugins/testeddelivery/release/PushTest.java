package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.port.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "registry.example/shop, registry.example/shop/api:v1",
        "registry.example:5000/shop/, registry.example:5000/shop/api:v1",
        "localhost:5000/shop, localhost:5000/shop/api:v1",
        "registry.example/shop-{component}, registry.example/shop-api:v1",
        "docker.io/u/r:{component}-{version}, docker.io/u/r:api-v1",
        "docker.io/u/r:{component}, docker.io/u/r:api-v1",
    })
    void shouldNameOneRepositoryForEachOrOneForAll(String written, String target) {
        assertThat(new Push(written, Login.NOBODY).of("api", "v1")).hasToString(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "docker.io/u/r:latest", "shop", "registry.example/Shop", "--privileged", "registry.example/a b",
        "registry.example/../x", "http://registry.example/shop", "registry.example/shop@sha256:00"
    })
    void shouldRefuseWhatNamesNoImage(String written) {
        assertThatThrownBy(() -> new Push(written, Login.NOBODY))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE));
    }
}
