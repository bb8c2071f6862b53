package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Packs an archive component's outputs into a tar.gz whose bytes depend on their names, contents, executable bits and
 * link targets alone: not on the folder, the clock, the user, the locale, the umask or the order of the file system.
 *
 * @param component for messages
 * @param path the component's folder, to which names in the archive are relative
 * @param outputs its patterns
 * @param to the archive, in the workspace
 */
record PackArchive(String component, String path, List<String> outputs, String to)
        implements Workspace.Work<PackArchive.Packed> {
    private static final Comparator<String> BY_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    PackArchive {
        outputs = List.copyOf(outputs);
    }

    /** @param digest of the tar.gz */
    record Packed(String file, long bytes, String digest, int files) implements Serializable {}

    @Override
    public Packed in(Workspace.Place place) throws IOException, InterruptedException {
        OutputFiles outputFiles = OutputFiles.find(place.root(), path, outputs);
        if (outputFiles.names().isEmpty()) {
            throw Failure.failed(component + ": nothing below '" + FileNames.shown(path) + "' matches its outputs "
                    + outputs + " after the build; correct 'archive.outputs' or what 'archive.run' writes.");
        }
        Map<String, String> links = links(outputFiles);
        Path file = place.path(to);
        long[] size = new long[1];
        String[] digests = new String[2];
        WholeFile.write(file, out -> {
            Digests.Tee whole = new Digests.Tee(out);
            Digests.Tee tar = new Digests.Tee(FixedGzip.to(whole));
            write(outputFiles, links, tar);
            size[0] = whole.bytes();
            digests[0] = whole.digest();
            digests[1] = tar.digest();
        });
        readBack(file, digests[1]);
        return new Packed(to, size[0], digests[0], outputFiles.names().size());
    }

    /** What cannot be unpacked again must never be called an artifact. */
    private void readBack(Path file, String tarDigest) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            if (!Digests.of(in).equals(tarDigest)) {
                throw new IOException(file + " does not unpack to what was packed");
            }
        }
    }

    private Map<String, String> links(OutputFiles found) throws IOException {
        Map<String, String> targets = new TreeMap<>();
        for (String name : found.names()) {
            Path file = found.file(name);
            if (Files.isSymbolicLink(file)) {
                targets.put(name, FileNames.text(Files.readSymbolicLink(file)));
            }
        }
        Links links = new Links(targets);
        for (Map.Entry<String, String> link : targets.entrySet()) {
            if (links.leaves(link.getKey())) {
                throw Failure.failed(component + ": the output '" + FileNames.shown(link.getKey())
                        + "' is a symbolic link to '" + FileNames.shown(link.getValue())
                        + "', which leaves the component; copy the file or narrow 'archive.outputs'.");
            }
        }
        return targets;
    }

    private void write(OutputFiles found, Map<String, String> links, OutputStream to)
            throws IOException, InterruptedException {
        TreeSet<String> entries = new TreeSet<>(BY_BYTES);
        for (String name : found.names()) {
            entries.add(name);
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                entries.add(name.substring(0, slash + 1));
            }
        }
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(to, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (String name : entries) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (name.endsWith("/")) {
                    tar.putArchiveEntry(entry(name, TarConstants.LF_DIR, 0755));
                    tar.closeArchiveEntry();
                } else if (links.containsKey(name)) {
                    TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, 0777);
                    entry.setLinkName(links.get(name));
                    tar.putArchiveEntry(entry);
                    tar.closeArchiveEntry();
                } else {
                    file(tar, name, found.file(name));
                }
            }
        }
    }

    private void file(TarArchiveOutputStream tar, String name, Path file) throws IOException, InterruptedException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw Failure.failed(component + ": the output '" + FileNames.shown(name)
                    + "' is neither a file nor a symbolic link; an archive cannot hold it.");
        }
        TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, executable(file) ? 0755 : 0644);
        entry.setSize(attributes.size());
        tar.putArchiveEntry(entry);
        long left = attributes.size();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0 && n <= left; n = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                tar.write(buffer, 0, n);
                left -= n;
            }
            if (left > 0 || in.read() >= 0) {
                throw Failure.failed(component + ": the output '" + FileNames.shown(name)
                        + "' changed while it was packed; something still writes after 'archive.run' ended.");
            }
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, byte type, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(0);
        return entry;
    }

    /** By the owner's bit alone: the others are the umask's. */
    private static boolean executable(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
