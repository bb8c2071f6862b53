package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.git.CommitFiles;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Modes;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Writes the commit's compose files and scripts into a release's {@code deploy/}, and says what it wrote. */
record ShipDeployFiles(String commit, String staging, DeployFiles files)
        implements Workspace.Work<ArrayList<Release.OtherFile>> {

    @Override
    public ArrayList<Release.OtherFile> in(Workspace.Place place) throws IOException, InterruptedException {
        ArrayList<Release.OtherFile> shipped = new ArrayList<>();
        if (files.required().isEmpty() && files.named().isEmpty()) {
            return shipped;
        }
        Path folder = place.path(staging).resolve(Release.DEPLOY);
        try (CommitFiles commitFiles = CommitFiles.open(place, commit)) {
            for (Map.Entry<String, String> required : files.required().entrySet()) {
                CommitFiles.Content content = commitFiles
                        .read(required.getKey())
                        .orElseThrow(() -> Failure.failed("The compose file " + Printable.quoted(required.getKey())
                                + " of the environment " + required.getValue() + " is no file of the commit " + commit
                                + ": commit it, or correct the environment's compose.files."));
                shipped.add(write(folder, required.getKey(), content));
            }
            for (String named : files.named()) {
                Optional<CommitFiles.Content> content = commitFiles.read(named);
                if (content.isPresent()) {
                    shipped.add(write(folder, named, content.get()));
                }
            }
        }
        return shipped;
    }

    private static Release.OtherFile write(Path folder, String name, CommitFiles.Content content) throws IOException {
        Path file = folder.resolve(name);
        WholeFile.writeBytes(file, content.bytes());
        if (content.executable()) {
            Modes.set(file, "rwxr-xr-x");
        }
        return new Release.OtherFile(
                Release.DEPLOY + name, Digests.hex(Digests.of(content.bytes())), content.executable());
    }
}
