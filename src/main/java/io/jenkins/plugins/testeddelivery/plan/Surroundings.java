package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.plan.Decision.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of files that changed and go into no image what they mean for the one in whose folder they lie: containers that
 * are started anew, another trial, or nothing.
 */
final class Surroundings {
    static final String NOT_COPIED = "NOT_COPIED";
    static final String RUN_TIME_FILE = "RUN_TIME_FILE";
    private static final String TESTS = "/tests";
    static final Found STARTED_WITH = new Found(
            Strategy.RESTART,
            new Reason(RUN_TIME_FILE, "a file that only its container is started with", List.of()));

    private final Scan scan;
    private final RuleBook rules;
    private final Set<String> runTimeFiles;
    private final Map<String, String> folders = new HashMap<>();
    /** Components that were tested at the same commit share one list of changes. */
    private final Map<List<Change>, Map<String, List<String>>> byFolder = new IdentityHashMap<>();

    Surroundings(Scan scan, RuleBook rules) {
        this.scan = scan;
        this.rules = rules;
        this.runTimeFiles = scan.project().runTimeFiles();
    }

    /** @param strategy {@code RESTART} or {@code NONE} */
    record Found(Strategy strategy, Reason reason) {
        Found with(List<String> paths) {
            return new Found(strategy, new Reason(reason.rule(), reason.text(), paths));
        }
    }

    /** What changed around an image that is the same. */
    List<Found> of(Component image, Baseline baseline) {
        List<String> started = runTimeFiles.isEmpty()
                ? List.of()
                : baseline.changes().stream().map(Change::path).filter(runTimeFiles::contains).toList();
        List<String> changed = changed(image, baseline);
        if (started.isEmpty() && changed.isEmpty()) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        if (!started.isEmpty()) {
            found.add(STARTED_WITH.with(started));
        }
        Map<Found, List<String>> paths = new LinkedHashMap<>();
        for (String path : changed) {
            if (!started.contains(path)) {
                paths.computeIfAbsent(meaning(image, path), any -> new ArrayList<>()).add(path);
            }
        }
        paths.forEach((one, list) -> found.add(one.with(list)));
        return found;
    }

    /** What a file in the image's folder means that does not go into it. */
    Found meaning(Component image, String path) {
        Rule rule = rules.ruleFor(image, path);
        if (rule.strategy() == Strategy.RESTART) {
            return new Found(Strategy.RESTART, new Reason(rule.name(), rule.because(), List.of()));
        }
        return new Found(
                Strategy.NONE,
                rule.preset() && rule.name().endsWith(TESTS)
                        ? new Reason(
                                rule.name(),
                                "tests that no image holds: what they test is tried again, and not built",
                                List.of())
                        : new Reason(
                                NOT_COPIED,
                                "it cannot reach the image: the Dockerfile does not copy it,"
                                        + " or it is left out of the context",
                                List.of()));
    }

    private List<String> changed(Component image, Baseline baseline) {
        Map<String, List<String>> known = byFolder.get(baseline.changes());
        if (known == null) {
            known = perFolder(baseline.changes());
            byFolder.put(baseline.changes(), known);
        }
        List<String> near = known.getOrDefault(image.path(), List.of());
        if (near.isEmpty()) {
            return near;
        }
        List<String> changed = new ArrayList<>();
        for (String path : near) {
            if (!scan.inputs().componentsOf(path).contains(image.name())) {
                changed.add(path);
            }
        }
        return changed;
    }

    private Map<String, List<String>> perFolder(List<Change> changes) {
        if (folders.isEmpty()) {
            for (Component component : scan.project().components()) {
                folders.put(component.name(), component.path());
            }
        }
        Map<String, List<String>> paths = new HashMap<>();
        for (Change change : changes) {
            String owner = scan.inputs().ownerOf(change.path());
            if (!owner.isEmpty() && !scan.inputs().ignored(change.path())) {
                String folder = folders.get(owner);
                if (!paths.containsKey(folder)) {
                    paths.put(folder, new ArrayList<>());
                }
                paths.get(folder).add(change.path());
            }
        }
        return paths;
    }
}
