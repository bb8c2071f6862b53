package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Works out from a release folder what the release is in one of its environments. */
final class Arrange {
    /** What is larger is no compose file and no script; the state would have to carry it around. */
    private static final int LARGEST = 512 << 10;

    private final ReleaseFolder folder;
    private final Log log;

    Arrange(ReleaseFolder folder, Log log) {
        this.folder = folder;
        this.log = log;
    }

    Layout in(DeployPlan plan, Environment environment) throws IOException, InterruptedException {
        if (!environment.compose().present() && environment.directory().isEmpty()) {
            throw Failure.usage("The environment " + environment.name()
                    + " has neither compose files nor a directory, so nothing can be put there. Give it one and export"
                    + " again.");
        }
        Release release = folder.release();
        Map<String, Layout.Archive> archives = new TreeMap<>();
        if (!environment.directory().isEmpty()) {
            for (ReleaseArtifact artifact : release.artifacts()) {
                if (!artifact.isImage()) {
                    archives.put(artifact.component(), new Layout.Archive(artifact.digest(), ""));
                }
            }
        }
        Layout layout = new Layout(
                release.version(),
                Digests.of(folder.manifest()),
                release.set().digest(),
                environment,
                Map.of(),
                archives,
                plan.components(),
                carried(plan, environment));
        return environment.compose().present() ? withServices(layout, release, plan) : layout;
    }

    private static Layout withServices(Layout layout, Release release, DeployPlan plan) {
        Map<String, Layout.Service> services = new TreeMap<>();
        ComposeText text = ComposeText.of(layout.compose());
        text.components(
                        plan.components().stream()
                                .filter(part -> ReleaseArtifact.IMAGE.equals(part.kind()))
                                .toList(),
                        layout.composeFolder())
                .forEach((service, component) -> release.artifact(component)
                        .filter(ReleaseArtifact::isImage)
                        .filter(artifact -> text.started().contains(service))
                        .ifPresent(artifact -> services.put(
                                service, new Layout.Service(
                                        component, artifact.image(), artifact.imageId(), artifact.registry()))));
        return layout.withServices(services);
    }

    /** The compose files of this environment and whatever else is carried, but not the other environments' compose files. */
    private Map<String, Layout.Carried> carried(DeployPlan plan, Environment environment)
            throws IOException, InterruptedException {
        Set<String> others = new HashSet<>();
        plan.environments().values().forEach(other -> others.addAll(other.compose().files()));
        environment.compose().files().forEach(others::remove);
        Map<String, Layout.Carried> files = new TreeMap<>();
        for (Release.OtherFile file : folder.release().files()) {
            String path = file.file().startsWith(Release.DEPLOY)
                    ? file.file().substring(Release.DEPLOY.length())
                    : "";
            if (!path.isEmpty() && !file.file().equals(DeployPlan.FILE) && !others.contains(path)) {
                byte[] bytes = folder.read(file.file());
                if (bytes.length <= LARGEST) {
                    files.put(path, Layout.Carried.of(bytes, file.executable()));
                } else {
                    log.warning("The release carries " + path + " of " + bytes.length
                            + " bytes, which is too large for an environment's state: commands find it only where the"
                            + " folder deployed from has it.");
                }
            }
        }
        return files;
    }
}
