package io.jenkins.plugins.testeddelivery.docker.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.docker.layers.Noise.Look;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    private static String digest(byte[] content, Look look) throws IOException {
        return ContentDigest.of(new ByteArrayInputStream(content), content.length, look);
    }

    private static String digest(String content, Look look) throws IOException {
        return digest(content.getBytes(StandardCharsets.ISO_8859_1), look);
    }

    @Test
    void shouldLookPastTheTimeInPythonsByteCode() throws Exception {
        String magic = "\u00cb\r\r\n";
        String timed = "\0\0\0\0";
        String hashed = "\1\0\0\0";

        assertThat(digest(magic + timed + "ABCD" + "size" + "code", Look.PYTHON))
                .isEqualTo(digest(magic + timed + "EFGH" + "size" + "code", Look.PYTHON))
                .isNotEqualTo(digest(magic + timed + "ABCD" + "size" + "c0de", Look.PYTHON))
                .isNotEqualTo(digest(magic + timed + "ABCD" + "s1ze" + "code", Look.PYTHON));
        assertThat(digest(magic + hashed + "ABCDEFGHcode", Look.PYTHON))
                .isNotEqualTo(digest(magic + hashed + "XBCDEFGHcode", Look.PYTHON));
        assertThat(digest("short", Look.PYTHON)).isEqualTo(digest("short", Look.BYTES));
    }

    @Test
    void shouldLookPastTheTimeInAGzip() throws Exception {
        assertThat(digest("\u001f\u008b\10\0AAAA\0\3body", Look.GZIP))
                .isEqualTo(digest("\u001f\u008b\10\0BBBB\0\3body", Look.GZIP))
                .isNotEqualTo(digest("\u001f\u008b\10\0AAAA\0\3b0dy", Look.GZIP));
        assertThat(digest("no gzip AAAA", Look.GZIP)).isNotEqualTo(digest("no gzip BBBB", Look.GZIP));
    }

    @Test
    void shouldCompareTheMembersOfAZipWithoutTheirTimes() throws Exception {
        assertThat(digest(zip(1_000_000_000_000L, "A.class", "code"), Look.ZIP))
                .isEqualTo(digest(zip(1_500_000_000_000L, "A.class", "code"), Look.ZIP))
                .isNotEqualTo(digest(zip(1_000_000_000_000L, "A.class", "c0de"), Look.ZIP))
                .isNotEqualTo(digest(zip(1_000_000_000_000L, "B.class", "code"), Look.ZIP));
    }

    @Test
    void shouldCompareTheBytesOfWhatIsNoZip() throws Exception {
        byte[] cut = zip(1_000_000_000_000L, "A.class", "code".repeat(1000));
        byte[] half = Arrays.copyOf(cut, 40);

        assertThat(digest("nothing of the kind", Look.ZIP)).isEqualTo(digest("nothing of the kind", Look.BYTES));
        assertThat(digest(half, Look.ZIP)).isEqualTo(digest(half, Look.BYTES));
        assertThat(digest("", Look.ZIP)).isEqualTo(digest("", Look.BYTES));
    }

    @Test
    void shouldLookPastTheDayOfAPassword() throws Exception {
        assertThat(digest("root:*:19000:0:99999:7:::\napp:!:19500:0\n", Look.ACCOUNTS))
                .isEqualTo(digest("root:*:19001:0:99999:7:::\napp:!:19501:0\n", Look.ACCOUNTS))
                .isNotEqualTo(digest("root::19000:0:99999:7:::\napp:!:19500:0\n", Look.ACCOUNTS))
                .isNotEqualTo(digest("root:*:19000:1:99999:7:::\napp:!:19500:0\n", Look.ACCOUNTS));
    }

    private static byte[] zip(long time, String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(time);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
