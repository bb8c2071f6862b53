package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from a registry what it holds under a digest, believes none of it before the digest is computed, and looks that it
 * is the image that was meant.
 */
final class ReadBack {
    private static final String MANIFESTS = "application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.docker.distribution.manifest.v2+json,application/vnd.oci.image.index.v1+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json";
    /** Platforms and attestations of one index. */
    private static final int MOST_MANIFESTS = 32;

    private final RemoteName name;
    private final Asking asking;

    /** Asks the registry; answers that say it is not there are given back, others fail. */
    @FunctionalInterface
    interface Asking {
        AskRegistry.Answer ask(String method, String path, String accept) throws IOException, InterruptedException;
    }

    ReadBack(RemoteName name, Asking asking) {
        this.name = name;
        this.asking = asking;
    }

    /**
     * Where exactly the image is.
     *
     * @param digest of a manifest or an index
     * @param config digest of the image's config
     * @throws Failure FAILED if something else is there, or nothing, or not all of it
     */
    Pushed image(String digest, String config) throws IOException, InterruptedException {
        Map<String, Object> top = manifest(digest);
        List<Map<String, Object>> inside = Json.maps(top, "manifests");
        if (inside.isEmpty()) {
            requireConfig(top, config, digest);
            requireBlobs(top);
            return new Pushed(name.toString(), digest, "");
        }
        for (Map<String, Object> entry : inside.subList(0, Math.min(MOST_MANIFESTS, inside.size()))) {
            Map<String, Object> manifest = manifest(Json.text(entry, "digest"));
            if (config(manifest).equals(Optional.of(config))) {
                requireBlobs(manifest);
                return new Pushed(name.toString(), Json.text(entry, "digest"), digest);
            }
        }
        throw lie(digest, "none of its images has the config " + config);
    }

    /** Digest of what has the name's tag; for right after a push, by an engine that does not say what it pushed. */
    String tagged() throws IOException, InterruptedException {
        AskRegistry.Answer answer = asking.ask("GET", "/v2/" + name.path() + "/manifests/" + name.tag(), MANIFESTS);
        if (!answer.succeeded()) {
            throw lie(name.tag(), "it is not there (HTTP " + answer.status() + ")");
        }
        return Digests.of(answer.body());
    }

    private void requireConfig(Map<String, Object> manifest, String config, String digest) {
        String found = config(manifest).orElse("none");
        if (!found.equals(config)) {
            throw lie(digest, "its config is " + Reference.printable(found) + " and not " + config + ", which was tested");
        }
    }

    private static Optional<String> config(Map<String, Object> manifest) {
        return Optional.of(Json.text(Json.map(manifest, "config"), "digest")).filter(text -> !text.isEmpty());
    }

    private Map<String, Object> manifest(String digest) throws IOException, InterruptedException {
        if (!Digests.isDigest(digest)) {
            throw lie(digest, "that is no digest");
        }
        AskRegistry.Answer answer = asking.ask("GET", "/v2/" + name.path() + "/manifests/" + digest, MANIFESTS);
        if (!answer.succeeded()) {
            throw lie(digest, "it is not there (HTTP " + answer.status() + ")");
        }
        String found = Digests.of(answer.body());
        if (!found.equals(digest)) {
            throw lie(digest, "what it gives for that is " + found);
        }
        return Json.readObject(answer.body());
    }

    private void requireBlobs(Map<String, Object> manifest) throws IOException, InterruptedException {
        List<String> blobs = new ArrayList<>(config(manifest).stream().toList());
        Json.maps(manifest, "layers").forEach(layer -> blobs.add(Json.text(layer, "digest")));
        for (String blob : blobs) {
            if (!Digests.isDigest(blob)) {
                throw lie(blob, "that is no digest");
            }
            AskRegistry.Answer answer = asking.ask("HEAD", "/v2/" + name.path() + "/blobs/" + blob, "*/*");
            // a redirection leads to the store that has it
            if (answer.status() >= 400) {
                throw lie(blob, "a part of the image is not there (HTTP " + answer.status() + ")");
            }
        }
    }

    private Failure lie(String digest, String what) {
        return Failure.failed("The registry " + name.registry() + " does not hold " + name.repository() + "@"
                + Reference.printable(digest) + " as it was pushed: " + what + ".");
    }
}
