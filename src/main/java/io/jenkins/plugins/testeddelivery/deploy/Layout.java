package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one release is in one environment: everything that is needed to put it there, or back there, without the
 * release folder and without Git.
 *
 * @param version of the release
 * @param manifest digest of its {@code release.json}; empty: noted before that was kept
 * @param set digest of the release's set
 * @param definition the environment as the release describes it
 * @param services what each compose service of a component runs, by service
 * @param archives by component
 * @param parts the release's components, as the release describes them
 * @param files what the release carries for the environment, by path: compose files, and what its commands name
 */
record Layout(
        String version,
        String manifest,
        String set,
        Environment definition,
        Map<String, Service> services,
        Map<String, Archive> archives,
        List<DeployPlan.Part> parts,
        Map<String, Carried> files) {

    Layout {
        services = Collections.unmodifiableMap(new TreeMap<>(services));
        archives = Collections.unmodifiableMap(new TreeMap<>(archives));
        parts = List.copyOf(parts);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /**
     * A compose service that runs a component.
     *
     * @param image reference the image has in its archive
     * @param digest of the image's config: the artifact
     * @param pushed where the image is in a registry
     */
    record Service(String component, String image, String digest, Pushed pushed) {}

    /**
     * A component's archive.
     *
     * @param sha256 of the packed bytes: the artifact
     * @param tree digest over the unpacked files; empty until they were unpacked here
     */
    record Archive(String sha256, String tree) {}

    /**
     * A file that the release carries.
     *
     * @param base64 its bytes
     */
    record Carried(String base64, boolean executable) implements Serializable {
        static Carried of(byte[] bytes, boolean executable) {
            return new Carried(Base64.getEncoder().encodeToString(bytes), executable);
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    Layout withArchives(Map<String, Archive> newArchives) {
        return new Layout(version, manifest, set, definition, services, newArchives, parts, files);
    }

    Layout withServices(Map<String, Service> newServices) {
        return new Layout(version, manifest, set, definition, newServices, archives, parts, files);
    }

    /** The compose files' texts by path, in the order compose reads them. */
    Map<String, String> compose() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : definition.compose().files()) {
            Carried carried = files.get(file);
            if (carried == null) {
                throw Failure.failed("The release " + version + " does not hold the compose file " + file
                        + " of the environment " + definition.name() + ". Export it again.");
            }
            texts.put(file, new String(carried.bytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** The folder that compose resolves relative paths from, relative to the folder deployed from. */
    String composeFolder() {
        String first = definition.compose().files().get(0);
        return first.substring(0, Math.max(0, first.lastIndexOf('/')));
    }

    /** Every component with its artifact's digest. */
    Map<String, String> artifacts() {
        Map<String, String> all = new TreeMap<>();
        services.values().forEach(service -> all.put(service.component(), service.digest()));
        archives.forEach((component, archive) -> all.put(component, archive.sha256()));
        return all;
    }
}
