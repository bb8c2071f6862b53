package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseReaderTest {
    private static final String VERSION = "vabc1234-20250120-143022";
    private static final String HEX = "0123456789abcdef".repeat(4);

    static Release release() {
        ReleaseArtifact.Evidence evidence =
                new ReleaseArtifact.Evidence("passed", "./smoke.sh", 12, 0, "2025-01-20T14:30:20.123Z");
        return new Release(
                VERSION,
                "a".repeat(40),
                "2025-01-20T14:30:22Z",
                "ada@laptop",
                new Release.SetEvidence("sha256:" + HEX, "passed", "2025-01-20T14:30:20Z"),
                List.of(
                        new ReleaseArtifact("site", "archive", "site-" + VERSION + ".tar.gz", 7, HEX, "", "",
                                "sha256:" + HEX, Strategy.NONE, VERSION, true, evidence),
                        new ReleaseArtifact("api", "image", "api-" + VERSION + ".tar.gz", 123, HEX,
                                "shop-api:" + VERSION, "sha256:" + HEX, "sha256:" + HEX, Strategy.FULL, VERSION, false,
                                evidence,
                                new Pushed("registry.example:5000/shop/api:" + VERSION, "sha256:" + HEX, ""))),
                List.of(
                        new Release.OtherFile("deploy/delivery.json", HEX, false),
                        new Release.OtherFile("deploy/check.sh", HEX, true),
                        new Release.OtherFile("provenance.intoto.jsonl", HEX, false),
                        new Release.OtherFile("deploy-info-" + VERSION + ".txt", HEX, false)));
    }

    private static Release read(String json) throws IOException {
        return ReleaseReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadWhatItWrites() throws IOException {
        Release release = release();

        assertThat(ReleaseReader.read(release.bytes())).isEqualTo(release);
        assertThat(ReleaseReader.read(release.bytes()).bytes()).isEqualTo(release.bytes());
    }

    @Test
    void shouldReadASetThatWasNotTriedAsAWhole() throws IOException {
        Release release = release();
        Release alone = new Release(
                VERSION, release.commit(), release.created(), "b", new Release.SetEvidence("sha256:" + HEX, "", ""),
                release.artifacts(), release.files());

        assertThat(ReleaseReader.read(alone.bytes())).isEqualTo(alone);
    }

    @Test
    void shouldLetUnknownMembersThrough() throws IOException {
        String json = Json.line(release().toMap()).replaceFirst("\\{", "{\"signature\":{\"by\":\"hsm\"},");

        assertThat(read(json)).isEqualTo(release());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(quoteCharacter = '`', value = {
        "tested-delivery/release/1, tested-delivery/release/2, its schema is",
        "\"version\":\"vabc1234, \"version\":\"../../tmp, version is",
        "\"version\":\"vabc1234-20250120-143022\", \"version\":7, version is",
        "\"commit\":\"aaaa, \"commit\":\"zzzz, commit is",
        "\"created\":\"2025-01-20T14:30:22Z, \"created\":\"yesterday, created is",
        "\"builder\":\"ada@laptop\", \"builder\":null, builder is missing",
        "\"digest\":\"sha256:, \"digest\":\"sha512:, set.digest is",
        "\"reference\":\"registry.example:5000/shop, \"reference\":\"--shop, artifacts[0].registry.reference is",
        "\"manifest\":\"sha256:, \"manifest\":\"v1, artifacts[0].registry.manifest is",
        "\"behind\":true, \"registry\":{}, artifacts[1].registry is",
        "\"kind\":\"archive\", \"kind\":\"virus\", artifacts[1].kind is",
        "\"kind\":\"image\", \"kind\":\"archive\", artifacts[0].image is",
        "\"file\":\"site-v, \"file\":\"../site-v, artifacts[1].file is",
        "\"file\":\"site-v, \"file\":\"docs-v, artifacts[1].file is",
        "\"component\":\"site\", \"component\":\"../site\", artifacts[1].component is",
        "\"component\":\"site\", \"component\":\"api\", artifacts[1].file is",
        "\"bytes\":7, \"bytes\":-7, artifacts[1].bytes is",
        "\"bytes\":7, \"bytes\":\"7\", artifacts[1].bytes is",
        "\"bytes\":7, \"bytes\":7.0, artifacts[1].bytes is",
        "\"image\":\"shop-api, \"image\":\"--privileged, artifacts[0].image is",
        "\"imageId\":\"sha256:0, \"imageId\":\"sha256:g, artifacts[0].imageId is",
        "\"strategy\":\"NONE\", \"strategy\":\"LUCK\", artifacts[1].strategy is",
        "\"from\":\"v, \"from\":\"w, artifacts[0].from is",
        "\"behind\":true, \"behind\":\"yes\", artifacts[1].behind is",
        "\"result\":\"passed\", \"result\":\"failed\", result is",
        "\"tests\":12, \"tests\":null, tests is missing",
        "deploy/check.sh, deploy/../check.sh, files[",
        "deploy/check.sh, /etc/check.sh, files[",
        "deploy/check.sh, other/check.sh, files[",
        "deploy/check.sh, deploy/delivery.json, is named twice",
        "deploy/check.sh, release.json, is named twice",
        "provenance.intoto.jsonl, notes.txt, files does not name provenance",
        "\"executable\":true, \"executable\":1, executable is",
        "\"files\":, \"Files\":, files is missing",
    })
    void shouldRefuseWhatWeWouldNotWrite(String from, String to, String message) {
        String json = Json.line(release().toMap());
        assertThat(json).contains(from);

        assertThatThrownBy(() -> read(json.replace(from, to)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAReleaseOfNothing() {
        Release empty = new Release(VERSION, "a".repeat(40), "2025-01-20T14:30:22Z", "b", release().set(), List.of(),
                release().files());

        assertThatThrownBy(() -> ReleaseReader.read(empty.bytes())).hasMessageContaining("artifacts is empty");
    }

    @Test
    void shouldRefuseTextAfterTheEnd() {
        String json = Json.line(release().toMap());

        assertThatThrownBy(() -> read(json + "{}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    }

    @Test
    void shouldShowHostileValuesHarmlessly() {
        String json = Json.line(release().toMap()).replace("\"kind\":\"archive\"", "\"kind\":\"\\u001b[2J\"");

        assertThatThrownBy(() -> read(json)).message().contains("\\u001b").doesNotContain("\u001b");
    }
}
