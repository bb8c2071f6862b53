package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveCheckTest {
    private static void check(byte[] archive) throws IOException {
        ArchiveCheck.check(new ByteArrayInputStream(archive));
    }

    private static TarArchiveEntry file(String name) {
        return new TarArchiveEntry(name, true);
    }

    private static TarArchiveEntry link(String name, String target, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        return entry;
    }

    private static TarArchiveEntry symbolic(String name, String target) {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    private static byte[] archive(List<TarArchiveEntry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldAcceptFilesFoldersAndInnerLinks() {
        assertThatCode(() -> check(archive(List.of(
                        file("a/"), file("a/b é\nc"), symbolic("a/l", "../d/e"), symbolic("a/m", "b é\nc"), file("d/e"),
                        file("x".repeat(300))))))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("leaves its folder", List.of(file("../a"))),
                Arguments.of("leaves its folder", List.of(file("a/../../b"))),
                Arguments.of("leaves its folder", List.of(file("/etc/passwd"))),
                Arguments.of("leaves its folder", List.of(file("./a"))),
                Arguments.of("is there twice", List.of(file("a"), file("a"))),
                Arguments.of("link that leaves", List.of(symbolic("a", "/etc"))),
                Arguments.of("link that leaves", List.of(symbolic("a/b", "../../c"))),
                Arguments.of("behind a symbolic link", List.of(symbolic("a", "b"), file("a/c"))),
                Arguments.of("no file, folder", List.of(link("a", "b", TarConstants.LF_LINK))),
                Arguments.of("no file, folder", List.of(link("a", "", TarConstants.LF_CHR))),
                Arguments.of("no file, folder", List.of(link("a", "", TarConstants.LF_FIFO))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void shouldRefuseWhatCannotBeUnpackedSafely(String message, List<TarArchiveEntry> entries) throws IOException {
        byte[] archive = archive(entries);

        assertThatThrownBy(() -> check(archive)).hasMessageContaining(message);
    }

    @Test
    void shouldRefuseATruncatedArchive() {
        byte[] whole = Shop.archiveOf(Map.of("a", "x".repeat(100_000)));

        assertThatThrownBy(() -> check(Arrays.copyOf(whole, whole.length / 2))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> check("no archive".getBytes())).isInstanceOf(IOException.class);
    }

    @Test
    void shouldRefuseABomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            TarArchiveEntry entry = file("zeros");
            entry.setSize(ArchiveCheck.ALWAYS_ALLOWED + 1);
            tar.putArchiveEntry(entry);
            byte[] zeros = new byte[1 << 20];
            for (long left = entry.getSize(); left > 0; left -= zeros.length) {
                tar.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> check(bytes.toByteArray())).hasMessageContaining("unpacks to more than");
    }

    /** The library would keep all of it in memory. */
    @Test
    void shouldRefuseAHeaderThatIsABomb() throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                TarArchiveEntry header = new TarArchiveEntry("././@LongLink", kind);
                header.setSize(64 << 20);
                byte[] block = new byte[512];
                header.writeEntryHeader(block);
                gzip.write(block);
                gzip.write("67108864 path=".getBytes());
                gzip.write("a".repeat(64 << 20).getBytes());
            }

            assertThatThrownBy(() -> check(bytes.toByteArray())).hasMessageContaining("longer than any sound one");
        }
    }

    @Test
    void shouldRefuseAMillionEmptyFiles() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[512];
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i <= ArchiveCheck.MOST_ENTRIES; i++) {
                file(Integer.toString(i)).writeEntryHeader(block);
                gzip.write(block);
            }
        }

        assertThatThrownBy(() -> check(bytes.toByteArray())).hasMessageContaining("more than a million");
    }
}
