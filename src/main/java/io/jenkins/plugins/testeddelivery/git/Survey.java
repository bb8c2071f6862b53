package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a plan needs of a repository, in one visit: the state at head, and what every component is compared with.
 *
 * @param head a commit; empty: HEAD with the working tree on top
 * @param configFile path of the configuration in the repository; empty: {@code delivery.yaml} if there is one
 * @param trusted as {@link ScanRepository} has it
 * @param base revision that all are compared with; empty: each with what it was last tested at
 * @param tested by component, then by commit, newest record first: the fingerprint that was tested there; not looked at
 *     if there is a {@code base}
 * @param allDocuments whether the documents of every component at head are wanted, not just of those that differ
 */
public record Survey(
        String head,
        String configFile,
        String trusted,
        String base,
        Map<String, Map<String, String>> tested,
        boolean allDocuments)
        implements Workspace.Work<Survey.Seen> {
    /**
     * What was seen.
     *
     * @param scan of head
     * @param base what {@code base} means for head; of no meaning without one
     * @param before the state at the base: fingerprints, and documents of the components that differ; empty: none
     * @param unreadable why the base cannot be read; empty: it can
     * @param own what every component has of its own if there is no {@code base}
     * @param inside by the commit that is compared with, then by path: what a look into a changed file shows
     */
    public record Seen(
            Scan scan,
            FindBase.Found base,
            Before before,
            String unreadable,
            FindBaselines.Found own,
            Map<String, Map<String, Inside>> inside)
            implements Serializable {}

    /** @param fingerprints by component; {@code documents} likewise */
    public record Before(Map<String, String> fingerprints, Map<String, String> documents) implements Serializable {
        static final Before NOTHING = new Before(Map.of(), Map.of());
    }

    private static final FindBase.Found NO_BASE = new FindBase.Found("", "", "", List.of());
    private static final FindBaselines.Found NONE = new FindBaselines.Found(Map.of(), Map.of());

    /** @throws Failure as {@link ScanRepository} and {@link FindBase} say */
    @Override
    public Seen in(Workspace.Place place) throws IOException, InterruptedException {
        try (Scans scans = new Scans(place, new ConfigSource(configFile, trusted), head.isEmpty())) {
            if (!base.isEmpty()) {
                return withBase(scans, place.log());
            }
            Looked now = scans.look(head);
            Map<String, List<String>> candidates = new TreeMap<>();
            for (Map.Entry<String, Map<String, String>> one : tested.entrySet()) {
                if (now.scan().fingerprints().containsKey(one.getKey())) {
                    candidates.put(one.getKey(), new ArrayList<>(one.getValue().keySet()));
                }
            }
            FindBaselines.Found own = candidates.isEmpty()
                    ? NONE
                    : new FindBaselines(now.scan().commit(), candidates)
                            .in(scans.reader().repository(), place.log());
            Set<String> differ = new HashSet<>();
            for (Map.Entry<String, String> one : own.baselines().entrySet()) {
                String before = tested.get(one.getKey()).get(one.getValue());
                if (!before.equals(now.scan().fingerprints().get(one.getKey()))) {
                    differ.add(one.getKey());
                }
            }
            return new Seen(
                    documented(now, differ),
                    NO_BASE,
                    Before.NOTHING,
                    "",
                    own,
                    inside(scans, now, own.changes(), differ));
        }
    }

    private Seen withBase(Scans scans, Log log) throws IOException, InterruptedException {
        OpenRepository repository = scans.reader().repository();
        GitObjects objects = scans.reader().objects();
        GitObjects.Commit at = objects.commit(head.isEmpty() ? "HEAD" : head);
        try (FindBase.Search search = new FindBase(at.id(), base).begin(repository, objects, log)) {
            if (search.named().isPresent()) {
                scans.foresee(at.tree(), search.named().get().tree());
            }
            if (head.isEmpty()) {
                beforehand(scans, at, search);
            }
            FindBase.Commits commits = search.commits();
            Looked now = scans.look(head);
            String seen = now.scan().commit();
            // HEAD may have moved meanwhile
            return since(
                    scans,
                    now,
                    seen.equals(at.id()) ? commits : new FindBase(seen, base).commits(repository, objects, log));
        }
    }

    /** Looks at both commits while Git still searches the working tree, in which little differs from HEAD. */
    private static void beforehand(Scans scans, GitObjects.Commit at, FindBase.Search search)
            throws IOException, InterruptedException {
        try {
            Looked now = scans.commit(at);
            Optional<GitObjects.Commit> base = search.commits().base();
            if (base.isPresent()) {
                Looked then = scans.commit(base.get());
                Set<String> differ = differ(now, then);
                now.documents(differ);
                then.documents(differ);
            }
        } catch (Failure e) {
            // whoever needs what cannot be read will say so
            return;
        }
    }

    /** The components that are in both states and not the same. */
    private static Set<String> differ(Looked now, Looked then) {
        Set<String> differ = new HashSet<>();
        for (Map.Entry<String, String> one : now.scan().fingerprints().entrySet()) {
            String before = then.scan().fingerprints().get(one.getKey());
            if (before != null && !before.equals(one.getValue())) {
                differ.add(one.getKey());
            }
        }
        return differ;
    }

    private Seen since(Scans scans, Looked now, FindBase.Commits commits) throws IOException, InterruptedException {
        if (commits.base().isEmpty()) {
            return new Seen(documented(now, Set.of()), commits.found(List.of()), Before.NOTHING, "", NONE, Map.of());
        }
        FindBase.Found found = commits.found(List.of());
        Looked then;
        try {
            found = commits.found(Differences.changes(scans.between(
                    commits.base().get().tree(),
                    scans.reader().objects().commit(now.scan().commit()).tree())));
            then = scans.commit(commits.base().get());
        } catch (Failure e) {
            return e.kind() == Failure.Kind.UNREACHABLE
                    ? new Seen(documented(now, Set.of()), FindBase.lacking(e), Before.NOTHING, "", NONE, Map.of())
                    : new Seen(documented(now, Set.of()), found, Before.NOTHING, e.getMessage(), NONE, Map.of());
        }
        Set<String> differ = differ(now, then);
        Before before = new Before(then.scan().fingerprints(), new HashMap<>(then.documents(differ)));
        return new Seen(
                documented(now, differ),
                found,
                before,
                "",
                NONE,
                inside(scans, now, Map.of(found.base(), found.changes()), differ));
    }

    private static Map<String, Map<String, Inside>> inside(
            Scans scans, Looked now, Map<String, List<Change>> changes, Set<String> differ) throws IOException {
        return differ.isEmpty() ? Map.of() : new LookInside(scans.reader(), now.scan()).since(changes, differ);
    }

    private Scan documented(Looked now, Set<String> differ) throws IOException, InterruptedException {
        return now.withDocuments(allDocuments ? now.scan().fingerprints().keySet() : differ);
    }
}
