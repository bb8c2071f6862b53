package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    private static final String VERSION = "vabc1234-20250120-143022";

    @TempDir
    private Path folder;

    private static List<Map<String, Object>> statements(Shop shop, Release release) throws IOException {
        List<String> lines = Files.readAllLines(shop.folder(release).resolve(Release.PROVENANCE));
        return List.of(Json.readObject(lines.get(0)), Json.readObject(lines.get(1)));
    }

    @Test
    void shouldStateWhereEachArtifactComesFrom() throws Exception {
        Shop shop = Shop.tested(folder);
        String older = shop.repo.head();
        shop.repo.write("site.txt", "2").commit("two");
        shop.changed("site", "second").built("site", "hello again").passed();

        Release release = shop.exports().run(shop.plan(VERSION), "", Set.of());

        Map<String, Object> slsa = statements(shop, release).get(0);
        assertThat(slsa)
                .containsEntry("_type", "https://in-toto.io/Statement/v1")
                .containsEntry("predicateType", "https://slsa.dev/provenance/v1");
        assertThat(Json.maps(slsa, "subject")).containsExactlyElementsOf(release.artifacts().stream()
                .map(artifact -> Map.<String, Object>of(
                        "name", artifact.file(), "digest", Map.of("sha256", artifact.sha256())))
                .toList());
        Map<String, Object> build = Json.map(Json.map(slsa, "predicate"), "buildDefinition");
        assertThat(Json.text(build, "buildType")).startsWith("https://");
        Map<String, Object> parameters = Json.map(build, "externalParameters");
        assertThat(parameters).containsEntry("commit", shop.repo.head());
        assertThat(Json.map(Json.map(parameters, "components"), "site")).containsEntry("strategy", "FULL");
        assertThat(Json.maps(build, "resolvedDependencies"))
                .extracting(source -> Json.map(source, "digest").get("gitCommit"))
                .containsExactlyInAnyOrder(older, shop.repo.head());
        Map<String, Object> run = Json.map(Json.map(slsa, "predicate"), "runDetails");
        assertThat(Json.map(run, "builder")).containsEntry("id", "urn:tested-delivery:builder:ada%40laptop");
        assertThat(Json.map(run, "metadata"))
                .containsEntry("invocationId", VERSION)
                .containsEntry("finishedOn", release.created());
    }

    @Test
    void shouldStateWhatTriedTheSet() throws Exception {
        Shop shop = Shop.tested(folder);

        Map<String, Object> result = statements(shop, shop.export(VERSION)).get(1);

        assertThat(result).containsEntry("predicateType", "https://in-toto.io/attestation/test-result/v0.1");
        Map<String, Object> predicate = Json.map(result, "predicate");
        assertThat(predicate).containsEntry("result", "PASSED");
        assertThat(Json.maps(predicate, "configuration"))
                .containsExactly(Map.of("name", "trial", "digest", Map.of("sha256", Digests.hex(Shop.KEY))));
    }

    @Test
    void shouldStateWhatTriedEachArtifactWhereTheSetWasNot() throws Exception {
        Shop shop = Shop.in(folder).archive("api").archive("site").scope(Trial.Scope.COMPONENT);
        shop.repo.write("a", "1").commit("one");
        String otherKey = Digests.of("other");
        shop.built("api", "A").tried("passed", "trial", otherKey).built("site", "S").passedAlone("site");

        Map<String, Object> result = statements(shop, shop.export(VERSION)).get(1);

        assertThat(Json.maps(Json.map(result, "predicate"), "configuration"))
                .extracting(trial -> Json.map(trial, "digest").get("sha256"))
                .containsExactlyInAnyOrder(Digests.hex(Shop.KEY), Digests.hex(otherKey));
    }

    @Test
    void shouldReadSubjectsOfStatementsOnly() {
        assertThatThrownBy(() -> Provenance.subjects("{\"_type\":\"x\"}\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("_type");
    }
}
