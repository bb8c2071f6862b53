package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Project;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a full look at one tree found out, kept so that a look at another tree needs to follow only what differs.
 *
 * @param tree id
 * @param global the global files, in Git's order
 * @param asked every path whose content or absence decided about the project or the inputs
 * @param opaque those of them whose content says what cannot be compared with another's
 * @param holding folders that are there, which decided something too
 * @param lacking folders that are not there, likewise
 */
record Snapshot(
        String tree,
        Project project,
        Inputs inputs,
        SortedMap<String, String> fingerprints,
        Map<String, String> trialFiles,
        List<String> warnings,
        List<Entry> global,
        SharedLocks.Found locks,
        Set<String> asked,
        Set<String> opaque,
        Set<String> holding,
        Set<String> lacking) {
    /** The same with definitions that say the same in other places, and other shares in lock files. */
    Snapshot with(Project other, List<Entry> otherGlobal, SharedLocks.Found otherLocks) {
        return new Snapshot(
                tree, other, inputs, fingerprints, trialFiles, warnings, otherGlobal, otherLocks, asked, opaque, holding,
                lacking);
    }
}
