package io.jenkins.plugins.testeddelivery.upkeep;

import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows of every artifact on record whether it must stay, and why: what is deployed anywhere, what a rollback needs, the
 * newest release, and of each component the newest tested artifact and the newest one at all, which are the caches.
 */
public final class Keep {
    /** How many of the releases that were healthy in an environment are kept by this machine's copies of its records. */
    private static final int BACK = 2;

    private final Map<String, String> why = new HashMap<>();
    private final Set<String> references = new HashSet<>();
    private final Set<String> bytes = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> knownReferences = new HashSet<>();
    private final Set<String> allBytes = new LinkedHashSet<>();

    Keep(List<Ledger.Entry> entries, List<Deployments.Needed> environments) {
        this(entries, environments, true);
    }

    /** What environments run or may go back to, and nothing else. */
    public static Keep ofEnvironments(List<Ledger.Entry> entries, List<Deployments.Needed> environments) {
        return new Keep(entries, environments, false);
    }

    private Keep(List<Ledger.Entry> entries, List<Deployments.Needed> environments, boolean forLater) {
        Standing standing = Standing.of(entries);
        for (Deployments.Needed needed : environments) {
            needed.artifacts().forEach(digest -> because(digest, needed.environment() + " needs it"));
            needed.versions().forEach(version -> release(standing, version, needed.environment() + " needs it"));
        }
        Set<String> components = new LinkedHashSet<>();
        Set<String> places = new LinkedHashSet<>();
        Map<String, Fact.Candidate> newest = new HashMap<>();
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Candidate candidate) {
                components.add(candidate.component());
                newest.put(candidate.component(), candidate);
            } else if (entry.fact() instanceof Fact.Deployment deployment) {
                places.add(deployment.environment());
            }
        }
        places.forEach(place -> copies(standing, place));
        if (forLater) {
            standing.releases().stream()
                    .findFirst()
                    .ifPresent(entry -> release(standing, ((Fact.Release) entry.fact()).version(), "the newest release has it"));
            for (String component : components) {
                Optional<Fact.Candidate> tested = standing.newestTested(component);
                tested.ifPresent(candidate -> because(candidate.digest(), "the newest tested " + component + ", and its cache"));
                because(newest.get(component).digest(), "the newest " + component + ", and its cache");
            }
        }
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Candidate candidate) {
                candidate(candidate);
            } else if (entry.fact() instanceof Fact.Release release) {
                release.artifacts().values().forEach(shipped -> shipped(shipped.digest(), shipped.file(), shipped.image()));
            }
        }
    }

    /** Why the artifact stays; empty: it need not. */
    public String why(String digest) {
        return why.getOrDefault(digest, "");
    }

    /** Whether a kept artifact has this name. */
    public boolean names(String reference) {
        return references.contains(reference);
    }

    /** Whether the records here know the artifact by its digest or its name. */
    boolean knows(String digest, List<String> names) {
        return known.contains(digest) || names.stream().anyMatch(knownReferences::contains);
    }

    /** Whether this is a name that a build or a release of the records gave. */
    public boolean gave(String reference) {
        return knownReferences.contains(reference);
    }

    /** Digests of packed artifacts in the content store that need not stay. */
    Set<String> removableBytes() {
        Set<String> removable = new LinkedHashSet<>(allBytes);
        removable.removeAll(bytes);
        return removable;
    }

    /** An environment may be where nobody here can look: what it last had stays, and what it had before that. */
    private void copies(Standing standing, String environment) {
        Set<String> healthy = new LinkedHashSet<>();
        for (Ledger.Entry entry : standing.deployments(environment)) {
            Fact.Deployment deployment = (Fact.Deployment) entry.fact();
            if (healthy.size() < BACK && !deployment.running().isEmpty()) {
                healthy.add(deployment.running());
            }
        }
        healthy.forEach(version -> release(standing, version, environment + " had it last"));
    }

    private void release(Standing standing, String version, String reason) {
        standing.release(version)
                .ifPresent(release -> release.artifacts().values().forEach(shipped -> because(shipped.digest(), reason)));
    }

    private void because(String digest, String reason) {
        why.putIfAbsent(digest, reason);
    }

    private void candidate(Fact.Candidate candidate) {
        String packed = candidate.image().isEmpty() ? candidate.digest() : candidate.stored();
        shipped(candidate.digest(), packed, candidate.image());
    }

    private void shipped(String digest, String packed, String image) {
        known.add(digest);
        if (!image.isEmpty()) {
            knownReferences.add(image);
        }
        if (!packed.isEmpty()) {
            allBytes.add(packed);
        }
        if (why.containsKey(digest)) {
            references.add(image);
            bytes.add(packed);
        }
    }
}
