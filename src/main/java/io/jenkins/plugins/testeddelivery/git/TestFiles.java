package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds to the files of a trial the tests that go into no component: a change of one builds nothing, and what it tests
 * is to be tried again.
 */
final class TestFiles {
    private static final String RULE = "/tests";

    private final Project project;
    private final Inputs inputs;
    private Patterns tests;

    TestFiles(Project project, Inputs inputs) {
        this.project = project;
        this.inputs = inputs;
    }

    /** Object ids by path. */
    Map<String, String> with(Map<String, String> trialFiles, FilesOf files) {
        Map<String, String> all = new TreeMap<>(trialFiles);
        for (Entry entry : files.beside()) {
            if (isTest(entry.path())) {
                all.put(entry.path(), entry.id());
            }
        }
        return all;
    }

    /** The same after these differences. */
    Map<String, String> after(Map<String, String> trialFiles, Collection<Delta> deltas) {
        Map<String, String> all = new TreeMap<>(trialFiles);
        for (Delta delta : deltas) {
            if (inputs.unitsOf(delta.path()).length == 0 && isTest(delta.path())) {
                delta.after().ifPresentOrElse(
                        entry -> all.put(delta.path(), entry.id()), () -> all.remove(delta.path()));
            }
        }
        return all;
    }

    private boolean isTest(String path) {
        if (tests == null) {
            // taken apart when the first path asks for it
            tests = Patterns.of(project.rules().stream()
                    .filter(rule -> rule.preset() && rule.name().endsWith(RULE))
                    .findFirst()
                    .map(Rule::match)
                    .orElse(List.of()));
        }
        return tests.matches(path) && !inputs.ignored(path) && !inputs.submodules().contains(path);
    }
}
