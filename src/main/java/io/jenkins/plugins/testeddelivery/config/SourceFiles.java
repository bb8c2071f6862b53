package io.jenkins.plugins.testeddelivery.config;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** The files a configuration is read or inferred from: a commit's, or those of the working tree. */
public interface SourceFiles {
    /** Paths of all files, relative to the repository, {@code /} separated. */
    Collection<String> paths();

    /** The content of one of them; empty if there is no such regular file. */
    Optional<byte[]> read(String path) throws IOException, InterruptedException;

    /** Says what will be read soon, so that it can be got in one go. */
    default void fetch(Collection<String> soon) throws IOException, InterruptedException {}
}
