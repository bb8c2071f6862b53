package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of a commit as Git stores them, for work beside them: what ships is what the commit says, whatever the
 * working tree looks like. One process lists, one reads.
 */
public final class CommitFiles implements AutoCloseable {
    private final GitObjects objects;
    private final TreeFiles files;

    private CommitFiles(GitObjects objects, TreeFiles files) {
        this.objects = objects;
        this.files = files;
    }

    /** A file's content, and whether it is a program. */
    public record Content(byte[] bytes, boolean executable) {}

    public static CommitFiles open(Workspace.Place place, String commit) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        GitObjects objects = new GitObjects(repository.git());
        try {
            return new CommitFiles(
                    objects, TreeFiles.ofCommit(WorkingTree.listing(repository.git(), commit), objects));
        } catch (IOException | InterruptedException | RuntimeException e) {
            objects.close();
            throw e;
        }
    }

    /** The file at this path, links within the commit followed; empty if there is none. */
    public Optional<Content> read(String path) throws IOException {
        List<String> hops = files.follow(path);
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        String file = hops.get(hops.size() - 1);
        boolean executable = files.tree().find(file).filter(entry -> entry.mode() == Entry.EXECUTABLE).isPresent();
        return files.read(file).map(bytes -> new Content(bytes, executable));
    }

    @Override
    public void close() {
        objects.close();
    }
}
