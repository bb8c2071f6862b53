package io.jenkins.plugins.testeddelivery.trial;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * What stands at a path of the host that a configuration wants to mount.
 *
 * @param real the path with all symbolic links followed
 */
public record HostPath(String real, Kind kind) implements Serializable {
    /** A volume can stand in for a folder, not for a file. */
    public enum Kind {
        FOLDER,
        FILE,
        /** A socket, a device, a pipe. */
        OTHER,
        MISSING
    }

    private static final List<String> SOCKETS =
            List.of("docker.sock", "podman.sock", "containerd.sock", "crio.sock", "docker_engine");

    /** What is known of the path, or what its text says where nobody looked. */
    static HostPath of(String path, Isolation.Terms terms) {
        HostPath known = terms.sources().get(path);
        return known != null
                ? known
                : new HostPath(
                        Path.of(terms.root()).resolve(path).normalize().toString(), Kind.FOLDER);
    }

    boolean inside(String root) {
        return Path.of(real).startsWith(root);
    }

    /** Whether it is the engine's own door: who has it has the host. */
    boolean engineSocket() {
        Path name = Path.of(real).getFileName();
        return name != null && SOCKETS.contains(name.toString());
    }
}
