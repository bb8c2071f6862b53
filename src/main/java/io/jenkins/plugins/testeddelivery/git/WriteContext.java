package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Copies exactly the input set of an image into a folder: the build context. Contents from the working tree, modes 644
 * and 755, fixed times, symbolic links as links.
 *
 * @param scan what was fingerprinted
 * @param component an image component
 * @param to folder, made anew, relative to the workspace or absolute
 */
public record WriteContext(Scan scan, String component, String to) implements Workspace.Work<WriteContext.Written> {
    public record Written(int files, long bytes, List<String> paths) implements Serializable {}

    @Override
    public Written in(Workspace.Place place) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
