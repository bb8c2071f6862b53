package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The lines before environments as files, one each, always whole. Not safe for several threads. */
final class LineFiles {
    private static final Logger LOGGER = Logger.getLogger(LineFiles.class.getName());
    private static final String ENVIRONMENT = "environment";

    private final Path folder;
    private final Map<String, Line> lines = new TreeMap<>();

    /** Reads them all: there are as many as environments in which something waits or runs. */
    LineFiles(Path folder) {
        this.folder = folder;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "e-*.json")) {
            for (Path file : files) {
                read(file);
            }
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, "no line yet in {0}", folder);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> folder + " cannot be read; make it readable and restart.");
        }
    }

    private void read(Path file) {
        try {
            Map<String, Object> map = Json.readObject(Files.readAllBytes(file));
            lines.put(Json.text(map, ENVIRONMENT), Line.of(map));
        } catch (IOException e) {
            // whoever waits comes again, and whoever deploys holds the environment's own lock
            LOGGER.log(Level.WARNING, e, () -> file + " is damaged and was left out; it is written anew.");
        }
    }

    Line get(EnvironmentId environment) {
        return lines.getOrDefault(environment.text(), Line.EMPTY);
    }

    void put(EnvironmentId environment, Line line) {
        if (line.equals(get(environment))) {
            return;
        }
        Path file = folder.resolve(environment.fileName() + ".json");
        try {
            if (line.equals(Line.EMPTY)) {
                lines.remove(environment.text());
                Files.deleteIfExists(file);
                return;
            }
            lines.put(environment.text(), line);
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(ENVIRONMENT, environment.text());
            map.putAll(line.toMap());
            WholeFile.writeBytes(file, Json.line(map).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> file + " cannot be written: after a restart the line is forgotten.");
        }
    }

    /** The environments in whose lines the run is. */
    List<EnvironmentId> with(String run) {
        return lines.entrySet().stream()
                .filter(entry -> entry.getValue().runs().contains(run))
                .map(entry -> EnvironmentId.of(entry.getKey()))
                .toList();
    }
}
