package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a release's small files and every checksum file, then gives the staging folder its final name in one step.
 *
 * @param texts content by path in the folder
 * @param checksums of every file of the release, in hex
 */
record FinishRelease(String staging, String folder, TreeMap<String, byte[]> texts, TreeMap<String, String> checksums)
        implements Workspace.Work<Boolean> {

    @Override
    public Boolean in(Workspace.Place place) throws IOException {
        Path root = place.path(staging);
        for (Map.Entry<String, byte[]> text : texts.entrySet()) {
            WholeFile.writeBytes(root.resolve(text.getKey()), text.getValue());
        }
        for (Map.Entry<String, String> file : checksums.entrySet()) {
            String line = ReleaseLayout.checksumLine(file.getValue(), file.getKey());
            WholeFile.writeBytes(
                    root.resolve(file.getKey() + ReleaseLayout.SUFFIX), line.getBytes(StandardCharsets.UTF_8));
        }
        WholeFile.flushFolder(root);
        Path target = place.path(folder);
        Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.flushFolder(target.getParent());
        return true;
    }
}
