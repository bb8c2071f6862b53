package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What follows from the records: which artifact belongs to which inputs, what is tested, what was revoked. A pure view
 * over the entries it was made from.
 *
 * <p>Ad hoc evidence counts for nothing, and neither does a pass from a dirty tree; a failure counts from any tree, but
 * only against the components it speaks against, until the same artifact passes again.
 */
public final class Standing {
    private static final String FULL = "FULL";

    private final Map<String, List<Fact.Candidate>> candidates = new HashMap<>();
    private final Map<String, List<Ledger.Entry>> evidence = new HashMap<>();
    private final Map<String, Ledger.Entry> evidenceOfSets = new HashMap<>();
    private final Map<String, Fact.Release> releaseOfVersion = new HashMap<>();
    private final List<Ledger.Entry> releases = new ArrayList<>();
    private final Map<String, List<Ledger.Entry>> deployments = new HashMap<>();
    private final Map<String, Map<Object, String>> fullBuilds = new HashMap<>();
    private final Map<String, OfComponent> components = new ConcurrentHashMap<>();

    private Standing(List<Ledger.Entry> entries) {
        for (Ledger.Entry entry : entries) {
            sort(entry);
        }
        Collections.reverse(releases);
        for (List<Ledger.Entry> ofOne : deployments.values()) {
            Collections.reverse(ofOne);
        }
    }

    public static Standing of(List<Ledger.Entry> entries) {
        return new Standing(entries);
    }

    /**
     * A point at which a component was tested: a green, counting trial of a clean tree, whose artifact was not revoked
     * since.
     */
    public record TestedAt(
            long sequence, String at, String commit, String fingerprint, String digest, String version) {}

    /** The names of all components of which anything was recorded. */
    public Set<String> components() {
        Set<String> names = new TreeSet<>(candidates.keySet());
        names.addAll(evidence.keySet());
        return names;
    }

    /** Where the component was tested, newest first; the first whose commit is an ancestor of head is its baseline. */
    public List<TestedAt> testedAt(String component) {
        return of(component).testedAt;
    }

    /** The newest artifact built from these inputs (clean trees only, unless {@code dirtyToo}). */
    public Optional<Fact.Candidate> artifact(String component, String fingerprint, boolean dirtyToo) {
        for (Fact.Candidate candidate : of(component).byFingerprint.getOrDefault(fingerprint, List.of())) {
            if (dirtyToo || !candidate.dirty()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Every record of an artifact built from these inputs, newest first: an older one may be the tested one. */
    public List<Fact.Candidate> artifacts(String component, String fingerprint, boolean dirtyToo) {
        return of(component).byFingerprint.getOrDefault(fingerprint, List.of()).stream()
                .filter(candidate -> dirtyToo || !candidate.dirty())
                .toList();
    }

    /** Any record of the artifact with this digest, the newest that has its bytes stored first. */
    public Optional<Fact.Candidate> byDigest(String component, String digest) {
        return Optional.ofNullable(of(component).byDigest.get(digest));
    }

    /** The newest tested, unrevoked artifact of the component. */
    public Optional<Fact.Candidate> newestTested(String component) {
        OfComponent known = of(component);
        for (TestedAt tested : known.testedAt) {
            Fact.Candidate candidate = known.byDigest.get(tested.digest());
            if (candidate != null) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The newest tested, unrevoked artifact that was built from the same dependency manifests, as far as that is known. */
    public Optional<Fact.Candidate> testedWith(String component, String dependencyHash) {
        return dependencyHash.isEmpty()
                ? Optional.empty()
                : built(component).stream()
                        .filter(candidate -> candidate.dependencyHash().equals(dependencyHash))
                        .filter(candidate -> tested(component, candidate.digest()))
                        .findFirst()
                        .map(candidate -> of(component).byDigest.get(candidate.digest()));
    }

    /** Everything that was built of the component, tested or not, newest first. */
    public List<Fact.Candidate> built(String component) {
        List<Fact.Candidate> all = new ArrayList<>(candidates.getOrDefault(component, List.of()));
        Collections.reverse(all);
        return all;
    }

    /**
     * When the component was last built in full, whatever came of it: an artifact that is the same again keeps the version
     * and the records of the first. ISO-8601; empty: never.
     */
    public Optional<String> builtInFull(String component) {
        return fullBuilds.getOrDefault(component, Map.of()).values().stream().max(String::compareTo);
    }

    /** Whether this artifact of the component has green evidence that was not revoked. */
    public boolean tested(String component, String digest) {
        return !digest.isEmpty() && evidence(component, digest).filter(Standing::passed).isPresent();
    }

    /** Whether the newest evidence that speaks of this artifact speaks against it. */
    public boolean failed(String component, String digest) {
        return !digest.isEmpty() && evidence(component, digest).filter(entry -> !passed(entry)).isPresent();
    }

    /** The newest evidence that counts for or against the component's artifact. */
    public Optional<Ledger.Entry> evidence(String component, String digest) {
        return Optional.ofNullable(of(component).verdicts.get(digest));
    }

    /** The newest counting evidence for the set under this trial configuration; a caller asks it whether it passed. */
    public Optional<Ledger.Entry> evidenceOfSet(String set, String key) {
        return set.isEmpty() ? Optional.empty() : Optional.ofNullable(evidenceOfSets.get(under(set, key)));
    }

    public Optional<Fact.Release> release(String version) {
        return Optional.ofNullable(releaseOfVersion.get(version));
    }

    /** Newest first. */
    public List<Ledger.Entry> releases() {
        return Collections.unmodifiableList(releases);
    }

    /** Where a registry has this artifact of a component, {@code repository@sha256:…}, as the newest push of it left it. */
    public Optional<String> pushed(String component, String digest) {
        for (Ledger.Entry entry : releases) {
            Fact.Shipped shipped = ((Fact.Release) entry.fact()).artifacts().get(component);
            if (shipped != null && shipped.digest().equals(digest) && !shipped.pushed().isEmpty()) {
                return Optional.of(shipped.pushed());
            }
        }
        return Optional.empty();
    }

    /** Newest first. */
    public List<Ledger.Entry> deployments(String environment) {
        return Collections.unmodifiableList(deployments.getOrDefault(environment, List.of()));
    }

    /** {@code sha256} of the sorted {@code component=digest} lines (DESIGN, "evidence"). */
    public static String setDigest(Map<String, String> digestOfComponent) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(digestOfComponent)
                .forEach((component, digest) -> lines.append(component).append('=').append(digest).append('\n'));
        return Digests.of(lines.toString());
    }

    /** As text: a record's own checksum is made up at every start of the command, which takes longer than all of this. */
    private static String under(String set, String key) {
        return set + '\n' + key;
    }

    private void sort(Ledger.Entry entry) {
        Fact fact = entry.fact();
        if (fact instanceof Fact.Candidate candidate) {
            candidates.computeIfAbsent(candidate.component(), name -> new ArrayList<>()).add(candidate);
            if (candidate.strategy().equals(FULL)) {
                // recorded again when its bytes are kept: the first record tells when it was built
                fullBuilds
                        .computeIfAbsent(candidate.component(), name -> new HashMap<>())
                        .putIfAbsent(List.of(candidate.digest(), candidate.commit(), candidate.millis()), entry.at());
            }
        } else if (fact instanceof Fact.Evidence found && found.counts() && !(found.passed() && found.dirty())) {
            found.components().keySet()
                    .forEach(name -> evidence.computeIfAbsent(name, any -> new ArrayList<>()).add(entry));
            evidenceOfSets.put(under(found.set(), found.key()), entry);
        } else if (fact instanceof Fact.Release release) {
            releaseOfVersion.put(release.version(), release);
            releases.add(entry);
        } else if (fact instanceof Fact.Deployment deployment) {
            deployments.computeIfAbsent(deployment.environment(), name -> new ArrayList<>()).add(entry);
        }
    }

    private static boolean passed(Ledger.Entry entry) {
        return entry.fact() instanceof Fact.Evidence found && found.passed();
    }

    /** Worked out when a component is first asked for: most calls ask for few of many. */
    private OfComponent of(String component) {
        if (!candidates.containsKey(component) && !evidence.containsKey(component)) {
            return OfComponent.UNKNOWN;
        }
        return components.computeIfAbsent(
                component,
                name -> new OfComponent(
                        name, candidates.getOrDefault(name, List.of()), evidence.getOrDefault(name, List.of())));
    }

    /** What the records say of one component. */
    private static final class OfComponent {
        static final OfComponent UNKNOWN = new OfComponent("", List.of(), List.of());

        private final Map<String, List<Fact.Candidate>> byFingerprint = new HashMap<>();
        private final Map<String, Fact.Candidate> byDigest = new HashMap<>();
        /** The newest evidence by digest; a library's, which has none, by input fingerprint. */
        private final Map<String, Ledger.Entry> verdicts = new HashMap<>();
        private final List<TestedAt> testedAt = new ArrayList<>();

        OfComponent(String name, List<Fact.Candidate> candidates, List<Ledger.Entry> evidence) {
            for (Fact.Candidate candidate : candidates) {
                byFingerprint.computeIfAbsent(candidate.fingerprint(), any -> new ArrayList<>()).add(candidate);
                byDigest.merge(
                        candidate.digest(),
                        candidate,
                        (older, newer) -> newer.stored().isEmpty() && !older.stored().isEmpty() ? older : newer);
            }
            for (List<Fact.Candidate> same : byFingerprint.values()) {
                Collections.reverse(same);
            }
            List<TestedAt> points = new ArrayList<>();
            for (Ledger.Entry entry : evidence) {
                judge(name, entry, (Fact.Evidence) entry.fact(), points);
            }
            for (int i = points.size() - 1; i >= 0; i--) {
                TestedAt point = points.get(i);
                if (passed(verdicts.get(subject(point.fingerprint(), point.digest())))) {
                    testedAt.add(point);
                }
            }
        }

        private void judge(String name, Ledger.Entry entry, Fact.Evidence found, List<TestedAt> points) {
            Fact.Tried tried = found.components().get(name);
            if (found.passed()) {
                verdicts.put(subject(tried.fingerprint(), tried.digest()), entry);
                points.add(new TestedAt(
                        entry.sequence(), entry.at(), found.commit(), tried.fingerprint(), tried.digest(),
                        found.version()));
            } else if (found.against().contains(name)) {
                verdicts.put(subject(tried.fingerprint(), tried.digest()), entry);
            }
        }

        private static String subject(String fingerprint, String digest) {
            return digest.isEmpty() ? fingerprint : digest;
        }
    }
}
