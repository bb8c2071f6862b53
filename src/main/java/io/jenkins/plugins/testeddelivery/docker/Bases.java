package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes on an image which base images it was built on, and reads it back: {@code name=identity}, with commas between. */
public final class Bases {
    private Bases() {}

    /** By name, the identity of those that the engine has: what is in it, however often its tag or its id changes. */
    public static Map<String, String> in(Engine engine, Collection<String> names) throws IOException, InterruptedException {
        Map<String, String> bases = new TreeMap<>();
        List<String> askable = names.stream().filter(Reference::wellFormed).toList();
        engine.images(askable).forEach((name, image) -> bases.put(name, image.identity()));
        return bases;
    }

    /** Names of those that are known of both times and are not the same. */
    public static List<String> moved(Map<String, String> then, Map<String, String> now) {
        List<String> moved = new ArrayList<>();
        then.forEach((name, identity) -> {
            if (!now.getOrDefault(name, identity).equals(identity)) {
                moved.add(name);
            }
        });
        return moved;
    }

    /** @param bases by name; one whose name would not be read back as it is, is left out */
    public static String text(Map<String, String> bases) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(bases).forEach((name, identity) -> {
            if (name.indexOf(',') < 0 && name.indexOf('=') < 0) {
                text.append(text.length() == 0 ? "" : ",").append(name).append('=').append(identity);
            }
        });
        return text.toString();
    }

    /** Of an image, by its labels. */
    public static Map<String, String> on(Map<String, String> labels) {
        Map<String, String> bases = new TreeMap<>();
        for (String one : labels.getOrDefault(Labels.BASES, "").split(",")) {
            int sign = one.indexOf('=');
            if (sign > 0 && Reference.wellFormed(one.substring(0, sign))) {
                bases.put(one.substring(0, sign), one.substring(sign + 1));
            }
        }
        return bases;
    }
}
