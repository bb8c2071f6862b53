package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a check of a release folder came to.
 *
 * @param folder as it was given
 * @param problems none: every byte is what was exported
 * @param known whether a record of this very release was at hand to compare with
 */
public record Verification(String folder, Release release, List<Problem> problems, boolean known) {
    public Verification {
        problems = List.copyOf(problems);
    }

    /** The same where archives of images need not be there, because the images are elsewhere. */
    public Verification withoutAbsentImages() {
        Set<String> images = new TreeSet<>();
        release.artifacts().stream().filter(ReleaseArtifact::isImage).forEach(artifact -> {
            images.add(artifact.file());
            images.add(artifact.file() + ReleaseLayout.SUFFIX);
        });
        List<Problem> left = problems.stream()
                .filter(problem -> !images.contains(problem.file()) || !"nothing".equals(problem.found()))
                .toList();
        return new Verification(folder, release, left, known);
    }

    public boolean ok() {
        return problems.isEmpty();
    }

    /** @throws Failure that lists every problem, unless there is none */
    public void requireOk() {
        if (!ok()) {
            throw Failure.failed("The release " + release.version() + " in " + folder
                    + " is not what was exported; take it from where it was exported again:\n  "
                    + problems.stream().map(Problem::text).collect(Collectors.joining("\n  ")));
        }
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", "tested-delivery/verification/1");
        map.put("folder", folder);
        map.put("version", release.version());
        map.put("ok", ok());
        map.put("known", known);
        map.put("problems", problems.stream().map(Problem::toMap).toList());
        map.put("release", release.toMap());
        return map;
    }
}
