package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Says what a submodule, or another repository that lies in this one, stands for in the working tree: the commit that
 * is checked out there, with its own changes mixed in.
 */
final class Submodule {
    /** The id of one whose files are not there. */
    static final String NOT_CHECKED_OUT = "not-checked-out";

    private Submodule() {}

    static boolean checkedOut(Disk disk, String path) {
        return disk.locate(path)
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
                .isPresent();
    }

    static Entry entry(Git git, Disk disk, String path) throws IOException, InterruptedException {
        if (!checkedOut(disk, path)) {
            disk.warnings().add("SUBMODULE: " + PathText.shown(path)
                    + " is not checked out, so it goes in as an empty folder: run git submodule update --init");
            return Entry.of(path, Entry.SUBMODULE, NOT_CHECKED_OUT);
        }
        try {
            WorkingTree inner = look(git, disk, path);
            inner.hash();
            disk.warnings().addAll(inner.disk().warnings());
            return Entry.of(path, Entry.SUBMODULE, id(inner));
        } catch (Failure e) {
            return disk.unreadable(path, Entry.SUBMODULE, e.getMessage());
        }
    }

    /** The files of one that is checked out. */
    static WorkingTree look(Git git, Disk disk, String path) throws IOException, InterruptedException {
        Path folder = disk.locate(path).orElseThrow();
        OpenRepository repository = OpenRepository.at(git.in(folder));
        if (!Files.isSameFile(repository.top(), folder)) {
            throw Failure.failed("it is no repository of its own");
        }
        try (GitObjects objects = new GitObjects(repository.git())) {
            return WorkingTree.look(repository, objects);
        }
    }

    private static String id(WorkingTree inner) {
        if (inner.changes().isEmpty()) {
            return inner.commit().id();
        }
        MessageDigest digest = Digests.sha256();
        digest.update(PathText.encode(inner.commit().id()));
        for (Change change : inner.changes()) {
            Optional<Entry> entry = inner.tree().find(change.path());
            digest.update(PathText.encode("\0" + change.path() + "\0"
                    + entry.map(e -> e.mode() + " " + e.id()).orElse("")));
        }
        return inner.commit().id() + "-" + Digests.hex(Digests.of(digest));
    }
}
