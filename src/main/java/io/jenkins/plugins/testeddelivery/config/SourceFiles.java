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

    /** The same of a file whose edits can be judged: {@link DockerfileEdit} and the like say what of it was taken. */
    default Optional<byte[]> readJudged(String path) throws IOException, InterruptedException {
        return read(path);
    }

    /** Whether there is such a file, of whatever kind. */
    default boolean exists(String path) {
        return paths().contains(path);
    }

    /** Whether there is any file in the folder (empty: the repository), or it is a submodule. */
    default boolean folderExists(String folder) {
        return folder.isEmpty() || paths().stream().anyMatch(path -> path.startsWith(folder + "/"));
    }

    /** Says what will be read soon, so that it can be got in one go. */
    default void fetch(Collection<String> soon) throws IOException, InterruptedException {}
}
