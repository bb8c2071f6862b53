package io.jenkins.plugins.testeddelivery.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildDetailTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPutAPartInThePlaceOfTheEarlierOne() throws IOException {
        new BuildDetail(folder).put("plan", Map.of("version", "v1"));
        new BuildDetail(folder).put("build", Map.of("version", "v1"));
        new BuildDetail(folder).put("plan", Map.of("version", "v2"));

        BuildDetail.Parts parts = new BuildDetail(folder).read();
        assertThat(parts.trouble()).isEqualTo(BuildDetail.Trouble.NONE);
        assertThat(parts.part("plan")).containsEntry("version", "v2");
        assertThat(parts.part("build")).containsEntry("version", "v1");
        assertThat(parts.part("test")).isEmpty();
    }

    @Test
    void shouldPutADeploymentBesideTheEarlierOnes() throws IOException {
        new BuildDetail(folder).put("deploy", Map.of("environment", "staging"));
        new BuildDetail(folder).put("deploy", Map.of("environment", "production"));

        assertThat(Json.maps(new BuildDetail(folder).read().part("deploy"), "deployments"))
                .extracting(deployment -> deployment.get("environment"))
                .containsExactly("staging", "production");
    }

    @Test
    void shouldLeaveNothingBesideItsOneFile() throws IOException {
        new BuildDetail(folder).put("plan", Map.of());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(BuildDetail.FILE);
        }
    }

    @Test
    void shouldSayThatItIsMissing() {
        assertThat(new BuildDetail(folder).read().trouble()).isEqualTo(BuildDetail.Trouble.MISSING);
    }

    @Test
    void shouldSayThatItIsTorn() throws IOException {
        new BuildDetail(folder).put("plan", Map.of("version", "v1"));
        Path file = folder.resolve(BuildDetail.FILE);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThat(new BuildDetail(folder).read().trouble()).isEqualTo(BuildDetail.Trouble.DAMAGED);
        assertThat(new BuildDetail(folder).read().part("plan")).isEmpty();
    }

    @Test
    void shouldSayThatAnotherReleaseWroteIt() throws IOException {
        Files.writeString(folder.resolve(BuildDetail.FILE), "{\"schema\": \"tested-delivery/detail/9\", \"plan\": {}}");

        assertThat(new BuildDetail(folder).read().trouble()).isEqualTo(BuildDetail.Trouble.OTHER_SCHEMA);
    }

    @Test
    void shouldRefuseAPartThatIsNone() {
        assertThatThrownBy(() -> new BuildDetail(folder).put("../../x", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRememberWhatWasAsked() throws IOException {
        Asked asked = new Asked("main", "c".repeat(40), "", List.of("api=FULL"), "v1", "ada");

        new BuildDetail(folder).put(BuildDetail.ASKED, asked.toMap());

        assertThat(Asked.of(new BuildDetail(folder).read().part(BuildDetail.ASKED))).isEqualTo(asked);
        assertThat(Asked.of(Map.of())).isEqualTo(Asked.NOTHING);
    }
}
