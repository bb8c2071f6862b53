package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
    private static final List<String> DIST = List.of("dist/**");

    @TempDir
    Path folder;

    @Test
    void shouldGiveTheSameBytesInAnyFolderUnderAnyMaskAndClock() throws Exception {
        Path one = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        Path two = site(folder.resolve("an other/two"), "rw-------", "rwx------");
        Files.setLastModifiedTime(two.resolve("dist/app.js"), FileTime.fromMillis(1_000_000_000_000L));
        TimeZone zone = TimeZone.getDefault();

        PackArchive.Packed first = pack(one);
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        PackArchive.Packed second;
        try {
            second = pack(two);
        } finally {
            TimeZone.setDefault(zone);
        }

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(two.resolve("out.tar.gz")).hasSameBinaryContentAs(one.resolve("out.tar.gz"));
    }

    @Test
    void shouldNeverChangeTheBytesOfAnArchive() throws Exception {
        // a change here makes every archive of every user another artifact
        assertThat(pack(site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x")).digest())
                .isEqualTo("sha256:607aa986dd3a22934b41b004c91d17f67fd70ce23a8c6aa91eed57ae5c88206b");
    }

    @Test
    void shouldGiveTheSameBytesUnderAnyLocale() throws Exception {
        Path site = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.name=somebody",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PackInAProcess.class.getName(),
                site.toString());
        child.environment().put("LC_ALL", "C");
        child.environment().put("TZ", "Asia/Kathmandu");
        Process process = child.redirectErrorStream(true).start();

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed.trim()).endsWith(pack(site).digest());
    }

    /** Packs in a JVM of its own: the locale of file names is fixed when one starts. */
    static final class PackInAProcess {
        public static void main(String[] arguments) throws Exception {
            System.out.println(pack(Path.of(arguments[0])).digest());
        }
    }

    @Test
    void shouldHoldFilesExecutablesLinksAndOnlyNeededFolders() throws Exception {
        Path site = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        Files.createDirectories(site.resolve("dist/empty"));

        PackArchive.Packed packed = pack(site);

        assertThat(packed.files()).isEqualTo(6);
        assertThat(entries(site.resolve("out.tar.gz")))
                .containsExactly(
                        "0755 dist/",
                        "0644 dist/app.js",
                        "0777 dist/latest -> v1/página.html",
                        "0755 dist/run",
                        "0755 dist/v1/",
                        "0644 dist/v1/línea\n\t\"x\"",
                        "0644 dist/v1/" + "n".repeat(150),
                        "0644 dist/v1/página.html");
    }

    @Test
    void shouldUnpackWhatItPacked() throws Exception {
        Path site = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        pack(site);

        UnpackArchive.Unpacked unpacked =
                TestPorts.at(site).workspace().act(new UnpackArchive("out.tar.gz", "there/again"));

        Path again = site.resolve("there/again");
        assertThat(unpacked.files()).isEqualTo(6);
        assertThat(again.resolve("dist/app.js")).hasContent("let a = 1;");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(again.resolve("dist/run"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(FileNames.text(Files.readSymbolicLink(again.resolve("dist/latest"))))
                .isEqualTo("v1/página.html");
        assertThat(tree(again))
                .isEqualTo(tree(site).stream()
                        .filter(name -> name.startsWith("dist"))
                        .toList());
        assertThat(TestPorts.at(again)
                        .workspace()
                        .act(new PackArchive("web", "", DIST, "out.tar.gz"))
                        .digest())
                .isEqualTo(pack(site).digest());
    }

    @Test
    void shouldRefuseALinkThatLeavesTheComponentByItselfOrThroughAnother() throws Exception {
        for (Map<String, String> links : List.of(
                Map.of("dist/out", "../../secret"),
                Map.of("dist/out", "/etc/passwd"),
                Map.of("dist/a/b/up", "../../..", "dist/out", "a/b/up/../x"),
                Map.of("dist/round", "round"))) {
            Path site = Files.createTempDirectory(folder, "site");
            for (Map.Entry<String, String> link : new TreeMap<>(links).entrySet()) {
                Files.createDirectories(site.resolve(link.getKey()).getParent());
                Files.createSymbolicLink(site.resolve(link.getKey()), Path.of(link.getValue()));
            }

            assertThatThrownBy(() -> pack(site))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("symbolic link")
                    .hasMessageContaining("leaves");
            assertThat(site.resolve("out.tar.gz")).doesNotExist();
        }
    }

    @Test
    void shouldNameThePatternsThatMatchNothing() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "a");

        assertThatThrownBy(() -> pack(folder)).isInstanceOf(Failure.class).hasMessageContaining("[dist/**]");
    }

    @Test
    void shouldDeleteOutputsOnlyAndNeverThroughALink() throws Exception {
        Path site = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        Files.createDirectories(site.resolve("dist/empty/er"));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/kept"), "kept");
        Files.createSymbolicLink(site.resolve("dist/elsewhere"), folder.resolve("elsewhere"));
        Files.writeString(site.resolve("index.html"), "source");

        int deleted = TestPorts.at(folder).workspace().act(new ClearOutputs("one", List.of("dist/**", "*.min.js")));

        assertThat(deleted).isEqualTo(7);
        assertThat(tree(site)).containsExactly("index.html");
        assertThat(folder.resolve("elsewhere/kept")).exists();
    }

    @Test
    void shouldRefuseAComponentBehindALink() throws Exception {
        site(folder.resolve("real"), "rw-r--r--", "rwxr-xr-x");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

        assertThatThrownBy(() -> TestPorts.at(folder).workspace().act(new ClearOutputs("link", DIST)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("symbolic link");
        assertThat(folder.resolve("real/dist/app.js")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/evil", "a/../../evil", "a//b", "./a", "a/./b"})
    void shouldRefuseNamesThatLeave(String name) throws Exception {
        refused(List.of(file(name, "x")), "lead out of its folder");
    }

    @Test
    void shouldRefuseWhatNoPackedArchiveHolds() throws Exception {
        refused(List.of(file("a", "x"), file("a", "y")), "twice");
        refused(List.of(file("a/b", "x"), file("a", "y")), "twice");
        refused(List.of(file("a", "x"), file("a/b", "y")), "no folder");
        refused(List.of(link("d", TarConstants.LF_SYMLINK, "/etc"), file("d/passwd", "y")), "no folder");
        refused(List.of(link("d", TarConstants.LF_SYMLINK, "../x")), "leads out of its folder");
        refused(List.of(link("d", TarConstants.LF_SYMLINK, "/etc/passwd")), "leads out of its folder");
        refused(List.of(file("a", "x"), link("b", TarConstants.LF_LINK, "a")), "no file, folder or symbolic link");
        refused(List.of(link("b", TarConstants.LF_CHR, "")), "no file, folder or symbolic link");
        refused(List.of(link("b", TarConstants.LF_FIFO, "")), "no file, folder or symbolic link");
    }

    @Test
    void shouldRefuseABombBeforeItFillsTheDisk() throws Exception {
        Path bomb = folder.resolve("bomb.tar.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            TarArchiveEntry entry = new TarArchiveEntry("zeros");
            entry.setSize(3L << 30);
            byte[] header = new byte[512];
            entry.writeEntryHeader(header);
            gzip.write(header);
        }

        assertThatThrownBy(() -> TestPorts.at(folder).workspace().act(new UnpackArchive("bomb.tar.gz", "into")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no sound archive");
        assertThat(tree(folder)).containsExactly("bomb.tar.gz");
    }

    @Test
    void shouldRefuseALongNameThatFillsTheMemory() throws Exception {
        Path bomb = folder.resolve("bomb.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(bomb)))) {
            TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            entry.setSize(64 << 20);
            tar.putArchiveEntry(entry);
            byte[] name = "n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                tar.write(name);
            }
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> TestPorts.at(folder).workspace().act(new UnpackArchive("bomb.tar.gz", "into")))
                .hasMessageContaining("than any sound archive has");
    }

    @Test
    void shouldLeaveNothingOfATornArchive() throws Exception {
        Path site = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        pack(site);
        byte[] whole = Files.readAllBytes(site.resolve("out.tar.gz"));
        Path torn = folder.resolve("torn");
        Files.createDirectories(torn);
        Files.write(torn.resolve("torn.tar.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> TestPorts.at(torn).workspace().act(new UnpackArchive("torn.tar.gz", "into")))
                .isInstanceOf(IOException.class);
        assertThat(tree(torn)).containsExactly("torn.tar.gz");
    }

    @Test
    void shouldMixWithNothingThatIsThereAlready() throws Exception {
        Path site = site(folder.resolve("one"), "rw-r--r--", "rwxr-xr-x");
        pack(site);
        Files.createDirectories(site.resolve("into"));
        Files.writeString(site.resolve("into/mine"), "mine");

        assertThatThrownBy(() -> TestPorts.at(site).workspace().act(new UnpackArchive("out.tar.gz", "into")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("into")
                .hasMessageContaining("not empty");
        assertThat(tree(site.resolve("into"))).containsExactly("mine");
    }

    private static PackArchive.Packed pack(Path root) throws IOException, InterruptedException {
        return TestPorts.at(root).workspace().act(new PackArchive("web", "", DIST, "out.tar.gz"));
    }

    private static Path site(Path root, String plain, String executable) throws IOException {
        Map<String, String> files = new TreeMap<>(Map.of(
                "dist/app.js",
                "let a = 1;",
                "dist/run",
                "#!/bin/sh\n",
                "dist/v1/página.html",
                "<p>",
                "dist/v1/línea\n\t\"x\"",
                "",
                "dist/v1/" + "n".repeat(150),
                "long"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = FileNames.resolve(root, file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(file.getKey().endsWith("run") ? executable : plain));
        }
        Files.createSymbolicLink(root.resolve("dist/latest"), FileNames.relative(root, "v1/página.html"));
        return root;
    }

    private void refused(List<Entry> entries, String because) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Entry entry : entries) {
                entry.header.setSize(entry.content.length());
                tar.putArchiveEntry(entry.header);
                tar.write(entry.content.getBytes(StandardCharsets.US_ASCII));
                tar.closeArchiveEntry();
            }
        }
        Path here = Files.createTempDirectory(folder, "evil");
        Files.write(here.resolve("evil.tar.gz"), bytes.toByteArray());

        assertThatThrownBy(() -> TestPorts.at(here).workspace().act(new UnpackArchive("evil.tar.gz", "in/to")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(because);
        assertThat(tree(here)).containsExactly("evil.tar.gz");
        assertThat(tree(folder).stream().filter(name -> name.endsWith("/evil"))).isEmpty();
    }

    private record Entry(TarArchiveEntry header, String content) {}

    private static Entry file(String name, String content) {
        return new Entry(new TarArchiveEntry(name, true), content);
    }

    private static Entry link(String name, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        return new Entry(entry, "");
    }

    private static List<String> entries(Path archive) throws IOException {
        List<String> all = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
                assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
                assertThat(entry.getLastModifiedTime().toMillis()).isZero();
                String target = entry.isSymbolicLink() ? " -> " + entry.getLinkName() : "";
                all.add(String.format("%04o %s%s", entry.getMode() & 07777, entry.getName(), target));
            }
        }
        return all;
    }

    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !Files.isDirectory(file) || Files.isSymbolicLink(file))
                    .map(file -> FileNames.below(root, file))
                    .filter(name -> !name.equals("out.tar.gz"))
                    .sorted()
                    .toList();
        }
    }
}
