package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One image to build.
 *
 * @param contextDir folder that is sent whole, relative to the workspace or absolute
 * @param dockerfile absolute path, may be outside the context
 * @param target the stage to build; empty: the last
 * @param args build arguments; values may be secret and are handed over in the environment
 * @param labels on the image; never secret
 * @param tag {@code name:tag} of the result
 * @param cacheFrom images in the engine whose layers may be taken
 * @param noCache take no layer from any cache
 * @param platform {@code linux/amd64} say; empty: the engine's
 * @param timeout {@link Duration#ZERO}: no limit
 */
public record ImageBuild(
        String contextDir,
        String dockerfile,
        String target,
        Map<String, String> args,
        Map<String, String> labels,
        String tag,
        List<String> cacheFrom,
        boolean noCache,
        String platform,
        Duration timeout)
        implements Serializable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Variables that steer the docker executable itself, so that no argument of that name can travel as one. */
    private static final Set<String> DOCKERS_OWN = Set.of(
            "PATH",
            "HOME",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CONFIG",
            "DOCKER_CERT_PATH",
            "DOCKER_TLS",
            "DOCKER_TLS_VERIFY",
            "DOCKER_API_VERSION",
            "DOCKER_BUILDKIT",
            "DOCKER_DEFAULT_PLATFORM",
            "BUILDKIT_INLINE_CACHE",
            "BUILDX_BUILDER");

    public ImageBuild {
        args = Map.copyOf(args);
        labels = Map.copyOf(labels);
        cacheFrom = List.copyOf(cacheFrom);
        for (String name : args.keySet()) {
            if (!NAME.matcher(name).matches() || DOCKERS_OWN.contains(name)) {
                throw Failure.usage("The build argument '" + Reference.printable(name)
                        + "' cannot be passed: its value travels in docker's environment, where that is no name or has"
                        + " a meaning of its own; call it something else.");
            }
        }
    }

    /** Without the values of the arguments. */
    @Override
    public String toString() {
        return "ImageBuild[" + tag + " of " + dockerfile + " in " + contextDir + ", args " + args.keySet() + "]";
    }
}
