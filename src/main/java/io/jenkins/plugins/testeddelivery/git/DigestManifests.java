package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.content.Manifest;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says of dependency manifests what they ask for, as a digest: equal for two that differ in comments, layout or sections
 * that install nothing. Of one that is not understood, and of a lock file, every byte counts.
 *
 * @param ids object id by path
 * @param ofTree what Git does not hold lies in the working tree
 */
public record DigestManifests(TreeMap<String, String> ids, boolean ofTree)
        implements Workspace.Work<TreeMap<String, String>> {
    /** By path; what stands for the content is the object id where nothing better is known. */
    @Override
    public TreeMap<String, String> in(Workspace.Place place) throws IOException, InterruptedException {
        TreeMap<String, String> digests = new TreeMap<>(ids);
        TreeMap<String, String> readable = new TreeMap<>(ids);
        readable.entrySet().removeIf(file -> !Manifest.readable(file.getKey()) || !CommitCheck.isFullId(file.getValue()));
        if (readable.isEmpty()) {
            return digests;
        }
        OpenRepository repository = OpenRepository.at(place);
        try (GitObjects objects = new GitObjects(repository.git())) {
            objects.fetch(readable.values());
            for (Map.Entry<String, String> file : readable.entrySet()) {
                Optional<byte[]> content = objects.blob(file.getValue());
                if (content.isEmpty() && ofTree) {
                    content = onDisk(repository.top().resolve(file.getKey()));
                }
                content.flatMap(bytes -> Manifest.read(file.getKey(), bytes))
                        .ifPresent(manifest ->
                                digests.put(file.getKey(), Digests.of(manifest.dependencies())));
            }
        }
        return digests;
    }

    private static Optional<byte[]> onDisk(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }
}
