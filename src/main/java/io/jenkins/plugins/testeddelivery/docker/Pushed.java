package io.jenkins.plugins.testeddelivery.docker;

import java.io.Serializable;

/**
 * Where an image is in a registry.
 *
 * @param reference repository and tag; the tag is decoration, nothing is ever fetched by it
 * @param manifest digest of the image's manifest
 * @param index digest of the index that names the manifest; empty: there is none
 */
public record Pushed(String reference, String manifest, String index) implements Serializable {
    public static final Pushed NOWHERE = new Pushed("", "", "");

    public boolean known() {
        return !reference.isEmpty();
    }

    /** What is pulled: {@code repository@sha256:…}, the index where there is one, as engines record it. */
    String fetched() {
        return RemoteName.parse(reference).at(index.isEmpty() ? manifest : index);
    }
}
