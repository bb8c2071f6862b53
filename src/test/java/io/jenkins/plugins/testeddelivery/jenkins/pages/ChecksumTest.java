package io.jenkins.plugins.testeddelivery.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final String MD5 = "0123456789abcdef".repeat(2);

    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s\n", "sha256:%s", "SHA256:%s", "%s  api-v1.tar.gz", "%s *api-v1.tar.gz"})
    void shouldUnderstandWhatPeoplePaste(String form) {
        assertThat(Checksum.read(form.formatted(SHA256))).hasValue(new Checksum(SHA256));
        assertThat(Checksum.read(form.formatted(SHA256.toUpperCase()))).hasValue(new Checksum(SHA256));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "main", "../../x", "<script>alert(1)</script>", "0123456789abcdef", "sha256:0123456789abcdef0123456789abcdef"})
    void shouldRefuseWhatIsNone(String text) {
        assertThat(Checksum.read(text)).isEmpty();
    }

    @Test
    void shouldLeadToOurPageOrToJenkinsOwn() {
        assertThat(Checksum.read(SHA256).orElseThrow().url()).isEqualTo("tested-delivery/checksum/" + SHA256 + "/");
        assertThat(Checksum.read(MD5).orElseThrow().url()).isEqualTo("fingerprint/" + MD5 + "/");
    }
}
