package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;

/** Keeps bytes under their SHA-256 checksum, each once. */
public interface ContentStore {
    boolean has(String digest) throws IOException;

    /** Size in bytes; -1 if it is not there. */
    long size(String digest) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if it is not there */
    InputStream open(String digest) throws IOException;

    /** Keeps what the stream gives and returns its digest. */
    String put(InputStream content) throws IOException, InterruptedException;

    /** Keeps a file of the workspace and returns its digest; where it is hard-linked it becomes read-only. */
    String keep(Workspace workspace, String path) throws IOException, InterruptedException;

    /**
     * Puts the content into the workspace at this path, as a hard link where possible.
     *
     * @throws io.jenkins.plugins.testeddelivery.port.Failure {@code ARTIFACT_DAMAGED: …} if what is kept no longer has
     *     its digest (it is set aside then), {@code ARTIFACT_GONE: …} if it is not there
     */
    void give(String digest, Workspace workspace, String path) throws IOException, InterruptedException;

    /**
     * The same for whoever does not rely on the bytes himself: where a file system shows that they were not touched since
     * they were last found whole, they are not read again. What is given so is evidence of nothing.
     */
    default void pass(String digest, Workspace workspace, String path) throws IOException, InterruptedException {
        give(digest, workspace, path);
    }

    /** Room that removing it would make, in bytes; 0 if it is not there, or somebody else's link keeps the bytes. */
    long frees(String digest) throws IOException;

    /** Removes what is kept under this digest. False if there is nothing. */
    boolean remove(String digest) throws IOException;

    /** Whether the kept bytes (still) have this digest; reads them all. */
    boolean intact(String digest) throws IOException;
}
