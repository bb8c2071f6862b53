package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an edit of a manifest: versions, scripts and (in a {@code package.json}) what comes from a registry define
 * nothing here, so that all that was inferred stays as it is, but for the lines on which it stands.
 */
public final class ManifestEdit {
    private ManifestEdit() {}

    /** Whether edits of a file of this name can be judged. */
    public static boolean judged(String path) {
        return judged(ManifestKind.of(path));
    }

    static boolean judged(ManifestKind kind) {
        return kind != null && (kind == ManifestKind.PACKAGE_JSON || ManifestFacts.known(kind));
    }

    /**
     * The lines that were taken down as sources and have moved, as {@code path:line}.
     *
     * @param names all that the packages of the repository are called
     * @return empty: it may define something
     */
    public static Optional<Map<String, String>> moved(String path, byte[] before, byte[] after, Set<String> names) {
        if (before.length > ManifestFiles.MOST_BYTES || after.length > ManifestFiles.MOST_BYTES) {
            return Optional.empty();
        }
        try {
            ManifestKind kind = ManifestKind.of(path);
            if (kind != ManifestKind.PACKAGE_JSON) {
                return ManifestFacts.of(kind, before).equals(ManifestFacts.of(kind, after))
                        ? Optional.of(Map.of())
                        : Optional.empty();
            }
            PackageJson then = PackageJson.read(before);
            PackageJson now = PackageJson.read(after);
            return then.name().equals(now.name()) && then.workspaces().equals(now.workspaces())
                    ? moved(path, own(then, names), own(now, names))
                    : Optional.empty();
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /** Those that may be found in the repository. */
    private static List<PackageJson.Dependency> own(PackageJson json, Set<String> names) {
        List<PackageJson.Dependency> own = new ArrayList<>();
        for (PackageJson.Dependency dependency : json.dependencies()) {
            if (!dependency.local().isEmpty() || !dependency.remote() && names.contains(dependency.target())) {
                own.add(dependency);
            }
        }
        return own;
    }

    private static Optional<Map<String, String>> moved(
            String path, List<PackageJson.Dependency> before, List<PackageJson.Dependency> after) {
        if (before.size() != after.size()) {
            return Optional.empty();
        }
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            PackageJson.Dependency then = before.get(i);
            PackageJson.Dependency now = after.get(i);
            boolean same = then.kind().equals(now.kind())
                    && then.target().equals(now.target())
                    && then.local().equals(now.local())
                    // a path's line is in warnings too, and in what is known of the folder it leads to
                    && (then.local().isEmpty() || then.line() == now.line());
            String line = ManifestFiles.at(path, now.line());
            String other = all.put(ManifestFiles.at(path, then.line()), line);
            if (!same || other != null && !other.equals(line)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }
}
