package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a component's archive to its end and refuses one that could not be unpacked safely into a folder. */
final class ArchiveCheck {
    private ArchiveCheck() {}

    /** @throws Failure naming the entry and what is wrong with it */
    static void check(InputStream archive) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(archive, 1 << 16), StandardCharsets.UTF_8.name())) {
            Set<String> names = new HashSet<>();
            Set<String> links = new HashSet<>();
            byte[] buffer = new byte[1 << 16];
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                check(entry, names, links);
                for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                    // a truncated or damaged stream shows itself only to one who reads it
                    continue;
                }
            }
        }
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
            require(entry.isFile() && !entry.isLink() || entry.isDirectory(), name, "is no file, folder or symbolic link");
        }
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
}
