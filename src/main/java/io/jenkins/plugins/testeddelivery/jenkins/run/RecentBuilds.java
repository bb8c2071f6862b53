package io.jenkins.plugins.testeddelivery.jenkins.run;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A few facts of each of a job's newest builds, one small file each, so that a page shows a trend without loading a
 * build. Nothing that a build needs is in here.
 */
public final class RecentBuilds {
    private static final int KEPT = 100;
    private static final int ROOM = 50;

    private final Path folder;

    /** @param jobFolder the job's own, not that of its multibranch project */
    public RecentBuilds(Path jobFolder) {
        this.folder = jobFolder.resolve("tested-delivery").resolve("builds");
    }

    /**
     * Keeps them, in the place of earlier ones of the same build.
     *
     * @param at when the build began, ISO-8601 UTC
     */
    public void put(int number, String at, Map<String, Object> facts) throws IOException {
        Map<String, Object> stored = new LinkedHashMap<>(facts);
        stored.put("number", number);
        stored.put("at", at);
        WholeFile.writeBytes(
                folder.resolve(String.format(Locale.ROOT, "%010d.json", number)),
                Json.line(stored).getBytes(StandardCharsets.UTF_8));
        prune();
    }

    /** Whether anything was ever kept. */
    public boolean exist() {
        return Files.isDirectory(folder);
    }

    /** The newest builds' facts with their {@code number}, newest first. A damaged one is left out. */
    public List<Map<String, Object>> newest(int most) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Path file : newestFirst()) {
            if (all.size() == most) {
                break;
            }
            try {
                all.add(Json.readObject(Files.readAllBytes(file)));
            } catch (IOException e) {
                // damaged, or pruned since the folder was listed: the trend is shorter by one
                continue;
            }
        }
        return all;
    }

    private void prune() throws IOException {
        List<Path> files = newestFirst();
        if (files.size() > KEPT + ROOM) {
            for (Path old : files.subList(KEPT, files.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{10}\\.json"))
                    .sorted((a, b) -> b.getFileName().toString().compareTo(a.getFileName().toString()))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }
}
