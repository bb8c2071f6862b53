package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a release's bytes come from.
 *
 * @param files of its components in the workspace
 * @param registry where images are in a registry, by component
 * @param load whether images are loaded; else they must be in the engine, or in a registry
 * @param login for the registry; {@link Login#NOBODY}: what docker is logged in with
 */
record Source(Map<String, String> files, Map<String, Pushed> registry, boolean load, Login login) {
    /** A release folder, in the workspace. */
    static Source folder(String folder, Release release, boolean load, Login login) {
        Map<String, String> files = new TreeMap<>();
        Map<String, Pushed> registry = new TreeMap<>();
        for (ReleaseArtifact artifact : release.artifacts()) {
            files.put(artifact.component(), folder + "/" + artifact.file());
            registry.put(artifact.component(), artifact.registry());
        }
        return new Source(files, registry, load, login);
    }

    /** A registry alone, as the environment remembers it. */
    static Source registry(Layout layout, Login login) {
        Map<String, Pushed> registry = new TreeMap<>();
        layout.services().values().forEach(service -> registry.put(service.component(), service.pushed()));
        return new Source(Map.of(), registry, false, login);
    }

    /** Where the component's image is in a registry. */
    Pushed pushed(String component) {
        return registry.getOrDefault(component, Pushed.NOWHERE);
    }

    boolean hasFile(String component) {
        return files.containsKey(component);
    }

    /** The component's file in the workspace. */
    String file(String component) {
        if (!hasFile(component)) {
            throw Failure.failed("The archive of " + component + " is not at hand; name the release's folder.");
        }
        return files.get(component);
    }
}
