package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Modes;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks a tar.gz as {@link PackArchive} makes them into a folder that does not exist yet or is empty, whole or not at
 * all. Refuses what would leave the folder, come twice, be anything but folder, file or inner link, or fill the disk.
 *
 * @param archive the file, in the workspace
 * @param into the folder, in the workspace or absolute
 */
public record UnpackArchive(String archive, String into) implements Workspace.Work<UnpackArchive.Unpacked> {
    private static final int MOST_ENTRIES = 1_000_000;
    /** Headers, long names and padding between two entries. */
    private static final long MOST_BETWEEN = 1 << 20;
    /** Text compresses to a tenth; this much more, beyond a gigabyte, is a bomb. */
    private static final long MOST_RATIO = 200;

    private static final long ALWAYS_ALLOWED = 1L << 30;

    /** What was unpacked: files and links, and the bytes of the files. */
    public record Unpacked(int files, long bytes) implements Serializable {}

    @Override
    public Unpacked in(Workspace.Place place) throws IOException, InterruptedException {
        Path folder = place.path(into).toAbsolutePath().normalize();
        Files.createDirectories(folder.getParent());
        Path temporary = Files.createTempDirectory(folder.getParent(), ".unpack");
        try {
            Unpacked unpacked = unpack(place.path(archive), temporary);
            Modes.set(temporary, "rwxr-xr-x");
            makeRoom(folder);
            WholeFile.move(temporary, folder);
            return unpacked;
        } finally {
            Folders.delete(temporary);
        }
    }

    private void makeRoom(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    "Cannot unpack into " + FileNames.shown(into) + ": it is not empty. Remove it,"
                            + " or name another folder.",
                    e);
        }
    }

    private Unpacked unpack(Path file, Path folder) throws IOException, InterruptedException {
        long most = Math.max(ALWAYS_ALLOWED, Files.size(file) * MOST_RATIO);
        Map<String, String> links = new TreeMap<>();
        Set<String> files = new HashSet<>();
        Set<String> folders = new HashSet<>();
        Set<String> stated = new HashSet<>();
        long bytes = 0;
        try (Budget budget = new Budget(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
                TarArchiveInputStream tar = new TarArchiveInputStream(budget, "UTF-8")) {
            budget.allow(MOST_BETWEEN);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = name(entry);
                if (!stated.add(name)) {
                    throw refused("holds '" + FileNames.shown(name) + "' twice");
                }
                if (stated.size() > MOST_ENTRIES) {
                    throw refused("holds more than " + MOST_ENTRIES + " entries");
                }
                parents(name, files, links.keySet(), folders);
                Path path = FileNames.resolve(folder, name);
                Files.createDirectories(path.getParent());
                if (entry.isDirectory()) {
                    folders.add(name);
                    Files.createDirectories(path);
                } else if (folders.contains(name)) {
                    throw refused("holds '" + FileNames.shown(name) + "' twice, as a folder and as a file");
                } else if (entry.isSymbolicLink()) {
                    links.put(name, entry.getLinkName());
                } else if (regular(entry)) {
                    files.add(name);
                    bytes += entry.getSize();
                    if (bytes > most) {
                        throw refused("unpacks to more than " + most + " bytes, as no sound archive of its size does");
                    }
                    budget.allow(entry.getSize() + MOST_BETWEEN);
                    file(tar, entry, path);
                } else {
                    throw refused("holds '" + FileNames.shown(name) + "', which is no file, folder or symbolic link");
                }
                budget.allow(MOST_BETWEEN);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("broken header in " + archive, e);
        }
        for (String name : folders) {
            Modes.set(FileNames.resolve(folder, name), "rwxr-xr-x");
        }
        links(links, folder);
        return new Unpacked(files.size() + links.size(), bytes);
    }

    private String name(TarArchiveEntry entry) {
        String name = entry.getName();
        String plain = entry.isDirectory() && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String segment : plain.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.indexOf('\0') >= 0) {
                throw refused("holds the name '" + FileNames.shown(name) + "', which may lead out of its folder");
            }
        }
        return plain;
    }

    private void parents(String name, Set<String> files, Set<String> links, Set<String> folders) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String parent = name.substring(0, slash);
            if (files.contains(parent) || links.contains(parent)) {
                throw refused("holds '" + FileNames.shown(name) + "' below something that is no folder");
            }
            folders.add(parent);
        }
    }

    private static boolean regular(TarArchiveEntry entry) {
        return (entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM)
                && !entry.isSparse();
    }

    private void file(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException, InterruptedException {
        long left = entry.getSize();
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        if (left != 0) {
            throw refused("ends in the middle of '" + FileNames.shown(entry.getName()) + "'");
        }
        Modes.set(path, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }

    /** Made last: nothing was written through them, and each was checked against all others. */
    private void links(Map<String, String> targets, Path folder) throws IOException {
        Links links = new Links(targets);
        for (Map.Entry<String, String> link : targets.entrySet()) {
            if (links.leaves(link.getKey()) || link.getValue().indexOf('\0') >= 0) {
                throw refused("holds the link '" + FileNames.shown(link.getKey()) + "' to '"
                        + FileNames.shown(link.getValue()) + "', which leads out of its folder");
            }
            Path path = FileNames.resolve(folder, link.getKey());
            Files.createSymbolicLink(path, FileNames.relative(folder, link.getValue()));
        }
    }

    private Failure refused(String what) {
        return Failure.failed("The archive " + FileNames.shown(archive) + " " + what
                + "; it was not unpacked. Build it again, and find out where this one comes from.");
    }

    /** Lets only so many bytes through until more are allowed: that bounds what the tar reader takes into memory. */
    private static final class Budget extends FilterInputStream {
        private long left;

        Budget(InputStream in) {
            super(in);
        }

        void allow(long bytes) {
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            return spend(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            return spend(n, n);
        }

        @Override
        public long skip(long bytes) throws IOException {
            long n = super.skip(bytes);
            spend(0, n);
            return n;
        }

        private int spend(int result, long bytes) throws IOException {
            left -= result < 0 ? 0 : bytes;
            if (left < 0) {
                throw new IOException("more between two entries than any sound archive has");
            }
            return result;
        }
    }
}
