package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Deletes an archive component's declared outputs, so that no leftover of another build gets into its archive, and the
 * folders that are empty then. Gives back how many files were deleted.
 *
 * @param path the component's folder
 * @param outputs its patterns
 */
record ClearOutputs(String path, List<String> outputs) implements Workspace.Work<Integer> {
    ClearOutputs {
        outputs = List.copyOf(outputs);
    }

    @Override
    public Integer in(Workspace.Place place) throws IOException {
        OutputFiles found = OutputFiles.find(place.root(), path, outputs);
        // the deepest first: a folder's name is a prefix of the names below it
        TreeSet<String> folders = new TreeSet<>(found.folders());
        for (String name : found.names()) {
            Files.deleteIfExists(found.file(name));
            for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                folders.add(name.substring(0, slash));
            }
        }
        for (String folder : folders.descendingSet()) {
            deleteIfEmpty(found.file(folder));
        }
        return found.names().size();
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // it holds something that is no output, or is gone already: both are as wanted
            return;
        }
    }
}
