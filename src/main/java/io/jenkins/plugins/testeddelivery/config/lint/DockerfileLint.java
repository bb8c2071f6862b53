package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.config.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the build files of images and gives advice; the door of this room. */
public final class DockerfileLint {
    private DockerfileLint() {}

    /** What there is to say of one image's files, in the order of the lines. */
    public static List<Finding> of(BuildFiles files, Component.Image image) {
        Notes notes = new Notes(files);
        Source source = new Source(files.text());
        boolean foreign = new BaseChecks(source, notes).run(image.args());
        if (!foreign) {
            new CopyChecks(source, notes).run();
            new RunChecks(source, notes).run(image.target());
            new SecretChecks(source, notes).run();
            new ChangeChecks(source, notes).run();
        }
        new ContextChecks(notes).run();
        List<Finding> sorted = new ArrayList<>(notes.all());
        sorted.sort(order());
        return sorted;
    }

    /** The same findings of files that several images share, once each, sorted. */
    public static List<Finding> merged(List<Finding> all) {
        Map<Finding, Finding> once = new LinkedHashMap<>();
        for (Finding finding : all) {
            Finding ofNobody = new Finding(
                    finding.rule(),
                    List.of(),
                    finding.file(),
                    finding.firstLine(),
                    finding.lastLine(),
                    finding.message(),
                    finding.bytes(),
                    Optional.empty());
            Finding before = once.get(ofNobody);
            once.put(ofNobody, before == null ? finding : before.forAlso(finding.components().get(0)));
        }
        List<Finding> sorted = new ArrayList<>(once.values());
        sorted.sort(order());
        return sorted;
    }

    private static Comparator<Finding> order() {
        return Comparator.comparing(Finding::file)
                .thenComparingInt(Finding::firstLine)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::message);
    }
}
