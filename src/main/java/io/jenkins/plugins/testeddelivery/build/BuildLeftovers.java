package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.Map;

/** Finds and removes what killed builds left in the work tree. Only for who holds the tree: a build may be under way. */
public final class BuildLeftovers {
    private final Workspace workspace;

    public BuildLeftovers(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Bytes by path, relative to the workspace. */
    public Map<String, Long> list() throws IOException, InterruptedException {
        return workspace.act(new BuildFolder.ListLeft());
    }

    public void remove(String path) throws IOException, InterruptedException {
        workspace.act(new BuildFolder.Remove(path));
    }
}
