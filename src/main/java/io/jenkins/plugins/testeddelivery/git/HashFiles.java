package io.jenkins.plugins.testeddelivery.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Computes the ids that Git would give files of the working tree, filters and line endings included, with one
 * {@code hash-object --stdin-paths} process (one more for every file that vanishes meanwhile, up to a limit).
 */
final class HashFiles {
    private static final int MOST_FAILURES = 20;

    private final Git git;

    HashFiles(Git git) {
        this.git = git;
    }

    /** The id of each path in the same order; empty where the file could not be read. */
    List<String> ids(List<String> paths) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>(paths.size());
        for (int failures = 0; ids.size() < paths.size() && failures < MOST_FAILURES; failures++) {
            ids.addAll(some(paths.subList(ids.size(), paths.size())));
            if (ids.size() < paths.size()) {
                // Git stops at the first file it cannot read, having named all before it
                ids.add("");
            }
        }
        ids.addAll(Collections.nCopies(paths.size() - ids.size(), ""));
        return ids;
    }

    private List<String> some(List<String> paths) throws IOException, InterruptedException {
        try (GitProcess process = git.start("hash-object", "--stdin-paths")) {
            Thread writer = new Thread(() -> write(process, paths), "git-hash-object-stdin");
            writer.setDaemon(true);
            writer.start();
            List<String> ids = new BufferedReader(new InputStreamReader(process.out(), StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
            writer.join();
            return ids;
        }
    }

    private static void write(GitProcess process, List<String> paths) {
        try (OutputStream in = process.in()) {
            for (String path : paths) {
                in.write(PathText.quotedLine(path));
            }
        } catch (IOException e) {
            // Git stopped reading: the answers that are missing tell where
            return;
        }
    }
}
