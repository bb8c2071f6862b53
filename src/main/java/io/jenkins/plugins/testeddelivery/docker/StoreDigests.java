package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the digest of an image's config. The classic stores use it as the image's id; containerd's store uses the
 * digest of a manifest, so there the image is read once to compute it.
 */
final class StoreDigests {
    /** Asks the engine something. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** Reads an image and gives the digest of its config. */
    @FunctionalInterface
    interface Reading {
        String configDigest(String id) throws IOException, InterruptedException;
    }

    private final Question<Map<String, Object>> info;
    private final Reading reading;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private volatile Boolean containerd;

    StoreDigests(Question<Map<String, Object>> info, Reading reading) {
        this.info = info;
        this.reading = reading;
    }

    /** @param image as the engine shows it */
    String of(Map<String, Object> image) throws IOException, InterruptedException {
        String id = Inspected.id(image);
        if (containerd == null && Inspected.ofDockersOwnStore(image)) {
            // a question less at every start
            return id;
        }
        if (containerd == null) {
            containerd = Inspected.containerdStore(info.ask());
        }
        if (!containerd) {
            return id;
        }
        String digest = known.get(id);
        if (digest == null) {
            digest = reading.configDigest(id);
            known.put(id, digest);
        }
        return digest;
    }
}
