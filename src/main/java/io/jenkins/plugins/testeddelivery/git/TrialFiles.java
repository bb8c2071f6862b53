package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the files of the repository that a trial consists of: its compose files and what its commands name. */
final class TrialFiles {
    /** What ends a word in a shell's text, or begins the value of an option. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;|&()<>\"'`$={},]+");

    private final TreeFiles files;

    TrialFiles(TreeFiles files) {
        this.files = files;
    }

    /** Object ids by path, the links that lead to a file too. */
    Map<String, String> of(Project project) throws IOException {
        List<String> named = new ArrayList<>(project.trialCompose().files());
        List<String> words = new ArrayList<>(project.trial().run());
        words.addAll(project.trial().data());
        for (String word : words) {
            named.add(word);
            named.addAll(List.of(BETWEEN_WORDS.split(word)));
        }
        Map<String, String> ids = new TreeMap<>();
        for (String name : named) {
            if (!name.isEmpty() && !name.startsWith("/")) {
                for (String hop : files.follow(DockerPath.clean(name))) {
                    files.tree().find(hop).ifPresent(entry -> ids.put(hop, entry.id()));
                }
            }
        }
        return ids;
    }
}
