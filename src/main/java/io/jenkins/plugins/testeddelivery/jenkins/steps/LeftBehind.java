package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.YesNoMaybe;

/** Remembers on which node a step lost its agent, and so could not end its processes: the next step there does. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class LeftBehind {
    private final Map<String, Set<String>> marks = new HashMap<>();

    public static LeftBehind get() {
        return ExtensionList.lookupSingleton(LeftBehind.class);
    }

    /** The processes with this mark may still run on that node. */
    synchronized void add(String node, String mark) {
        marks.computeIfAbsent(node, any -> new LinkedHashSet<>()).add(mark);
    }

    /** What may still run on that node. */
    synchronized List<String> on(String node) {
        return new ArrayList<>(marks.getOrDefault(node, Set.of()));
    }

    /** The processes with this mark have been ended. */
    synchronized void ended(String node, String mark) {
        marks.computeIfPresent(node, (name, left) -> left.remove(mark) && left.isEmpty() ? null : left);
    }
}
