package io.jenkins.plugins.testeddelivery.promote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentIdTest {
    @ParameterizedTest
    @CsvSource({
        "shop, production, shop/production, e-shop%2fproduction",
        "'', staging, /staging, e-%2fstaging",
        "../.., ../../x, ../../..%2f..%2fx, e-%2e%2e%2f%2e%2e%2f%2e%2e%252f%2e%2e%252fx",
        "<script>, a/b, <script>/a%2fb, e-%3cscript%3e%2fa%252fb"
    })
    void shouldBeTextThatIsReadBackAndAFileThatStaysInItsFolder(String folder, String name, String text, String file) {
        EnvironmentId id = new EnvironmentId(folder, name);

        assertThat(id.text()).isEqualTo(text);
        assertThat(EnvironmentId.of(text)).isEqualTo(id);
        assertThat(id.fileName()).isEqualTo(file).matches("e-[a-z0-9%_-]+");
    }

    @Test
    void shouldGiveNoTwoTheSameFileWhateverTheDisk() {
        Set<String> names = new HashSet<>();

        for (String folder : new String[] {"shop", "Shop", "shöp", "s".repeat(300), "s".repeat(301), "con", "a/b", "a%2fb"}) {
            String file = new EnvironmentId(folder, "production").fileName();
            assertThat(names.add(file.toLowerCase(Locale.ROOT))).as(folder).isTrue();
            assertThat(file.length()).isLessThanOrEqualTo(120);
        }
    }
}
