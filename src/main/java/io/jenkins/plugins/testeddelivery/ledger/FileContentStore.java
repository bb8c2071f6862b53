package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Modes;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.port.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The content store in a folder: {@code sha256/ab/abcdef…}, read-only files. One may be a hard link to a file of a
 * release that somebody edits in spite of its mode, so no kept byte is handed out before it was hashed again, but for
 * those that are only passed on ({@link SeenWhole}).
 */
public final class FileContentStore implements ContentStore {
    private final Path folder;
    private final SeenWhole seen;

    public FileContentStore(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.seen = new SeenWhole(this.folder.resolve(SeenWhole.FOLDER));
    }

    @Override
    public boolean has(String digest) {
        return Digests.isDigest(digest) && Files.isRegularFile(object(digest), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public long size(String digest) throws IOException {
        return has(digest) ? Files.size(object(digest)) : -1;
    }

    @Override
    public InputStream open(String digest) throws IOException {
        return Files.newInputStream(existing(digest));
    }

    @Override
    public String put(InputStream content) throws IOException, InterruptedException {
        Path temporary = temporary();
        try {
            String digest;
            try (OutputStream file = Files.newOutputStream(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    Digests.Tee tee = new Digests.Tee(file)) {
                copy(content, tee);
                digest = tee.digest();
            }
            settle(temporary, digest);
            return digest;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public String keep(Workspace workspace, String path) throws IOException, InterruptedException {
        Optional<Path> local = workspace.local(path);
        Path temporary = temporary();
        try {
            if (local.isPresent() && link(local.get(), temporary) && madeReadOnly(temporary)) {
                // hashed under the name it will be kept by: what the path leads to may change meanwhile
                String digest = digestOf(temporary);
                settle(temporary, digest);
                return digest;
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (InputStream content = workspace.read(path)) {
            return put(content);
        }
    }

    @Override
    public void give(String digest, Workspace workspace, String path) throws IOException, InterruptedException {
        Path object;
        try {
            object = existing(digest);
        } catch (NoSuchFileException e) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    "ARTIFACT_GONE: the content " + digest + " of " + path + " is no longer in " + folder
                            + "; build the component again.",
                    e);
        }
        used(object);
        Optional<Path> local = workspace.local(path);
        if (local.isPresent() && giveLink(digest, object, local.get(), Optional.empty())) {
            return;
        }
        try (InputStream content = new Checked(Files.newInputStream(object), digest, path)) {
            workspace.write(path, content);
        }
    }

    @Override
    public void pass(String digest, Workspace workspace, String path) throws IOException, InterruptedException {
        Optional<Path> local = workspace.local(path);
        Optional<FileLook> look = local.isPresent() && has(digest) ? FileLook.at(object(digest)) : Optional.empty();
        if (look.isEmpty()) {
            give(digest, workspace, path);
            return;
        }
        Instant began = Instant.now();
        boolean known = seen.unchanged(digest, look.get());
        FileLook used = look.get().usedAt(began, object(digest));
        if (giveLink(digest, object(digest), local.get(), known ? Optional.of(used) : Optional.empty())) {
            seen.note(digest, used, began, local.get());
        } else {
            give(digest, workspace, path);
        }
    }

    @Override
    public long frees(String digest) throws IOException {
        if (!has(digest)) {
            return 0;
        }
        Path object = object(digest);
        boolean counts = object.getFileSystem().supportedFileAttributeViews().contains("unix");
        boolean linked = counts && (int) Files.getAttribute(object, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
        return linked ? 0 : Files.size(object);
    }

    @Override
    public boolean remove(String digest) throws IOException {
        if (!has(digest)) {
            return false;
        }
        Path object = object(digest);
        // Windows deletes nothing that is read-only
        if (object.getFileSystem().supportedFileAttributeViews().contains("dos")
                && !object.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Files.setAttribute(object, "dos:readonly", false);
        }
        boolean gone = Files.deleteIfExists(object);
        seen.forget(digest);
        WholeFile.flushFolder(object.getParent());
        return gone;
    }

    @Override
    public boolean intact(String digest) throws IOException {
        boolean intact = has(digest) && Digests.of(object(digest)).equals(digest);
        if (intact) {
            used(object(digest));
        }
        return intact;
    }

    /** Whoever makes room must see what somebody is about to use. */
    private static void used(Path object) throws IOException {
        if (!object.toFile().setLastModified(System.currentTimeMillis()) && !Files.isRegularFile(object)) {
            throw new NoSuchFileException(object.toString());
        }
    }

    /**
     * Links it, hashed under the name that it will have.
     *
     * @param whole how the file looks that need not be hashed
     * @return false where only a copy is possible
     */
    private boolean giveLink(String digest, Path object, Path target, Optional<FileLook> whole)
            throws IOException, InterruptedException {
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path temporary = parent.resolve("." + UUID.randomUUID() + ".part");
        try {
            if (!link(object, temporary)) {
                return false;
            }
            boolean known = whole.isPresent()
                    && FileLook.at(temporary).filter(whole.get()::sameContent).isPresent();
            if (!known && !digestOf(temporary).equals(digest)) {
                throw damaged(digest, target.toString());
            }
            WholeFile.move(temporary, target);
            WholeFile.flushFolder(parent);
            return true;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Gives the temporary file its final name, whole and flushed; it may be there already. */
    private void settle(Path temporary, String digest) throws IOException, InterruptedException {
        makeReadOnly(temporary);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.READ)) {
            channel.force(true);
        }
        Path object = object(digest);
        if (has(digest)) {
            if (digestOf(object).equals(digest)) {
                used(object);
                return;
            }
            setAside(digest);
        }
        Path parent = object.getParent();
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            WholeFile.flushFolder(parent.getParent());
        }
        WholeFile.move(temporary, object);
        WholeFile.flushFolder(parent);
    }

    private Failure damaged(String digest, String path) throws IOException {
        Path aside = setAside(digest);
        return Failure.failed("ARTIFACT_DAMAGED: the kept content of " + path + " is no longer " + digest
                + " and was set aside as " + aside + "; build the component again.");
    }

    private Path setAside(String digest) throws IOException {
        Path damaged = folder.resolve("damaged");
        Files.createDirectories(damaged);
        int n = 1;
        while (Files.exists(damaged.resolve(Digests.hex(digest) + "-" + n))) {
            n++;
        }
        Path aside = damaged.resolve(Digests.hex(digest) + "-" + n);
        try {
            WholeFile.move(object(digest), aside);
        } catch (NoSuchFileException e) {
            // another process found the damage at the same time
            return aside;
        }
        WholeFile.flushFolder(object(digest).getParent());
        return aside;
    }

    private Path existing(String digest) throws NoSuchFileException {
        if (!has(digest)) {
            throw new NoSuchFileException(digest, null, "not in the content store " + folder);
        }
        return object(digest);
    }

    private Path object(String digest) {
        String hex = Digests.hex(digest);
        return folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("sha256")).resolve("." + UUID.randomUUID() + ".part");
    }

    /**
     * Links a regular file.
     *
     * @return false where only a copy is possible: another device, another owner, a link, a file system without them
     */
    private static boolean link(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (IOException | UnsupportedOperationException e) {
            // the copy that follows fails by itself, with its own words, where the file cannot be read at all
            return false;
        }
        if (Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        Files.delete(link);
        return false;
    }

    /** @return false if the file is somebody else's: then it is copied */
    private static boolean madeReadOnly(Path file) throws IOException {
        try {
            makeReadOnly(file);
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    private static void makeReadOnly(Path file) throws IOException {
        if (!Modes.set(file, "r--r--r--") && !file.toFile().setReadOnly()) {
            throw new IOException(file + " cannot be made read-only");
        }
    }

    private static String digestOf(Path file) throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file);
                Digests.Tee tee = new Digests.Tee(OutputStream.nullOutputStream())) {
            copy(in, tee);
            return tee.digest();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            to.write(buffer, 0, n);
        }
    }

    /** Lets nothing end well that has not the digest: the reader gets the failure instead of the end. */
    private final class Checked extends WatchedInput {
        private final String digest;
        private final String path;
        private final MessageDigest seen = Digests.sha256();
        private boolean ended;

        Checked(InputStream in, String digest, String path) {
            super(in);
            this.digest = digest;
            this.path = path;
        }

        @Override
        protected void seen(byte[] buffer, int offset, int length) {
            seen.update(buffer, offset, length);
        }

        @Override
        protected void ended() throws IOException {
            if (!ended) {
                ended = true;
                if (!Digests.of(seen).equals(digest)) {
                    throw damaged(digest, path);
                }
            }
        }
    }
}
