package io.jenkins.plugins.testeddelivery.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Port: the files the engine works on, which may be on another machine than the code that decides. A piece of
 * {@link Work} travels to them and its result travels back, so both hold only serializable plain data.
 */
public interface Workspace {
    /**
     * Does the work beside the files.
     *
     * @throws Failure what the work threw, as it was
     */
    <T extends Serializable> T act(Work<T> work) throws IOException, InterruptedException;

    /** Opens a file of the workspace for reading; {@code path} is relative to the root, or absolute. */
    InputStream read(String path) throws IOException, InterruptedException;

    /** Writes a file of the workspace whole or not at all, parents included. */
    void write(String path, InputStream content) throws IOException, InterruptedException;

    /** The file itself where this very process can reach it: then it can be linked instead of copied. */
    Optional<Path> local(String path);

    /**
     * A piece of work. Implemented by named records of plain data, never by lambdas: in Jenkins its class name is
     * checked before it is let through.
     */
    interface Work<T extends Serializable> extends Serializable {
        T in(Place place) throws IOException, InterruptedException;
    }

    /**
     * Where a piece of work finds itself.
     *
     * @param root the workspace's root folder
     * @param environment the environment variables that hold there ({@code DOCKER_HOST}, {@code PATH} …)
     * @param log lines go to whoever asked for the work
     */
    record Place(Path root, Map<String, String> environment, Log log) {
        /** A path of the workspace: relative to the root, or absolute. */
        public Path path(String path) {
            return root.resolve(path);
        }
    }
}
