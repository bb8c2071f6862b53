package io.jenkins.plugins.testeddelivery.docker.layers;

import static io.jenkins.plugins.testeddelivery.docker.layers.Layers.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.docker.layers.Comparison.Difference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeComparisonTest {
    @TempDir
    Path folder;

    /** Each image in layers, lowest first. */
    private Comparison compare(List<Layers> cheap, List<Layers> dear) throws IOException {
        return compare(Map.of(), cheap, Map.of(), dear, new Noise.None());
    }

    private Comparison compare(
            Map<String, Object> config, List<Layers> cheap, Map<String, Object> dearConfig, List<Layers> dear, Noise noise)
            throws IOException {
        SavedLayers layers = new SavedLayers(folder, noise);
        return TreeComparison.images(
                layers.read(Layers.image(config, bytes(cheap))),
                layers.read(Layers.image(dearConfig, bytes(dear))),
                noise,
                label -> label.startsWith("our."));
    }

    private static byte[][] bytes(List<Layers> layers) {
        return layers.stream().map(Layers::bytes).toArray(byte[][]::new);
    }

    private static List<String> paths(Comparison comparison) {
        return comparison.differences().stream().map(Difference::path).toList();
    }

    @Test
    void shouldFindNoDifferenceButTimesBetweenTheSameFiles() throws Exception {
        Comparison comparison = compare(
                List.of(layer().folder("a").file("a/b", "x").link("a/l", "b").device("dev", 3), layer().file("c", "1")),
                List.of(layer().folder("a").file("a/b", "x").link("a/l", "b").device("dev", 3), layer().file("c", "1")));

        assertThat(comparison.same()).isTrue();
        assertThat(comparison.compared()).isEqualTo(5);
    }

    @Test
    void shouldNamePathWhatAndLayer() throws Exception {
        Comparison comparison = compare(
                List.of(layer().file("base", "1"), layer().file("a.txt", "old").file("gone", "1")),
                List.of(layer().file("base", "1"), layer().file("a.txt", "new"), layer().file("more", "1")));

        assertThat(comparison.differences())
                .containsExactly(
                        new Difference("/a.txt", "other content", "layer 2 of 3: RUN step 2"),
                        new Difference("/gone", "not there when built from nothing", "layer 2 of 2: RUN step 2"),
                        new Difference("/more", "there only when built from nothing", "layer 3 of 3: RUN step 3"));
    }

    @Test
    void shouldSeeModesOwnersKindsLinksDevicesAndAttributes() throws Exception {
        Comparison comparison = compare(
                List.of(layer().file("mode", "", 0100755, 0)
                        .file("owner", "", 0100644, 5)
                        .file("kind", "")
                        .link("link", "here")
                        .device("device", 3)
                        .attribute("capable", "security.capability", new byte[] {1, 0, (byte) 0x80})
                        .file("plain", "x")),
                List.of(layer().file("mode", "", 0104755, 0)
                        .file("owner", "", 0100644, 6)
                        .link("kind", "x")
                        .link("link", "there")
                        .device("device", 5)
                        .attribute("capable", "security.capability", new byte[] {1, 0, (byte) 0x81})
                        .attribute("plain", "user.new", new byte[] {1})));

        assertThat(comparison.differences())
                .extracting(Difference::path, Difference::what)
                .containsExactly(
                        tuple("/capable", "other extended attributes"),
                        tuple("/device", "other content"),
                        tuple("/kind", "is a file, from nothing a symbolic link"),
                        tuple("/link", "leads to here, from nothing to there"),
                        tuple("/mode", "mode 755, from nothing 4755"),
                        tuple("/owner", "owner 5:5, from nothing 6:6"),
                        tuple("/plain", "other extended attributes"));
    }

    @Test
    void shouldReadWhiteoutsOpaqueFoldersAndFilesInPlaceOfFolders() throws Exception {
        Layers base = layer().folder("a").file("a/x", "1").file("a/y", "1").file("a-b", "1").folder("o").file("o/old", "1")
                .folder("f").file("f/in", "1");
        Comparison comparison = compare(
                List.of(
                        base,
                        layer().folder("a").file("a/.wh.x", "").folder("o").file("o/.wh..wh..opq", "").file("o/new", "2"),
                        layer().file("f", "now a file").file(".wh..wh.plnk", "")),
                List.of(layer().folder("a").file("a/y", "1").file("a-b", "1").folder("o").file("o/new", "2").file("f", "now a file")));

        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void shouldSeeWhatComesBackAboveAWhiteout() throws Exception {
        Comparison comparison = compare(
                List.of(
                        layer().folder("a").file("a/x", "1").file("a/y", "1"),
                        layer().file(".wh.a", ""),
                        layer().folder("a").file("a/x", "2")),
                List.of(layer().folder("a").file("a/x", "2").file("a/y", "1")));

        assertThat(paths(comparison)).containsExactly("/a/y");
    }

    @Test
    void shouldTakeAHardLinkForTheFileThatItLeadsTo() throws Exception {
        Layers linked = layer().file("one", "same").hardLink("two", "one").hardLink("three", "two");
        Layers copied = layer().file("one", "same").file("two", "same").file("three", "same");

        assertThat(compare(List.of(linked), List.of(copied)).same()).isTrue();
        // what another layer makes of the first name does not touch the second
        assertThat(paths(compare(
                        List.of(linked, layer().file("one", "new")), List.of(layer().file("one", "new").file("two", "new"))
                )))
                .containsExactly("/three", "/two");
    }

    @Test
    void shouldCompareWhatContainersDoAndNeverShowAValue() throws Exception {
        Layers any = layer().file("x", "");
        Comparison comparison = compare(
                Map.of("Env", List.of("A=s3cret", "B=1"), "Cmd", List.of("run"), "Labels", Map.of("our.x", "1", "their", "1"), "User", ""),
                List.of(any),
                Map.of("Env", List.of("A=other", "C=1"), "Cmd", List.of("go"), "Labels", Map.of("our.x", "2", "their", "2")),
                List.of(any),
                new Noise.None());

        assertThat(comparison.differences())
                .extracting(Difference::what)
                .containsExactly(
                        "Cmd is another",
                        "Env A has another value",
                        "Env B is not there when built from nothing",
                        "Env C is there only when built from nothing",
                        "label their has another value");
        assertThat(paths(comparison)).containsOnly("config");
    }

    @Test
    void shouldLookPastNoiseAndCountIt() throws Exception {
        Noise noise = new Logs();
        Comparison comparison = compare(
                Map.of(),
                List.of(layer().folder("log").file("log/a", "1").file("x", "1")),
                Map.of(),
                List.of(layer().folder("log").file("log/a", "2").file("log/b", "2").file("x", "1")),
                noise);

        assertThat(comparison.same()).isTrue();
        assertThat(comparison.noise()).isEqualTo(3);
    }

    private record Logs() implements Noise {
        @Override
        public boolean leavesOut(String path) {
            return path.startsWith("log");
        }

        @Override
        public Look look(String path) {
            return Look.BYTES;
        }
    }

    @Test
    void shouldReadWhatNewerEnginesGive() throws Exception {
        byte[] packed = layer().file("a", "1").gzip();
        String blob = "blobs/sha256/aa";
        Layers saved = layer().file(blob, packed)
                .link("old/layer.tar", "../blobs/sha256/aa")
                .file("config.json", "{\"history\":[{\"created_by\":\"|1 KEY=s3cret /bin/sh -c make it # buildkit\"}]}")
                .file("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[\"old/layer.tar\"]}]");
        SavedLayers layers = new SavedLayers(folder, new Noise.None());
        SavedLayers.Image dear = layers.read(new ByteArrayInputStream(saved.bytes()));
        SavedLayers.Image cheap = layers.read(Layers.image(Map.of(), layer().file("a", "2").bytes()));

        assertThat(TreeComparison.images(cheap, dear, new Noise.None(), label -> false).differences())
                .extracting(Difference::layer)
                .contains("layer 1 of 1: RUN make it");
    }

    @Test
    void shouldCompareArchivesWhereNamesAreNames() throws Exception {
        byte[] cheap = layer().file("dist/.wh.x", "1").file("dist/a", "1").gzip();
        byte[] dear = layer().file("dist/.wh.x", "2").file("dist/a", "1").gzip();

        Comparison comparison = TreeComparison.archives(
                new ByteArrayInputStream(cheap), new ByteArrayInputStream(dear), folder, new Noise.None());

        assertThat(comparison.differences()).containsExactly(new Difference("/dist/.wh.x", "other content", ""));
    }

    @Test
    void shouldRefuseAnImageThatEndsInTheMiddle() {
        byte[] saved = layer().file("x/layer.tar", layer().file("a", "x".repeat(5000)).bytes()).bytes();
        SavedLayers layers = new SavedLayers(folder, new Noise.None());

        assertThatThrownBy(() -> layers.read(new ByteArrayInputStream(saved, 0, 3000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends in the middle");
    }
}
