package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the records say of one artifact: built by whom and from which commit, tested by what, in which releases, deployed
 * where and when. Oldest first.
 */
public final class ChecksumTrail {
    private final String component;
    private final String digest;
    private final List<TrailEvent> built = new ArrayList<>();
    private final List<TrailEvent> tested = new ArrayList<>();
    private final List<TrailEvent> released = new ArrayList<>();
    private final List<TrailEvent> deployed = new ArrayList<>();
    private final Map<String, String> live = new TreeMap<>();
    private final Set<String> versions = new LinkedHashSet<>();
    private String kind = "";
    private String file = "";

    private ChecksumTrail(String component, String digest) {
        this.component = component;
        this.digest = digest;
    }

    /**
     * Every artifact that this is a checksum of: of itself, of its packed file, or of the {@code release.json} that ships
     * it.
     *
     * @param checksum {@code sha256:<64 hex>}
     * @return empty if nothing was ever recorded under it
     */
    public static List<ChecksumTrail> of(List<Ledger.Entry> entries, String checksum) {
        Map<String, ChecksumTrail> found = new LinkedHashMap<>();
        for (Ledger.Entry entry : entries) {
            subjects(entry.fact(), checksum)
                    .forEach((component, digest) -> found.computeIfAbsent(
                            component + '=' + digest, any -> new ChecksumTrail(component, digest)));
        }
        Collection<ChecksumTrail> trails = found.values();
        for (Ledger.Entry entry : entries) {
            trails.forEach(trail -> trail.follow(entry));
        }
        return List.copyOf(trails);
    }

    public String getComponent() {
        return Ink.plain(component);
    }

    public String getKind() {
        return Ink.plain(kind);
    }

    /** Name of its file in a release; empty: it never was in one. */
    public String getFile() {
        return Ink.plain(file);
    }

    /** The artifact's own checksum, which for an image is not that of its file. */
    public String getDigest() {
        return Ink.plain(digest);
    }

    public List<TrailEvent> getBuilt() {
        return built;
    }

    public List<TrailEvent> getTested() {
        return tested;
    }

    public List<TrailEvent> getReleased() {
        return released;
    }

    public List<TrailEvent> getDeployed() {
        return deployed;
    }

    /** Environments where it runs now, by the newest deployment there. */
    public List<String> getLive() {
        return live.keySet().stream().map(Ink::plain).toList();
    }

    /** As plain values, for {@code api/json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("component", component);
        map.put("kind", kind);
        map.put("digest", digest);
        map.put("file", file);
        map.put("built", built.stream().map(TrailEvent::toMap).toList());
        map.put("tested", tested.stream().map(TrailEvent::toMap).toList());
        map.put("released", released.stream().map(TrailEvent::toMap).toList());
        map.put("deployed", deployed.stream().map(TrailEvent::toMap).toList());
        map.put("live", new ArrayList<>(live.keySet()));
        return map;
    }

    /** The artifacts, digest by component, that the fact knows under the checksum. */
    private static Map<String, String> subjects(Fact fact, String checksum) {
        Map<String, String> subjects = new LinkedHashMap<>();
        if (fact instanceof Fact.Candidate candidate
                && (candidate.digest().equals(checksum) || candidate.stored().equals(checksum))) {
            subjects.put(candidate.component(), candidate.digest());
        } else if (fact instanceof Fact.Release release) {
            boolean whole = release.manifest().equals(checksum);
            release.artifacts().forEach((component, shipped) -> {
                if (whole || shipped.digest().equals(checksum) || shipped.file().equals(checksum)) {
                    subjects.put(component, shipped.digest());
                }
            });
        }
        return subjects;
    }

    private void follow(Ledger.Entry entry) {
        if (entry.fact() instanceof Fact.Candidate candidate) {
            if (candidate.component().equals(component) && candidate.digest().equals(digest)) {
                kind = candidate.kind();
                built.add(TrailEvent.built(entry, candidate));
            }
        } else if (entry.fact() instanceof Fact.Evidence evidence) {
            Fact.Tried tried = evidence.components().get(component);
            if (tried != null && tried.digest().equals(digest)) {
                tested.add(TrailEvent.tested(entry, evidence));
            }
        } else if (entry.fact() instanceof Fact.Release release) {
            Fact.Shipped shipped = release.artifacts().get(component);
            if (shipped != null && shipped.digest().equals(digest)) {
                kind = shipped.kind();
                file = shipped.name();
                versions.add(release.version());
                released.add(TrailEvent.released(entry, release));
            }
        } else if (entry.fact() instanceof Fact.Deployment deployment) {
            deployment(entry, deployment);
        }
    }

    private void deployment(Ledger.Entry entry, Fact.Deployment deployment) {
        if (versions.contains(deployment.version())) {
            deployed.add(TrailEvent.deployed(entry, deployment));
        }
        if (versions.contains(deployment.running())) {
            live.put(deployment.environment(), deployment.running());
        } else {
            live.remove(deployment.environment());
        }
    }
}
