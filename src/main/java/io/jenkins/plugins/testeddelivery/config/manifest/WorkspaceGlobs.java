package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns by which a workspace lists its members, as npm, pnpm, yarn, Cargo and uv read them: anchored at the
 * workspace, {@code *} within one folder name, {@code **} over any number, braces.
 */
final class WorkspaceGlobs {
    private static final int MOST_EXPANDED = 1000;

    private final List<Glob> globs = new ArrayList<>();
    private final boolean lastWins;
    private final List<String> notUnderstood = new ArrayList<>();

    /**
     * @param lastWins whether a later pattern takes back what {@code !} took out (npm); else {@code !} always wins
     */
    WorkspaceGlobs(List<String> patterns, boolean lastWins) {
        this.lastWins = lastWins;
        for (String pattern : patterns) {
            for (String one : expand(pattern)) {
                add(one);
            }
        }
    }

    /** Patterns that were read as if they said {@code *} where they say something else. */
    List<String> notUnderstood() {
        return notUnderstood;
    }

    /** @param folder relative to the workspace */
    boolean match(String folder) {
        // "packages/**" means packages itself, too, as a manifest there matches "packages/**/package.json"
        String file = folder + "/x";
        boolean in = false;
        for (Glob glob : globs) {
            if (glob.matches(file, file.length(), false)) {
                in = !glob.negated();
                if (glob.negated() && !lastWins) {
                    return false;
                }
            }
        }
        return in;
    }

    private void add(String pattern) {
        boolean negated = pattern.startsWith("!");
        String plain = negated ? pattern.substring(1) : pattern;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        plain = plain.replaceAll("^/+|/+$", "");
        if (plain.isEmpty() || plain.equals(".")) {
            return;
        }
        String simple = plain.replaceAll("[@!?+*]\\([^()/]*\\)", "*");
        if (!simple.equals(plain)) {
            notUnderstood.add(pattern);
            if (negated) {
                return;
            }
        }
        Glob glob = Glob.of((negated ? "!/" : "/") + simple + "/x");
        if (glob != null) {
            globs.add(glob);
        } else {
            notUnderstood.add(pattern);
        }
    }

    /** {@code a/{b,c}} is {@code a/b} and {@code a/c}. */
    private static List<String> expand(String pattern) {
        List<String> expanded = new ArrayList<>();
        List<String> next = new ArrayList<>(List.of(pattern));
        while (!next.isEmpty()) {
            String one = next.remove(0);
            int close = one.indexOf('}');
            int open = close < 0 ? -1 : one.lastIndexOf('{', close);
            if (open < 0 || next.size() + expanded.size() > MOST_EXPANDED) {
                expanded.add(one);
                continue;
            }
            List<String> choices = new ArrayList<>();
            for (String choice : one.substring(open + 1, close).split(",", -1)) {
                choices.add(one.substring(0, open) + choice + one.substring(close + 1));
            }
            // in place, for the order matters to a pattern that takes back
            next.addAll(0, choices);
        }
        return expanded;
    }
}
