package io.jenkins.plugins.testeddelivery.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that what a release's files say agrees: the set's digest, the provenance, the deploy plan. */
final class ContentCheck {
    private final Path root;
    private final Release release;
    private final List<Problem> problems = new ArrayList<>();

    ContentCheck(Path root, Release release) {
        this.root = root;
        this.release = release;
    }

    List<Problem> problems() throws IOException {
        compare(Release.MANIFEST, "the set " + release.computedSetDigest(), "the set " + release.set().digest());
        provenance();
        deployPlan();
        return problems;
    }

    private void provenance() throws IOException {
        Map<String, String> artifacts = new TreeMap<>();
        release.artifacts().forEach(artifact -> artifacts.put(artifact.file(), artifact.sha256()));
        try {
            byte[] content = ReadReleases.content(root.resolve(Release.PROVENANCE));
            List<Map<String, String>> statements = Provenance.subjects(content);
            compare(Release.PROVENANCE, "2 statements", statements.size() + " statements");
            statements.forEach(subjects -> compare(
                    Release.PROVENANCE, "subjects " + artifacts, "subjects " + subjects));
        } catch (IOException e) {
            compare(Release.PROVENANCE, "in-toto statements", ReleaseFolder.firstLine(e.getMessage()));
        }
    }

    private void deployPlan() throws IOException {
        DeployPlan plan;
        try {
            plan = DeployPlan.read(ReadReleases.content(root.resolve(DeployPlan.FILE)));
        } catch (IOException e) {
            compare(DeployPlan.FILE, "a deploy plan", ReleaseFolder.firstLine(e.getMessage()));
            return;
        }
        Map<String, String> shipped = new TreeMap<>();
        release.artifacts().forEach(artifact -> shipped.put(artifact.component(), artifact.kind()));
        Map<String, String> planned = new TreeMap<>();
        plan.components().forEach(part -> planned.put(part.name(), part.kind()));
        compare(DeployPlan.FILE, "the components " + shipped, "the components " + planned);
        TreeSet<String> files = new TreeSet<>();
        release.files().forEach(file -> files.add(file.file()));
        plan.environments().values().stream()
                .flatMap(environment -> environment.compose().files().stream())
                .filter(file -> !files.contains(Release.DEPLOY + file))
                .forEach(file -> compare(Release.DEPLOY + file, "a compose file", "nothing"));
    }

    private void compare(String file, String expected, String found) {
        if (!expected.equals(found)) {
            problems.add(new Problem(file, expected, found));
        }
    }
}
