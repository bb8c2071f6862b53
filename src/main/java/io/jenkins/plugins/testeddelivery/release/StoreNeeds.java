package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a project's records say of the contents in its store: which they must not lose, and when each was last spoken of.
 */
final class StoreNeeds {
    /** So many versions that were healthy in an environment can be gone back to. */
    static final int ROLLBACKS = 5;

    private final ContentStore store;
    private final Standing standing;
    private final Map<String, Set<String>> filesOfRelease = new HashMap<>();
    private final Map<String, Instant> spokenOf = new HashMap<>();
    private final Set<String> needed = new HashSet<>();

    private StoreNeeds(ContentStore store, Standing standing) {
        this.store = store;
        this.standing = standing;
    }

    /**
     * Looks through the records.
     *
     * @param lines what {@code by} begins with for each job that still is there: its newest is needed
     * @param promised versions that are needed whatever the records say
     */
    static StoreNeeds of(Ledger ledger, Collection<String> lines, Collection<String> promised) throws IOException {
        List<Ledger.Entry> entries = ledger.entries();
        StoreNeeds needs = new StoreNeeds(ledger.store(), Standing.of(entries));
        for (Ledger.Entry entry : entries) {
            Instant at = Instant.parse(entry.at());
            needs.contents(entry.fact()).forEach(digest -> needs.spokenOf.merge(digest, at, StoreNeeds::later));
        }
        needs.newest(entries, lines);
        needs.environments(entries);
        for (String version : promised) {
            needs.needRelease(version);
        }
        return needs;
    }

    boolean isNeeded(String digest) {
        return needed.contains(digest);
    }

    /** When a record last spoke of it; long ago if none did. */
    Instant spokenOf(String digest) {
        return spokenOf.getOrDefault(digest, Instant.EPOCH);
    }

    /** What the next build compares with and reuses. */
    private void newest(List<Ledger.Entry> entries, Collection<String> lines) throws IOException {
        Set<String> components = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Ledger.Entry entry = entries.get(i);
            String line = lines.stream().filter(entry.by()::startsWith).findFirst().orElse("");
            if (entry.fact() instanceof Fact.Evidence evidence) {
                components.addAll(evidence.components().keySet());
                evidence.components().forEach((name, tried) -> {
                    boolean first = !line.isEmpty() && standing.tested(name, tried.digest());
                    if (first && seen.add(line + '\n' + name)) {
                        need(name, tried.fingerprint(), tried.digest());
                    }
                });
            } else if (entry.fact() instanceof Fact.Release release && !line.isEmpty() && seen.add(line)) {
                needRelease(release.version());
            }
        }
        components.forEach(name -> standing.newestTested(name)
                .ifPresent(found -> need(name, found.fingerprint(), found.digest())));
        if (!standing.releases().isEmpty()
                && standing.releases().get(0).fact() instanceof Fact.Release release) {
            needRelease(release.version());
        }
    }

    /** What runs somewhere, and what a rollback goes to. */
    private void environments(List<Ledger.Entry> entries) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (Ledger.Entry entry : entries) {
            if (entry.fact() instanceof Fact.Deployment deployment) {
                names.add(deployment.environment());
            }
        }
        for (String name : names) {
            Set<String> healthy = new LinkedHashSet<>();
            Set<String> running = new LinkedHashSet<>();
            for (Ledger.Entry entry : standing.deployments(name)) {
                Fact.Deployment deployment = (Fact.Deployment) entry.fact();
                if (running.isEmpty()) {
                    running.add(deployment.running());
                    running.add(deployment.previous());
                }
                if (deployment.outcome().equals("healthy") && healthy.size() <= ROLLBACKS) {
                    healthy.add(deployment.version());
                }
            }
            running.addAll(healthy);
            for (String version : running) {
                needRelease(version);
            }
        }
    }

    private void needRelease(String version) throws IOException {
        Optional<Fact.Release> release = standing.release(version);
        if (release.isPresent()) {
            needed.addAll(files(release.get()));
        }
    }

    private void need(String component, String fingerprint, String digest) {
        needed.addAll(artifact(component, fingerprint, digest));
    }

    private Set<String> artifact(String component, String fingerprint, String digest) {
        Set<String> all = new HashSet<>(List.of(fingerprint, digest));
        standing.byDigest(component, digest).map(Fact.Candidate::stored).ifPresent(all::add);
        return all;
    }

    private Set<String> contents(Fact fact) throws IOException {
        Set<String> all = new HashSet<>();
        if (fact instanceof Fact.Candidate candidate) {
            all.addAll(artifact(candidate.component(), candidate.fingerprint(), candidate.digest()));
            all.add(candidate.stored());
        } else if (fact instanceof Fact.Evidence evidence) {
            all.add(evidence.logDigest());
            evidence.components()
                    .forEach((name, tried) -> all.addAll(artifact(name, tried.fingerprint(), tried.digest())));
        } else if (fact instanceof Fact.Release release) {
            all.addAll(files(release));
        } else if (fact instanceof Fact.Deployment deployment) {
            Optional<Fact.Release> release = standing.release(deployment.version());
            if (release.isPresent()) {
                all.addAll(files(release.get()));
            }
        }
        return all;
    }

    /** Every file of it; only the artifacts where its description is gone already. */
    private Set<String> files(Fact.Release release) throws IOException {
        Set<String> known = filesOfRelease.get(release.version());
        if (known != null) {
            return known;
        }
        Set<String> all = new HashSet<>();
        release.artifacts().values().forEach(shipped -> {
            all.add(shipped.file());
            all.add(shipped.digest());
            all.add(shipped.fingerprint());
        });
        all.add(release.manifest());
        filesOfRelease.put(release.version(), all);
        try {
            all.addAll(KeptRelease.of(store, release).files().values());
        } catch (Failure e) {
            // nobody knows its other files without it
            return all;
        }
        return all;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
