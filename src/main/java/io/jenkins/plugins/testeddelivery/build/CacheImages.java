package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the image whose layers a build takes. On an agent that has none of them it is brought from the content store
 * or a registry, so that a build from the cache costs there what it costs elsewhere.
 */
final class CacheImages {
    private final Artifacts artifacts;

    CacheImages(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /**
     * What a builder is told.
     *
     * @param references images whose layers may be taken, for {@code --cache-from}
     * @param values of the break arguments with which those layers were made
     */
    record Found(List<String> references, BreakValues values) {
        static final Found NOTHING = new Found(List.of(), BreakValues.NONE);
    }

    /**
     * The artifacts to take layers of, best first: what was built from the same dependency manifests before others, then
     * what the plan compares with, the newest tested, and at last what was built and never tested.
     *
     * @param baseline commit; empty: none
     */
    static List<Fact.Candidate> candidates(Standing standing, String component, String dependencyHash, String baseline) {
        Map<String, Fact.Candidate> tested = new LinkedHashMap<>();
        standing.testedAt(component).stream()
                .filter(point -> point.commit().equals(baseline))
                .findFirst()
                .flatMap(point -> standing.byDigest(component, point.digest()))
                .ifPresent(candidate -> tested.put(candidate.digest(), candidate));
        standing.testedWith(component, dependencyHash).ifPresent(one -> tested.putIfAbsent(one.digest(), one));
        standing.newestTested(component).ifPresent(one -> tested.putIfAbsent(one.digest(), one));
        standing.built(component).stream().findFirst().ifPresent(one -> tested.putIfAbsent(one.digest(), one));
        List<Fact.Candidate> all = new ArrayList<>(tested.values());
        all.sort((one, other) -> Boolean.compare(
                !one.dependencyHash().equals(dependencyHash), !other.dependencyHash().equals(dependencyHash)));
        return all;
    }

    /** The first that is there, or can be brought there. */
    Found find(Job job, boolean buildKit) throws IOException, InterruptedException {
        for (Fact.Candidate candidate : job.caches()) {
            Optional<Engine.Image> image = there(job, candidate);
            if (image.isPresent()) {
                // the classic builder, told of an image, takes layers of that one alone and forgets all that it built
                // itself; it needs to be told only of one that came from elsewhere
                boolean told = buildKit || image.get().parent().isEmpty();
                return new Found(
                        told ? List.of(candidate.image()) : List.of(), BreakValues.on(image.get().labels()));
            }
        }
        return Found.NOTHING;
    }

    private Optional<Engine.Image> there(Job job, Fact.Candidate candidate) throws IOException, InterruptedException {
        Optional<Engine.Image> local = artifacts.engine().image(candidate.image());
        if (local.filter(image -> image.digest().equals(candidate.digest())).isPresent()) {
            return local;
        }
        if (artifacts.look(candidate) != Artifacts.State.THERE) {
            return Optional.empty();
        }
        if (local.isEmpty()) {
            job.ports().log().line("took " + candidate.version() + ", for its layers");
        }
        return artifacts.engine().image(candidate.image());
    }
}
