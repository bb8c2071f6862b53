package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The host's own run-time settings of an environment. Values may be secret: they are handed on by environment only.
 *
 * @param root absolute path of the folder deployed from
 * @param envFile absolute path; empty: the environment has none
 * @param values of the envFile
 */
record Settings(String root, String envFile, TreeMap<String, String> values) implements Serializable {
    private static final int SHORTEST_SECRET = 6;

    /** Reads what the environment names, in the folder deployed from. */
    static Settings read(Workspace workspace, Environment environment) throws IOException, InterruptedException {
        return workspace.act(new Read(environment.name(), environment.compose().envFile()));
    }

    /** The values, and what a command of the environment is told besides. */
    Map<String, String> forCommands(Layout layout) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("DELIVERY_ENVIRONMENT", layout.definition().name());
        all.put("DELIVERY_VERSION", layout.version());
        return all;
    }

    /** The text with every longer value of the envFile blotted out: what compose says quotes what it was given. */
    String masked(String text) {
        String masked = text;
        for (String value : values.values()) {
            masked = value.length() < SHORTEST_SECRET ? masked : masked.replace(value, "****");
        }
        return masked;
    }

    @Override
    public String toString() {
        return "Settings[" + envFile + ", " + values.size() + " values]";
    }

    /** Reads the envFile beside the files. */
    record Read(String environment, String envFile) implements Workspace.Work<Settings> {
        @Override
        public Settings in(Workspace.Place place) throws IOException {
            String root = place.root().toAbsolutePath().normalize().toString();
            if (envFile.isEmpty()) {
                return new Settings(root, "", new TreeMap<>());
            }
            Path file = place.path(envFile).toAbsolutePath().normalize();
            try {
                return new Settings(root, file.toString(), new TreeMap<>(EnvFile.read(Files.readString(file))));
            } catch (NoSuchFileException e) {
                throw Failure.usage("The environment " + environment + " needs its envFile " + envFile
                        + ", which is not at " + file + ". A release never carries it: put the host's own there, or deploy"
                        + " from the folder that has it.");
            }
        }
    }
}
