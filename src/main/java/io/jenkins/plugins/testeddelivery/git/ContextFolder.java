package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Modes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A build context on disk while it is filled: same files, same modes and times, wherever and whenever it is made. */
final class ContextFolder {
    private static final FileTime TIME = FileTime.fromMillis(1000);
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;
    private final String root;
    private final List<String> paths = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>();
    private final Set<Path> realParents = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private boolean exact = true;
    private long bytes;

    private ContextFolder(Path folder, String root) {
        this.folder = folder;
        this.root = root;
        folders.add(folder);
    }

    /** @param root the context's folder in the repository: paths are given in the repository */
    static ContextFolder make(Path folder, String root) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        return new ContextFolder(folder, root);
    }

    /**
     * Copies what lies in the working tree.
     *
     * @param path the entry's path in the repository the context belongs to
     * @return false if it is not there, or is something else than the entry says
     */
    boolean copy(Path top, Entry entry, String path) throws IOException {
        Path source = located(top, entry.path());
        if (!hasRealParents(top, source)) {
            return false;
        }
        if (entry.link() && Files.isSymbolicLink(source)) {
            Path to = Files.readSymbolicLink(source);
            link(path, to);
            compare(entry, BlobDigest.of(entry.id(), to.toString().getBytes(StandardCharsets.UTF_8)));
            return true;
        }
        if (!entry.regular()) {
            return false;
        }
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // whoever asked finds out what became of it
            return false;
        }
        if (!found.isRegularFile()) {
            return false;
        }
        Path file = target(path);
        BlobDigest digest = new BlobDigest(entry.id(), found.size());
        // channels and one buffer beside the heap: streams copy once more, and a context may be of thousands of small files
        try (SeekableByteChannel in = Files.newByteChannel(source, READ);
                SeekableByteChannel out = Files.newByteChannel(file, WRITE)) {
            while (in.read(buffer.clear()) >= 0) {
                digest.add(buffer.flip().mark());
                buffer.reset();
                while (buffer.hasRemaining()) {
                    bytes += out.write(buffer);
                }
            }
        }
        compare(entry, digest.id());
        done(file, entry.mode());
        return true;
    }

    private void compare(Entry entry, String id) {
        exact &= entry.id().equals(id);
    }

    void write(String path, int mode, byte[] content) throws IOException {
        if (mode == Entry.LINK) {
            link(path, Path.of(new String(content, StandardCharsets.UTF_8)));
            return;
        }
        Path file = target(path);
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
        bytes += content.length;
        done(file, mode);
    }

    /** An empty folder, where something is not checked out. */
    void folder(String path) throws IOException {
        if (path.length() > root.length()) {
            makeFolder(located(folder, inside(path)));
        }
    }

    /** @param listed whether what was copied is just what was fingerprinted, so that equal contents make it exact */
    WriteContext.Written finish(boolean listed) throws IOException {
        List<Path> deepestFirst = new ArrayList<>(folders);
        deepestFirst.sort(Comparator.comparingInt(Path::getNameCount).reversed());
        for (Path each : deepestFirst) {
            Modes.set(each, "rwxr-xr-x");
            stamp(each);
        }
        return new WriteContext.Written(paths.size(), bytes, List.copyOf(paths), listed && exact);
    }

    private void link(String path, Path to) throws IOException {
        Path link = target(path);
        Files.createSymbolicLink(link, to);
        stamp(link);
    }

    private void done(Path file, int mode) throws IOException {
        Modes.set(file, mode == Entry.EXECUTABLE ? "rwxr-xr-x" : "rw-r--r--");
        stamp(file);
    }

    private Path target(String path) throws IOException {
        String inside = inside(path);
        Path file = located(folder, inside);
        makeFolder(file.getParent());
        paths.add(inside);
        return file;
    }

    private void makeFolder(Path path) throws IOException {
        if (folders.add(path)) {
            makeFolder(path.getParent());
            Files.createDirectories(path);
        }
    }

    private String inside(String path) {
        return root.isEmpty() ? path : path.substring(root.length() + 1);
    }

    /** Nothing is read through a link: a folder that became one leads out of the repository. */
    private boolean hasRealParents(Path top, Path file) {
        Path parent = file.getParent();
        if (parent.equals(top) || realParents.contains(parent)) {
            return true;
        }
        boolean real = Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS) && hasRealParents(top, parent);
        if (real) {
            realParents.add(parent);
        }
        return real;
    }

    private static Path located(Path folder, String path) {
        try {
            Path located = folder.resolve(path);
            if (!located.startsWith(folder) || !located.normalize().equals(located)) {
                throw Failure.failed(PathText.shown(path) + " would leave its folder: take it out of the repository.");
            }
            return located;
        } catch (InvalidPathException e) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "This machine's locale cannot name " + PathText.shown(path)
                            + ": run with LC_ALL=C.UTF-8, or rename it.",
                    e);
        }
    }

    private static void stamp(Path file) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(TIME, TIME, null);
    }
}
