package io.jenkins.plugins.testeddelivery.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Follows the symbolic links of one archive among themselves, as the system would once they are unpacked. A link may
 * stay inside by its own text and yet leave through another one.
 *
 * @param targets by the link's name; both as in the archive, {@code /} separated
 */
record Links(Map<String, String> targets) {
    /** As many as the system follows before it calls it a loop. */
    private static final int MOST = 40;

    /** Whether following this link leads out of the folder, or in circles. */
    boolean leaves(String link) {
        Deque<String> ahead = new ArrayDeque<>(List.of(link.split("/")));
        List<String> at = new ArrayList<>();
        int followed = 0;
        while (!ahead.isEmpty()) {
            String segment = ahead.pop();
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (segment.equals("..")) {
                if (at.isEmpty()) {
                    return true;
                }
                at.remove(at.size() - 1);
                continue;
            }
            at.add(segment);
            String target = targets.get(String.join("/", at));
            if (target != null) {
                followed++;
                if (target.startsWith("/") || target.isEmpty() || followed > MOST) {
                    return true;
                }
                at.remove(at.size() - 1);
                List<String> segments = List.of(target.split("/"));
                for (int i = segments.size() - 1; i >= 0; i--) {
                    ahead.push(segments.get(i));
                }
            }
        }
        return false;
    }
}
