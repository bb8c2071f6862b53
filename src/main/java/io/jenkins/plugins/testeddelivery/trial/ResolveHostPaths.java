package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Says what really stands at paths that a configuration mounts: a link inside the repository may lead out of it. */
record ResolveHostPaths(List<String> paths) implements Workspace.Work<TreeMap<String, HostPath>> {
    ResolveHostPaths {
        paths = List.copyOf(paths);
    }

    @Override
    public TreeMap<String, HostPath> in(Workspace.Place place) throws IOException {
        TreeMap<String, HostPath> resolved = new TreeMap<>();
        for (String path : paths) {
            resolved.put(path, resolve(place, path));
        }
        return resolved;
    }

    private static HostPath resolve(Workspace.Place place, String text) throws IOException {
        Path path;
        try {
            path = place.path(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            // compose will say what is wrong with it
            return new HostPath("/", HostPath.Kind.MISSING);
        }
        if (!Files.exists(path)) {
            return new HostPath(path.toString(), HostPath.Kind.MISSING);
        }
        Path real = path.toRealPath();
        HostPath.Kind kind = Files.isDirectory(real)
                ? HostPath.Kind.FOLDER
                : Files.isRegularFile(real) ? HostPath.Kind.FILE : HostPath.Kind.OTHER;
        return new HostPath(real.toString(), kind);
    }
}
