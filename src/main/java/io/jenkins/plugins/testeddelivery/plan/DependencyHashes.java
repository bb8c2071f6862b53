package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.git.DigestManifests;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Digests, for a component, what its dependency manifests ask for: its own files and global ones whose rule is called
 * {@code …-dependencies}, and what shared lock files resolve for it. Equal digests: the dependency layer is the same,
 * whatever the history between.
 */
public final class DependencyHashes {
    private static final String SUFFIX = "-dependencies";

    private DependencyHashes() {}

    /** Whether a change for this reason is one of a dependency manifest. */
    static boolean speaksOf(String rule) {
        return rule.endsWith(SUFFIX);
    }

    /**
     * By component, of those whose inputs the scan has listed; one that has no manifest is left out.
     *
     * @param names of components
     */
    public static Map<String, String> of(Workspace workspace, Scan scan, Collection<String> names)
            throws IOException, InterruptedException {
        RuleBook rules = new RuleBook(scan.project());
        Map<String, TreeMap<String, String>> manifests = new TreeMap<>();
        Map<String, Map<String, String>> locks = new TreeMap<>();
        TreeMap<String, String> all = new TreeMap<>();
        for (String name : names) {
            Component component = scan.project().component(name).orElseThrow();
            FingerprintText inputs = FingerprintText.parse(scan.documents().getOrDefault(name, ""));
            TreeMap<String, String> own = new TreeMap<>(inputs.files());
            own.putAll(inputs.globals());
            own.keySet().removeIf(path -> !speaksOf(rules.ruleFor(component, path).name()));
            // "mode id": an executable manifest installs nothing else
            own.replaceAll((path, entry) -> entry.substring(entry.indexOf(' ') + 1));
            manifests.put(name, own);
            locks.put(name, inputs.locks());
            all.putAll(own);
        }
        Map<String, String> digests = all.isEmpty() ? all : workspace.act(new DigestManifests(all, scan.ofTree()));
        Map<String, String> hashes = new TreeMap<>();
        manifests.forEach((name, own) -> {
            StringBuilder text = new StringBuilder();
            own.keySet().forEach(path -> text.append(digests.get(path)).append(' ').append(path).append('\n'));
            locks.get(name).forEach((path, sum) -> text.append("lock ").append(sum).append(' ').append(path).append('\n'));
            if (text.length() > 0) {
                hashes.put(name, Digests.of(text.toString()));
            }
        });
        return hashes;
    }
}
