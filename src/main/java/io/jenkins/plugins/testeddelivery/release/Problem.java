package io.jenkins.plugins.testeddelivery.release;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something in a release folder that is not as it should be.
 *
 * @param file relative to the release folder; {@code release.json} for what is wrong with the release as a whole
 */
public record Problem(String file, String expected, String found) implements Serializable {
    public String text() {
        return Printable.text(file) + ": expected " + Printable.text(expected) + ", found " + Printable.text(found);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file);
        map.put("expected", expected);
        map.put("found", found);
        return map;
    }
}
