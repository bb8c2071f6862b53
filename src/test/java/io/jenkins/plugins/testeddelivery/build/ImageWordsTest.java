package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageWordsTest {
    @Test
    void shouldNameAnImageAfterProjectAndComponent() {
        assertThat(ImageNames.reference("shop", "api", "v1")).isEqualTo("shop-api:v1");
    }

    @ParameterizedTest
    @CsvSource({"My Shop,api", "shop,a..b", "shop,a__b", "_x,api", "shop,api-", "größe,api", "日本,x"})
    void shouldMakeANameThatRegistriesTakeAndNoOtherHas(String project, String component) {
        String reference = ImageNames.reference(project, component, "v1");

        assertThat(reference).matches("[a-z0-9]+([._-][a-z0-9]+)*:v1").hasSizeLessThan(240);
        assertThat(reference).isNotEqualTo(ImageNames.reference(project + ".", component, "v1"));
    }

    @Test
    void shouldShortenWhatIsTooLong() {
        assertThat(ImageNames.reference("p".repeat(300), "api", "v1")).hasSizeLessThan(240);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@git.example/a/b.git,https://git.example/a/b.git",
        "https://token@git.example/a?token=x#y,https://git.example/a",
        "ssh://git@git.example:22/a.git,ssh://git.example:22/a.git",
        "git@git.example:a/b.git,git@git.example:a/b.git",
        "/home/ada/shop,''",
        "file:///home/ada/shop,''",
        "https://user:p@ss@git.example/a,''",
        "ext::sh -c secret,''"
    })
    void shouldTellTheSourceWithoutCredentials(String url, String shown) {
        assertThat(ImageLabels.publicAddress(url)).isEqualTo(shown);
    }

    @Test
    void shouldHideTheValuesOfBuildArguments() {
        Mask mask = new Mask(Map.of(
                "TOKEN",
                "abc$1\\d",
                "LONGER",
                "abc$1\\d.rest",
                "ENV",
                "prod",
                "N",
                "1",
                "KEY",
                "first line\nsecond line\n"));

        assertThat(mask.hide("RUN login abc$1\\d && x abc$1\\d.rest")).isEqualTo("RUN login ${TOKEN} && x ${LONGER}");
        assertThat(mask.hide("products in prod: 1")).isEqualTo("products in ${ENV}: 1");
        assertThat(mask.hide("> second line")).isEqualTo("> ${KEY}");
    }
}
