package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.docker.Archives;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release whose every checksum is right and whose image archive was made to do harm: refused by the entry's name, with
 * the engine's tags and containers as they were.
 */
class HostileArchiveTest {
    private static final byte[] LAYER = "a layer".getBytes();
    private static final byte[] OTHER = "another layer".getBytes();

    @TempDir
    private Path temp;

    @RegisterExtension
    private final TestEngine docker = new TestEngine();

    private Ports ports;
    private String api;
    private String database;
    private int made;

    @BeforeEach
    void setUp() throws Exception {
        ports = TestPorts.at(Files.createDirectory(temp.resolve("work")), docker.environment(), new TestPorts.Lines());
        api = docker.unique("api") + ":1";
        database = docker.unique("database") + ":1";
        Path context = Files.createDirectory(temp.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + docker.baseImage() + "\nLABEL its=own\n");
        docker.docker("build", "-q", "-t", database, context.toString());
    }

    @Test
    void shouldRefuseEachByNameAndLeaveTheEngineAlone() throws Exception {
        String before = engine();
        String layer = "0".repeat(64) + "/layer.tar";
        Archives two = Archives.legacy(api, LAYER);
        String image = new String(two.content("manifest.json"));
        String twice = image.substring(0, image.length() - 1) + "," + image.substring(1);
        Map<String, Archives> hostile = Map.of(
                "'../etc/passwd' leaves its folder", Archives.legacy(api, LAYER).file("../etc/passwd", "x"),
                "'/etc/passwd' leaves its folder", Archives.legacy(api, LAYER).file("/etc/passwd", "x"),
                "to '../../etc/passwd' leaves its folder", Archives.legacy(api, LAYER).link(layer, "../../etc/passwd"),
                "device or a pipe", Archives.legacy(api, LAYER).add(layer, TarConstants.LF_BLK, "", new byte[0]),
                "'manifest.json' is there twice", Archives.legacy(api, LAYER).file("manifest.json", "[]"),
                "2 images and not one", two.without("manifest.json").file("manifest.json", twice),
                "also names " + database, Archives.legacy(api, LAYER)
                        .without("repositories")
                        .file("repositories", "{\"" + database.replace(":1", "\":{\"1\":\"x\"}}")),
                "tags are [" + database + "]", Archives.legacy(database, LAYER),
                "its layers are not those", Archives.legacy(api, LAYER)
                        .without(Digests.hex(Digests.of("layer 0")) + "/layer.tar")
                        .file(Digests.hex(Digests.of("layer 0")) + "/layer.tar", OTHER));

        for (Map.Entry<String, Archives> each : hostile.entrySet()) {
            ReleaseFolder release = release(each.getValue());
            assertThatThrownBy(() ->
                            new Deployments(ports).deploy("production", release, Options.by("ada@test")))
                    .as(each.getKey())
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                    .hasMessageContaining("expected exactly the image " + api)
                    .hasMessageContaining(each.getKey());
        }
        assertThat(engine()).isEqualTo(before);
    }

    /** Read as sound, and another file when it is loaded: between the two lies time for whoever can write there. */
    @Test
    void shouldNotLoadAnotherFileThanTheOneThatWasRead() throws Exception {
        String before = engine();
        ReleaseFolder release = release(Archives.legacy(api, LAYER));
        assertThat(release.verify().problems()).isEmpty();
        Path file = Path.of(release.path(release.release().artifacts().get(0).file()));
        Files.write(file, Archives.legacy(database, OTHER).gzip());
        Engine engine = Engines.connect(ports);
        Layout layout = new Arrange(release, ports.log())
                .in(release.deployPlan(), release.deployPlan().environments().get("production"));
        Site site = new Grounds(ports, "hooks").site(layout, State.empty("production", "shop", "key"));

        assertThatThrownBy(() -> site.prepare(Source.folder(release.path(), release.release(), true, Login.NOBODY)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("holds the image " + Digests.of(Archives.config(OTHER)) + " and not "
                        + Digests.of(Archives.config(LAYER)));
        assertThat(engine.image(api)).isEmpty();
        assertThat(engine()).isEqualTo(before);
    }

    private ReleaseFolder release(Archives archive) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases" + ++made), 1)
                .image("api", api, archive.gzip(), Digests.of(Archives.config(LAYER)))
                .carries("compose.yaml", "services: { api: { build: services/api } }\n")
                .environment(ReleaseFixture.env("production")
                        .compose(new Compose(List.of("compose.yaml"), docker.unique("shop"), ""))
                        .done())
                .write(ports);
    }

    /** What it holds of this test's: others use the same engine. */
    private String engine() {
        return docker.docker("images", "-a", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}", "--filter", "reference=" + docker.mark() + "*")
                + docker.docker("ps", "-a", "--no-trunc", "--filter", "name=" + docker.mark());
    }
}
