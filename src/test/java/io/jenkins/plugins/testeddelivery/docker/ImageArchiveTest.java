package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What is exactly one image passes; everything else is refused with the reason. */
class ImageArchiveTest {
    private static final String TAG = "shop-api:v1";

    private final byte[] layer = noise(5000);
    private final byte[] second = noise(700);

    @Test
    void shouldReadTheLayoutOfDockerSave() throws Exception {
        byte[] archive = Archives.legacy(TAG, layer, second).gzip();

        ImageArchive.Content content = read(archive);

        assertThat(content)
                .isEqualTo(new ImageArchive.Content(
                        Digests.of(Archives.config(layer, second)),
                        List.of(Digests.of(layer), Digests.of(second)),
                        List.of(TAG),
                        archive.length,
                        Digests.of(archive)));
    }

    @Test
    void shouldReadTheOciLayoutWithPlainAndPackedLayers() throws Exception {
        byte[] config = Archives.config(layer, second);

        ImageArchive.Content content =
                read(Archives.oci(TAG, config, layer, Archives.gzip(second)).tar());

        assertThat(content.digest()).isEqualTo(Digests.of(config));
        assertThat(content.layers()).containsExactly(Digests.of(layer), Digests.of(second));
        assertThat(content.tags()).containsExactly(TAG);
    }

    @Test
    void shouldFollowALinkToALayerThatIsThereAlready() throws Exception {
        Archives archive = Archives.legacy(TAG, layer, layer);
        String copy = Digests.hex(Digests.of("layer 1")) + "/layer.tar";

        archive.without(copy).link(copy, "../" + Digests.hex(Digests.of("layer 0")) + "/layer.tar");

        assertThat(read(archive.gzip()).layers()).containsExactly(Digests.of(layer), Digests.of(layer));
    }

    @Test
    void shouldCompareTheTagsWithTheExpected() throws Exception {
        byte[] archive = Archives.legacy(TAG, layer).gzip();

        assertThat(ImageArchive.read(new ByteArrayInputStream(archive), "x", List.of("docker.io/library/" + TAG))
                        .tags())
                .containsExactly(TAG);
        assertThatThrownBy(() -> ImageArchive.read(new ByteArrayInputStream(archive), "x", List.of("shop-api:v2")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(TAG);
    }

    @Test
    void shouldNoticeAFlippedBitAnywhere() throws Exception {
        byte[] archive = Archives.legacy(TAG, layer).gzip();
        String sound = Digests.of(archive);
        for (int at = 0; at < archive.length * 8; at += at < 160 || at > archive.length * 8 - 160 ? 1 : 101) {
            byte[] flipped = archive.clone();
            flipped[at / 8] ^= (byte) (1 << at % 8);
            assertThat(refusedOrAnother(flipped, sound)).as("bit %d", at).isTrue();
        }
    }

    @Test
    void shouldRefuseAFlippedBitOfAPlainTarsLayer() {
        byte[] tar = Archives.legacy(TAG, layer).tar();
        for (int at = 512 * 4 * 8; at < (512 * 4 + layer.length) * 8; at += 997) {
            byte[] flipped = tar.clone();
            flipped[at / 8] ^= (byte) (1 << at % 8);
            assertRefused(flipped);
        }
    }

    @Test
    void shouldRefuseWhatIsCutOffAnywhere() {
        byte[] gzip = Archives.legacy(TAG, layer).gzip();
        byte[] tar = Archives.legacy(TAG, layer).tar();
        for (int length = 0; length < gzip.length; length += length < 20 ? 1 : 97) {
            assertRefused(Arrays.copyOf(gzip, length));
        }
        assertRefused(Arrays.copyOf(gzip, gzip.length - 1));
        for (int length = 0; length < 12 * 512; length += 512) {
            assertRefused(Arrays.copyOf(tar, length));
        }
    }

    @Test
    void shouldRefuseWhatFollowsTheEnd() {
        byte[] tar = Archives.legacy(TAG, layer).tar();

        assertRefused(joined(Archives.gzip(tar), new byte[] {1, 2, 3})).hasMessageContaining("after a valid .gz stream");
        assertRefused(Archives.gzip(joined(tar, new byte[] {1}))).hasMessageContaining("follows its end");
        assertRefused(joined(tar, Archives.legacy("other:1", second).tar())).hasMessageContaining("follows its end");
    }

    @Test
    void shouldRefuseNamesThatLeaveTheirFolder() {
        for (String name : List.of("../x", "a/../../x", "/etc/x", "..", "x\\y", "a\nb")) {
            assertRefused(Archives.legacy(TAG, layer).file(name, "x")).hasMessageContaining("leaves its folder");
        }
        assertRefused(Archives.legacy(TAG, layer).file("stray", "x")).hasMessageContaining("no part of an image");
    }

    @Test
    void shouldRefuseLinksThatLeaveTheirFolder() {
        String name = "0".repeat(64) + "/layer.tar";
        for (String target : List.of("../../x", "/etc/passwd", "../../../../../../etc/passwd")) {
            assertRefused(Archives.legacy(TAG, layer).link(name, target)).hasMessageContaining("leaves its folder");
            assertRefused(Archives.legacy(TAG, layer).add(name, TarConstants.LF_LINK, target, new byte[0]))
                    .hasMessageContaining("leaves its folder");
        }
    }

    @Test
    void shouldRefuseDevicesPipesAndUnknownKinds() {
        String name = "0".repeat(64) + ".json";
        for (byte type : new byte[] {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO}) {
            assertRefused(Archives.legacy(TAG, layer).add(name, type, "", new byte[0]))
                    .hasMessageContaining("device or a pipe");
        }
        assertRefused(Archives.legacy(TAG, layer).add(name, (byte) 'Z', "", new byte[0]))
                .hasMessageContaining("unknown kind");
    }

    @Test
    void shouldRefuseANameThatIsThereTwice() {
        Archives archive = Archives.legacy(TAG, layer);

        assertRefused(archive.file("./manifest.json", archive.content("manifest.json")))
                .hasMessageContaining("there twice");
    }

    @Test
    void shouldRefuseASecondImage() throws IOException {
        Archives archive = Archives.legacy(TAG, layer);
        Object one = ((List<?>) Json.read(archive.content("manifest.json"))).get(0);

        assertRefused(archive.without("manifest.json").file("manifest.json", Json.line(List.of(one, one))))
                .hasMessageContaining("2 images and not one");
        assertRefused(archive.without("manifest.json").file("manifest.json", "[]"))
                .hasMessageContaining("0 images");
        assertRefused(archive.without("manifest.json")).hasMessageContaining("'manifest.json' is missing");
    }

    @Test
    void shouldRefuseAnotherLayerOrConfigThanStated() {
        Archives archive = Archives.legacy(TAG, layer);
        String name = Digests.hex(Digests.of("layer 0")) + "/layer.tar";
        assertRefused(archive.without(name).file(name, second)).hasMessageContaining("its layers are not those");

        Archives another = Archives.legacy(TAG, layer);
        String config = Digests.hex(Digests.of(Archives.config(layer))) + ".json";
        assertRefused(another.without(config).file(config, Archives.config(second)))
                .hasMessageContaining("not what its name says");
    }

    @Test
    void shouldRefuseATagThatIsOnlyNamedBeside() {
        Archives archive = Archives.legacy(TAG, layer);

        assertRefused(archive.without("repositories").file("repositories", "{\"postgres\":{\"latest\":\"x\"}}"))
                .hasMessageContaining("also names postgres:latest");
    }

    @Test
    void shouldRefuseAnIndexThatLeadsElsewhere() {
        byte[] config = Archives.config(layer);
        Archives hidden = Archives.oci("postgres:1", Archives.config(second), second);
        Archives archive = Archives.oci(TAG, config, layer);

        assertRefused(archive.without("index.json").file("index.json", hidden.content("index.json")))
                .hasMessageContaining("also names");
        String blob = archive.blob(Json.line(Map.of("config", Map.of("digest", Digests.of("x")), "layers", List.of()))
                .getBytes(StandardCharsets.UTF_8));
        String digest = Digests.PREFIX + blob.substring(blob.lastIndexOf('/') + 1);
        assertRefused(archive.without("index.json")
                        .file("index.json", Json.line(Map.of("manifests", List.of(Map.of("digest", digest))))))
                .hasMessageContaining("leads to another image");
        assertRefused(archive.without("index.json").file("index.json", "{\"manifests\":[]}"))
                .hasMessageContaining("0 images");
    }

    @Test
    void shouldRefuseABlobThatIsNotWhatItIsCalled() {
        assertRefused(Archives.oci(TAG, Archives.config(layer), layer).file("blobs/sha256/" + "0".repeat(64), "x"))
                .hasMessageContaining("not what its name says");
    }

    @Test
    void shouldRefuseBombs() {
        ImageArchive.Limits small = new ImageArchive.Limits(20_000, 10, 8);
        byte[] outer = Archives.gzip(new byte[1 << 20]);
        byte[] zeros = new byte[1 << 20];
        byte[] inner = Archives.oci(TAG, Archives.config(zeros), Archives.gzip(zeros)).tar();
        Archives many = Archives.legacy(TAG, layer);
        for (int i = 0; i < 9; i++) {
            many.folder(Integer.toString(i).repeat(64));
        }

        assertThatThrownBy(() -> read(outer, small)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> read(inner, small)).hasMessageContaining("times its size");
        assertThatThrownBy(() -> read(many.tar(), small)).hasMessageContaining("more than 8 entries");
    }

    @Test
    void shouldRefuseWhatIsNoArchive() {
        assertRefused(new byte[0]);
        assertRefused("hello".repeat(1000).getBytes(StandardCharsets.UTF_8))
                .hasMessageContaining("no tar entry");
        assertRefused(Archives.gzip(new byte[10_240])).hasMessageContaining("missing");
    }

    @Test
    void shouldRefuseBytesHiddenBetweenEntries() {
        byte[] tar = Archives.legacy(TAG, layer).tar();
        tar[512 + 512 + 10] = 1;

        assertRefused(tar).hasMessageContaining("hidden between its entries");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Archives archive) {
        return assertRefused(archive.gzip());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] archive) {
        return assertThatThrownBy(() -> read(archive))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("The image archive x.tar.gz is refused: ");
    }

    private static boolean refusedOrAnother(byte[] archive, String sound) throws IOException {
        try {
            return !read(archive).sha256().equals(sound);
        } catch (Failure e) {
            return true;
        }
    }

    private static ImageArchive.Content read(byte[] archive) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive), "x.tar.gz");
    }

    private static ImageArchive.Content read(byte[] archive, ImageArchive.Limits limits) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive), "x.tar.gz", limits);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] then) {
        byte[] all = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }
}
