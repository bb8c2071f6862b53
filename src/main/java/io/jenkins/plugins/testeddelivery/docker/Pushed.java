package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /**
     * From what {@link #fetched} says.
     *
     * @throws Failure of kind USAGE if it says nothing of the kind
     */
    public static Pushed at(String fetched) {
        int at = fetched.indexOf('@');
        if (at < 0 || !Digests.isDigest(fetched.substring(at + 1))) {
            throw Failure.usage("'" + Reference.printable(fetched) + "' is no image in a registry: 'repository@sha256:…'.");
        }
        return new Pushed(RemoteName.parse(fetched.substring(0, at)).toString(), fetched.substring(at + 1), "");
    }

    /** As {@code release.json} and the state of an environment say it. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reference", reference);
        map.put("manifest", manifest);
        if (!index.isEmpty()) {
            map.put("index", index);
        }
        return map;
    }

    /** What is pulled: {@code repository@sha256:…}, the index where there is one, as engines record it; empty: nowhere. */
    public String fetched() {
        if (!known()) {
            return "";
        }
        return RemoteName.parse(reference).at(index.isEmpty() ? manifest : index);
    }
}
