package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.ChangesSince;
import io.jenkins.plugins.testeddelivery.git.FindBase;
import io.jenkins.plugins.testeddelivery.git.FindBaselines;
import io.jenkins.plugins.testeddelivery.git.LookSince;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.Survey;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what every component is compared with: its own last tested commit, or the one revision that was asked for.
 *
 * @param base that revision as a commit; empty: they have their own
 * @param reason in words
 * @param documents fingerprint documents by fingerprint, as far as they were read for the base
 * @param inside by commit, then by path: what a look into a changed file shows
 */
record Baselines(
        String base,
        String reason,
        Map<String, Baseline> byComponent,
        Map<String, String> documents,
        Map<String, Map<String, Inside>> inside) {
    private static final String ENVIRONMENT = "env:";
    private static final String SHALLOW = "SHALLOW";

    /** Visits the repository for all that a plan compares. */
    static Survey.Seen survey(Workspace workspace, Standing standing, PlanRequest request, boolean allDocuments)
            throws IOException, InterruptedException {
        boolean environment = request.base().startsWith(ENVIRONMENT);
        Map<String, Map<String, String>> tested = new TreeMap<>();
        if (request.base().isEmpty()) {
            for (String component : standing.components()) {
                Map<String, String> points = new LinkedHashMap<>();
                standing.testedAt(component).forEach(point -> points.putIfAbsent(point.commit(), point.fingerprint()));
                if (!points.isEmpty()) {
                    tested.put(component, points);
                }
            }
        }
        return workspace.act(new Survey(
                request.head(),
                request.configFile(),
                request.trusted(),
                environment ? "" : request.base(),
                tested,
                allDocuments || environment));
    }

    static Baselines find(Workspace workspace, Standing standing, PlanRequest request, Survey.Seen seen)
            throws IOException, InterruptedException {
        if (request.base().isEmpty()) {
            return own(standing, seen);
        }
        if (request.base().startsWith(ENVIRONMENT)) {
            return ofEnvironment(workspace, standing, request.base().substring(ENVIRONMENT.length()), seen.scan());
        }
        return ofRevision(seen);
    }

    Baseline of(String component) {
        return byComponent.get(component);
    }

    /** What a look into the file shows that changed since the baseline; empty: nobody could look. */
    Optional<Inside> inside(Baseline baseline, String path) {
        return Optional.ofNullable(inside.getOrDefault(baseline.commit(), Map.of()).get(path));
    }

    private static Baselines own(Standing standing, Survey.Seen seen) {
        Scan scan = seen.scan();
        FindBaselines.Found found = seen.own();
        Map<String, List<Change>> changes = new HashMap<>();
        found.changes().forEach((commit, list) -> changes.put(commit, withTree(list, scan.treeChanges())));
        Map<String, Baseline> baselines = new TreeMap<>();
        for (Component component : scan.project().components()) {
            String commit = found.baselines().get(component.name());
            List<Standing.TestedAt> tested = standing.testedAt(component.name());
            baselines.put(
                    component.name(),
                    commit == null
                            ? missing(component, !tested.isEmpty(), found.lacking())
                            : at(commit, tested, changes.get(commit)));
        }
        return new Baselines("", "each component since it was last tested", baselines, Map.of(), seen.inside());
    }

    private static Baseline missing(Component component, boolean testedElsewhere, String lacking) {
        if (testedElsewhere && !lacking.isEmpty()) {
            return Baseline.none(SHALLOW, lacking);
        }
        return Baseline.none(
                Baseline.NO_BASE,
                testedElsewhere
                        ? component.name() + " was tested on other branches only"
                        : component.name() + " was never tested");
    }

    private static Baseline at(String commit, List<Standing.TestedAt> tested, List<Change> changes) {
        Standing.TestedAt point = tested.stream()
                .filter(candidate -> candidate.commit().equals(commit))
                .findFirst()
                .orElseThrow();
        return new Baseline(
                commit, point.fingerprint(), "", "last tested as " + point.version() + " at " + abbreviated(commit),
                changes);
    }

    private static Baselines ofRevision(Survey.Seen seen) {
        FindBase.Found found = seen.base();
        if (found.base().isEmpty()) {
            return forAll(seen.scan(), found.problem(), found.reason());
        }
        if (!seen.unreadable().isEmpty()) {
            return forAll(
                    seen.scan(),
                    "UNREADABLE",
                    "the configuration at " + abbreviated(found.base()) + " cannot be read: " + seen.unreadable());
        }
        return of(found, seen.scan(), seen.before().fingerprints(), seen.before().documents(), seen.inside());
    }

    private static Baselines ofEnvironment(Workspace workspace, Standing standing, String environment, Scan scan)
            throws IOException, InterruptedException {
        if (!scan.project().environments().containsKey(environment)) {
            Set<String> known = scan.project().environments().keySet();
            throw Failure.usage("--base env:" + environment + ": the configuration has no environment '" + environment
                    + "'; it has " + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        Optional<Fact.Release> running = standing.deployments(environment).stream()
                .map(Ledger.Entry::fact)
                .map(Fact.Deployment.class::cast)
                .findFirst()
                .flatMap(deployment -> standing.release(deployment.running()));
        if (running.isEmpty()) {
            return forAll(scan, Baseline.NO_BASE, "nothing that this ledger knows runs in " + environment);
        }
        Fact.Release release = running.get();
        FindBase.Found found = workspace.act(new ChangesSince(scan.commit(), release.commit()));
        if (!found.problem().isEmpty()) {
            return forAll(scan, found.problem(), found.reason());
        }
        Map<String, String> fingerprints = new HashMap<>();
        release.artifacts().forEach((name, shipped) -> fingerprints.put(name, shipped.fingerprint()));
        FindBase.Found known = new FindBase.Found(
                release.commit(), "", release.version() + " runs in " + environment, found.changes());
        Set<String> differ = new TreeSet<>();
        scan.fingerprints().forEach((name, fingerprint) -> {
            if (!fingerprints.getOrDefault(name, fingerprint).equals(fingerprint)) {
                differ.add(name);
            }
        });
        Map<String, Map<String, Inside>> inside = differ.isEmpty()
                ? Map.of()
                : workspace.act(LookSince.of(scan, release.commit(), found.changes(), differ)).inside();
        return of(known, scan, fingerprints, Map.of(), inside);
    }

    private static Baselines of(
            FindBase.Found found,
            Scan scan,
            Map<String, String> fingerprints,
            Map<String, String> documents,
            Map<String, Map<String, Inside>> inside) {
        List<Change> changes = withTree(found.changes(), scan.treeChanges());
        Map<String, Baseline> baselines = new HashMap<>(2 * scan.fingerprints().size());
        String at = "at " + abbreviated(found.base());
        for (Component component : scan.project().components()) {
            String fingerprint = fingerprints.getOrDefault(component.name(), "");
            baselines.put(
                    component.name(),
                    fingerprint.isEmpty()
                            ? Baseline.none(
                                    Baseline.NEW_COMPONENT,
                                    component.name() + " does not exist at " + abbreviated(found.base()))
                            : new Baseline(
                                    found.base(), fingerprint, "", at, changes));
        }
        Map<String, String> byFingerprint = new HashMap<>();
        for (Map.Entry<String, String> document : documents.entrySet()) {
            byFingerprint.put(fingerprints.get(document.getKey()), document.getValue());
        }
        return new Baselines(found.base(), found.reason(), baselines, byFingerprint, inside);
    }

    private static Baselines forAll(Scan scan, String problem, String reason) {
        Map<String, Baseline> baselines = new TreeMap<>();
        scan.project()
                .components()
                .forEach(component -> baselines.put(component.name(), Baseline.none(problem, reason)));
        return new Baselines("", problem + ": " + reason, baselines, Map.of(), Map.of());
    }

    /** What differs between a commit and the working tree on top of another: both differences, one after the other. */
    static List<Change> withTree(List<Change> committed, List<Change> inTree) {
        if (inTree.isEmpty()) {
            return committed;
        }
        Map<String, Change> all = new TreeMap<>();
        for (Change change : committed) {
            all.put(change.path(), change);
        }
        for (Change change : inTree) {
            Change before = all.get(change.path());
            if (before == null) {
                all.put(change.path(), change);
            } else if (before.status() == Change.Status.ADDED && change.status() == Change.Status.DELETED) {
                all.remove(change.path());
            } else if (before.status() == Change.Status.DELETED && change.status() == Change.Status.ADDED) {
                all.put(change.path(), new Change(change.path(), Change.Status.MODIFIED));
            } else if (before.status() != Change.Status.ADDED) {
                all.put(change.path(), change);
            }
        }
        return new ArrayList<>(all.values());
    }

    static String abbreviated(String commit) {
        return commit.substring(0, Math.min(7, commit.length()));
    }
}
