package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildNameTest {
    @ParameterizedTest
    @CsvSource({
        "https://ci.example/jenkins/job/team/job/shop/job/main/12/, team/shop/main#12",
        "http://localhost:8080/job/a%20b/3, a b#3",
        "job/a+b/3/, a+b#3",
        "http://ci/job/job/7/, job#7",
        "http://ci/job/feature%252Fx/7/, feature%2Fx#7"
    })
    void shouldReadTheAddressOfABuild(String address, String name) {
        assertThat(BuildName.ofAddress(address).orElseThrow()).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@host", "shop » main #12", "http://ci/job/shop/", "http://ci/job/%zz/1/", "../../x"})
    void shouldKnowWhatIsNoAddressOfABuild(String address) {
        assertThat(BuildName.ofAddress(address)).isEmpty();
    }

    @Test
    void shouldReadBackItsOwnText() {
        assertThat(BuildName.read("team/c#/shop#12")).contains(new BuildName("team/c#/shop", 12));
        assertThat(BuildName.read("shop")).isEmpty();
        assertThat(BuildName.read("shop#99999999999")).isEmpty();
    }
}
