package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Copies exactly the input set of an image into a folder: the build context. Contents from the working tree (from the
 * commit, if the scan was of a commit), modes 644 and 755, fixed times, symbolic links as links.
 *
 * @param scan what was fingerprinted
 * @param component an image component
 * @param to folder, made anew, relative to the workspace or absolute
 */
public record WriteContext(Scan scan, String component, String to) implements Workspace.Work<WriteContext.Written> {
    /**
     * @param paths relative to the folder, in Git's order
     * @param exact whether each file was seen to hold what was fingerprinted while it was copied: then nothing that is
     *     done to the working tree meanwhile can matter. False: not known, Git's filters or a commit being in between
     */
    public record Written(int files, long bytes, List<String> paths, boolean exact) implements Serializable {}

    /** @throws Failure of kind FAILED if the working tree changes meanwhile */
    @Override
    public Written in(Workspace.Place place) throws IOException, InterruptedException {
        Inputs inputs = scan.inputs();
        int unit = inputs.number(component);
        Path folder = place.path(to).toAbsolutePath().normalize();
        if (scan.ofTree()) {
            Optional<Written> written = listed(OpenRepository.at(place).top(), unit, folder);
            if (written.isPresent()) {
                return written.get();
            }
        }
        return looking(place, unit, folder);
    }

    /** From the list that the fingerprint was made of; empty where that does not do. */
    private Optional<Written> listed(Path top, int unit, Path folder) throws IOException {
        String document = scan.documents().getOrDefault(component, "");
        Optional<List<Entry>> entries = document.isEmpty() ? Optional.empty() : ListedInputs.of(document);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        ContextFolder context = folder(top, folder, unit);
        for (Entry entry : entries.get()) {
            boolean in = scan.inputs().inContext(unit, entry.path());
            if (entry.submodule() || !in && includes(unit, entry.path())) {
                return Optional.empty();
            }
            if (in && !context.copy(top, entry, entry.path())) {
                return Optional.empty();
            }
        }
        return Optional.of(context.finish(true));
    }

    private ContextFolder folder(Path top, Path folder, int unit) throws IOException {
        if (top.startsWith(folder)) {
            throw new IllegalArgumentException("the context must not replace the repository: " + folder);
        }
        return ContextFolder.make(folder, scan.inputs().units().get(unit).context().root());
    }

    private Written looking(Workspace.Place place, int unit, Path folder) throws IOException, InterruptedException {
        Inputs inputs = scan.inputs();
        try (StateReader reader = new StateReader(place);
                CheckedOutBlobs blobs = new CheckedOutBlobs(reader.repository().git())) {
            Path top = reader.repository().top();
            Git git = reader.repository().git();
            ContextFolder context = folder(top, folder, unit);
            if (scan.ofTree()) {
                WorkingTree tree = reader.files(scan.project(), inputs);
                for (Entry entry : tree.tree().entries()) {
                    String path = entry.path();
                    if (tree.included().contains(path) ? includes(unit, path) : inputs.inContext(unit, path)) {
                        if (entry.submodule()) {
                            submodule(tree.disk(), git, unit, path, path, context);
                        } else {
                            fromDisk(new Source(top, entry, path), blobs, context);
                        }
                    }
                }
            } else {
                for (Entry entry : WorkingTree.listing(git, scan.commit()).entries()) {
                    if (inputs.inContext(unit, entry.path())) {
                        fromCommit(entry, blobs, context);
                    }
                }
            }
            return context.finish(false);
        }
    }

    /** @param path in the outermost repository; the entry's own is relative to {@code top} */
    private record Source(Path top, Entry entry, String path) {}

    private boolean includes(int unit, String path) {
        for (int image : scan.inputs().unitsIncluding(path)) {
            if (image == unit) {
                return true;
            }
        }
        return false;
    }

    private void fromDisk(Source source, CheckedOutBlobs blobs, ContextFolder context)
            throws IOException, InterruptedException {
        Entry entry = source.entry;
        if (context.copy(source.top, entry, source.path)) {
            return;
        }
        if (!CommitCheck.isFullId(entry.id())) {
            throw Failure.failed(PathText.shown(source.path) + " changed or vanished while the build context of "
                    + component + " was written: build again.");
        }
        // not checked out (sparse): what the index holds counts
        context.write(source.path, entry.mode(), blobs.read(entry));
    }

    private void fromCommit(Entry entry, CheckedOutBlobs blobs, ContextFolder context)
            throws IOException, InterruptedException {
        if (entry.submodule()) {
            throw Failure.usage("The build context of " + component + " holds the submodule "
                    + PathText.shown(entry.path()) + ", whose files at a commit are not known here: check the commit"
                    + " out and build without --head.");
        }
        context.write(entry.path(), entry.mode(), blobs.read(entry));
    }

    /** A submodule's own files, as they are checked out. @param full its path in the outermost repository */
    private void submodule(Disk disk, Git git, int unit, String path, String full, ContextFolder context)
            throws IOException, InterruptedException {
        if (!Submodule.checkedOut(disk, path)) {
            context.folder(full);
            return;
        }
        Path top = disk.locate(path).orElseThrow();
        WorkingTree inner = Submodule.look(git, disk, path);
        try (CheckedOutBlobs blobs = new CheckedOutBlobs(git.in(top))) {
            for (Entry entry : inner.tree().entries()) {
                String below = full + "/" + entry.path();
                if (entry.submodule() && scan.inputs().mayHold(unit, below)) {
                    submodule(inner.disk(), git.in(top), unit, entry.path(), below, context);
                } else if (!entry.submodule() && scan.inputs().inContext(unit, below)) {
                    fromDisk(new Source(top, entry, below), blobs, context);
                }
            }
        }
    }
}
