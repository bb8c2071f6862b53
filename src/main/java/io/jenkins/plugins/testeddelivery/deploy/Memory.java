package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small note in the folder deployed from: where each environment is. It is a pointer and no state; without it an
 * environment in an engine is found by its labels, and one in a directory by naming the release again.
 */
final class Memory {
    private static final String FILE = "environments.json";
    private static final String SCHEMA = "tested-delivery/environments/1";

    private final Workspace workspace;
    private final String folder;

    /** @param folder relative to the workspace, or absolute */
    Memory(Workspace workspace, String folder) {
        this.workspace = workspace;
        this.folder = folder;
    }

    /**
     * Where an environment is.
     *
     * @param directory absolute; empty: it has none
     * @param composeProject empty: it has none
     */
    record Where(String project, String directory, String composeProject) implements Serializable {
        /** As {@code equals}, which is made up at the first call of a process: that takes longer than all the rest here. */
        boolean same(Where other) {
            return project.equals(other.project)
                    && directory.equals(other.directory)
                    && composeProject.equals(other.composeProject);
        }

        String words() {
            return directory.isEmpty() ? "compose project " + composeProject : directory;
        }
    }

    Map<String, Where> all() throws IOException, InterruptedException {
        return workspace.act(new Read(folder));
    }

    Optional<Where> find(String environment) throws IOException, InterruptedException {
        return Optional.ofNullable(all().get(environment));
    }

    void remember(String environment, Where where) throws IOException, InterruptedException {
        if (find(environment).filter(where::same).isEmpty()) {
            workspace.act(new Write(folder, environment, where));
        }
    }

    /** Reads the note; nothing if there is none. */
    record Read(String folder) implements Workspace.Work<TreeMap<String, Where>> {
        @Override
        public TreeMap<String, Where> in(Workspace.Place place) throws IOException {
            return read(place.path(folder).resolve(FILE));
        }

        static TreeMap<String, Where> read(Path file) {
            TreeMap<String, Where> all = new TreeMap<>();
            try {
                Map<String, Object> environments = Json.map(Json.readObject(Files.readAllBytes(file)), "environments");
                environments.keySet().forEach(name -> {
                    Map<String, Object> where = Json.map(environments, name);
                    all.put(
                            name,
                            new Where(
                                    Json.text(where, "project"),
                                    Json.text(where, "directory"),
                                    Json.text(where, "composeProject")));
                });
            } catch (NoSuchFileException e) {
                return all;
            } catch (IOException e) {
                throw Failure.failed(file + " cannot be read: " + e.getMessage()
                        + ". Remove it; the next deployment from here writes it again.");
            }
            return all;
        }
    }

    /** Adds or replaces one environment. */
    record Write(String folder, String environment, Where where) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            Path file = place.path(folder).resolve(FILE);
            TreeMap<String, Where> all = Read.read(file);
            all.put(environment, where);
            Map<String, Object> environments = new LinkedHashMap<>();
            all.forEach((name, each) -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("project", each.project());
                map.put("directory", each.directory());
                map.put("composeProject", each.composeProject());
                environments.put(name, map);
            });
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("schema", SCHEMA);
            root.put("environments", environments);
            WholeFile.write(file, Json.pretty(root));
            return true;
        }
    }
}
