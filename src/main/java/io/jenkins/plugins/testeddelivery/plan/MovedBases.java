package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.docker.Bases;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Knows of images which of their bases are others by now, as far as the engine has both. */
final class MovedBases {
    /** By the image's digest. */
    private final Map<String, List<String>> moved = new HashMap<>();

    private MovedBases() {}

    static MovedBases of(Presence presence, Collection<Fact.Candidate> artifacts) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (Fact.Candidate artifact : artifacts) {
            if (!artifact.image().isEmpty()) {
                names.add(artifact.image());
            }
        }
        MovedBases all = new MovedBases();
        Map<String, Map<String, String>> built = new HashMap<>();
        Set<String> bases = new TreeSet<>();
        for (Engine.Image image : presence.images(names).values()) {
            Map<String, String> on = Bases.on(image.labels());
            if (!on.isEmpty()) {
                built.put(image.digest(), on);
                bases.addAll(on.keySet());
            }
        }
        Map<String, String> now = new HashMap<>();
        if (!bases.isEmpty()) {
            presence.images(bases).forEach((name, image) -> now.put(name, image.identity()));
        }
        built.forEach((digest, then) -> all.moved.put(digest, Bases.moved(then, now)));
        return all;
    }

    /** Names of the bases; empty: none moved, or nothing is known of it. */
    List<String> of(Fact.Candidate artifact) {
        return moved.getOrDefault(artifact.digest(), List.of());
    }
}
