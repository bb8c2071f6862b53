package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Reads a component's archive to its end and refuses one that could not be unpacked safely into a folder. */
final class ArchiveCheck {
    /** Unpacked bytes that are no bomb, however small the archive. */
    static final long ALWAYS_ALLOWED = 1L << 30;
    /** Text compresses to a tenth; this much more is a bomb. */
    private static final long MOST_RATIO = 200;
    /** A release folder would not hold them either. */
    static final int MOST_ENTRIES = 1_000_000;
    /** A name and its attributes; the library keeps them in memory whole, however long they say they are. */
    private static final int LONGEST_HEADER = 1 << 20;

    private ArchiveCheck() {}

    /** @throws Failure naming the entry and what is wrong with it */
    static void check(InputStream archive) throws IOException {
        Counted packed = new Counted(archive);
        Counted unpacked = new Counted(new GZIPInputStream(packed, 1 << 16));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name())) {
            Set<String> names = new HashSet<>();
            Set<String> links = new HashSet<>();
            byte[] buffer = new byte[1 << 16];
            for (TarArchiveEntry entry = next(tar, unpacked); entry != null; entry = next(tar, unpacked)) {
                check(entry, names, links);
                require(names.size() <= MOST_ENTRIES, entry.getName(), "is one of more than a million");
                for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                    // to the end: a truncated or damaged stream shows itself only to one who reads it
                    require(
                            unpacked.bytes <= Math.max(ALWAYS_ALLOWED, packed.bytes * MOST_RATIO),
                            entry.getName(),
                            "unpacks to more than any sound archive of its size");
                }
            }
        }
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar, Counted unpacked) throws IOException {
        unpacked.most = unpacked.bytes + LONGEST_HEADER;
        TarArchiveEntry entry = tar.getNextEntry();
        unpacked.most = Long.MAX_VALUE;
        return entry;
    }

    private static void check(TarArchiveEntry entry, Set<String> names, Set<String> links) {
        String name = entry.getName().endsWith("/")
                ? entry.getName().substring(0, entry.getName().length() - 1)
                : entry.getName();
        boolean plain = !name.isEmpty() && !name.startsWith("/") && name.indexOf('\0') < 0;
        for (String segment : name.split("/", -1)) {
            plain &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
        }
        require(plain, name, "has a name that leaves its folder");
        require(names.add(name), name, "is there twice");
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            require(!links.contains(name.substring(0, slash)), name, "lies behind a symbolic link");
        }
        if (entry.isSymbolicLink()) {
            require(staysInside(name, entry.getLinkName()), name, "is a link that leaves its folder");
            links.add(name);
        } else {
            require(entry.isDirectory() || regular(entry), name, "is no file, folder or symbolic link");
        }
    }

    /** By the flag: the library calls all a file that is no folder. */
    private static boolean regular(TarArchiveEntry entry) {
        byte flag = entry.getLinkFlag();
        return (flag == TarConstants.LF_NORMAL || flag == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    private static boolean staysInside(String name, String target) {
        int depth = name.split("/", -1).length - 1;
        boolean inside = !target.startsWith("/");
        for (String segment : target.split("/", -1)) {
            if (segment.equals("..")) {
                depth--;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                depth++;
            }
            inside &= depth >= 0;
        }
        return inside;
    }

    private static void require(boolean holds, String name, String otherwise) {
        if (!holds) {
            throw Failure.failed("the entry " + Printable.quoted(name) + " " + otherwise);
        }
    }

    /** Counts what is read through it, and ends at the most that may be. */
    private static final class Counted extends FilterInputStream {
        private long bytes;
        private long most = Long.MAX_VALUE;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            bytes += n;
            if (bytes > most) {
                throw Failure.failed("the header of an entry is longer than any sound one");
            }
        }
    }
}
