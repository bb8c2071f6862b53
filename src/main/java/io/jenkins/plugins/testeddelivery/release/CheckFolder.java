package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares a release folder with what its {@code release.json} states, beside the files, and lists what differs.
 *
 * @param manifest digest that {@code release.json} had when it was opened
 */
record CheckFolder(String folder, String manifest) implements Workspace.Work<ArrayList<Problem>> {
    private static final int THREADS = 2;

    @Override
    public ArrayList<Problem> in(Workspace.Place place) throws IOException, InterruptedException {
        Path root = place.path(folder);
        byte[] bytes = ReadReleases.content(root.resolve(Release.MANIFEST));
        if (!Digests.of(bytes).equals(manifest)) {
            return new ArrayList<>(
                    List.of(new Problem(Release.MANIFEST, manifest, Digests.of(bytes) + ", it changes")));
        }
        Release release = ReleaseReader.read(bytes);
        Map<String, FolderFiles.Kind> entries = FolderFiles.of(root);
        Map<String, String> checksums = new TreeMap<>(ReleaseLayout.checksums(release));
        checksums.put(Release.MANIFEST, Digests.hex(manifest));
        List<Problem> problems = new ArrayList<>(names(entries, checksums.keySet()));
        problems.addAll(files(root, release, entries, checksums));
        Verification sofar = new Verification(folder, release, problems, false);
        if (sofar.withoutAbsentImages().ok()) {
            // what the small files say is worth a look only if they are those that were exported
            problems.addAll(new ContentCheck(root, release).problems());
        }
        ArrayList<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparing(Problem::file));
        return sorted;
    }

    /** What is there and should not be, what should be and is not, and what is no plain file. */
    private static List<Problem> names(Map<String, FolderFiles.Kind> entries, Set<String> files) {
        Set<String> expected = new TreeSet<>(files);
        files.forEach(file -> expected.add(file + ReleaseLayout.SUFFIX));
        Set<String> folders = new TreeSet<>();
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
                folders.add(file.substring(0, slash));
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (String file : expected) {
            FolderFiles.Kind kind = entries.get(file);
            if (kind != FolderFiles.Kind.FILE) {
                problems.add(new Problem(file, "a file", kind == null ? "nothing" : kind.words));
            }
        }
        entries.forEach((name, kind) -> {
            boolean known = expected.contains(name) || folders.contains(name) && kind == FolderFiles.Kind.FOLDER;
            if (!known) {
                problems.add(new Problem(name, "nothing of this name", kind.words));
            }
        });
        return problems;
    }

    private static List<Problem> files(
            Path root, Release release, Map<String, FolderFiles.Kind> entries, Map<String, String> checksums)
            throws IOException, InterruptedException {
        List<Callable<List<Problem>>> checks = new ArrayList<>();
        FileCheck check = new FileCheck(root, release);
        checksums.forEach((file, hex) -> {
            if (entries.get(file + ReleaseLayout.SUFFIX) == FolderFiles.Kind.FILE) {
                checks.add(() -> check.checksumFile(file, hex));
            }
            if (entries.get(file) == FolderFiles.Kind.FILE) {
                checks.add(() -> check.file(file, hex));
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Problem> problems = new ArrayList<>();
            for (Future<List<Problem>> result : threads.invokeAll(checks)) {
                problems.addAll(result.get());
            }
            return problems;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
