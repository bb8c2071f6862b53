package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Remembers what compose made of its files, so that a start does not wait for compose to say the same again: two of its
 * processes, a second or more. Without environments and other settings that may be secret.
 *
 * @param key of all that the answer depends on; empty: that cannot be known here, and nothing is remembered
 * @param program that runs compose
 * @param configuration as compose gave it, without what may be secret
 */
record ComposeMemory(String key, List<String> program, Map<String, Object> configuration) {
    static final String FILE = "_build/.delivery/dev/compose.json";
    private static final List<String> SECRET = List.of("environment", "labels", "secrets", "configs");
    /** Then other files count, too. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?m)^\\s*(- )?[\"']?(extends|include)[\"']?\\s*:");

    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_]+");
    private static final Pattern SETTING = Pattern.compile("COMPOSE_|DOCKER_|HOME$|PATH$|XDG_|LC_|LANG");

    /** The same without what may be secret. */
    static Map<String, Object> withoutSecrets(Map<String, Object> configuration) {
        Map<String, Object> rest = new LinkedHashMap<>(configuration);
        rest.keySet().removeAll(List.of("secrets", "configs"));
        Map<String, Object> services = new LinkedHashMap<>(Json.map(configuration, "services"));
        services.replaceAll((name, service) -> {
            Map<String, Object> one = new LinkedHashMap<>(Json.map(services, name));
            one.keySet().removeAll(SECRET);
            if (one.get("build") instanceof Map<?, ?>) {
                Map<String, Object> build = new LinkedHashMap<>(Json.map(one, "build"));
                build.remove("args");
                one.put("build", build);
            }
            return one;
        });
        rest.put("services", services);
        return rest;
    }

    String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("program", program);
        json.put("configuration", configuration);
        return Json.line(json);
    }

    /** What is remembered of the same files, if anything. */
    Optional<ComposeMemory> of(String text) {
        try {
            Map<String, Object> json = Json.readObject(text);
            return key.isEmpty() || !key.equals(Json.text(json, "key")) || Json.texts(json, "program").isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ComposeMemory(
                            key, Json.texts(json, "program"), Json.map(json, "configuration")));
        } catch (IOException e) {
            // damaged: compose is asked again
            return Optional.empty();
        }
    }

    /** Nothing is known but the key. */
    static ComposeMemory unknown(String key) {
        return new ComposeMemory(key, List.of(), Map.of());
    }

    /**
     * Looks beside the files.
     *
     * @param files compose files, the main one first
     * @param envFile empty: compose's own
     */
    record Look(List<String> files, String envFile) implements Workspace.Work<Look.Seen> {
        Look {
            files = List.copyOf(files);
        }

        /** @param remembered text of the file; empty: there is none */
        record Seen(String key, String remembered) implements Serializable {}

        @Override
        public Seen in(Workspace.Place place) throws IOException {
            StringBuilder all = new StringBuilder("compose-memory/1");
            Path main = place.path(files.get(0));
            List<Path> read = new ArrayList<>();
            files.forEach(file -> read.add(place.path(file)));
            read.add(envFile.isEmpty() ? main.resolveSibling(".env") : place.path(envFile));
            for (Path file : read) {
                String text = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
                if (ELSEWHERE.matcher(text).find()) {
                    return new Seen("", "");
                }
                all.append('\0').append(file).append('\0').append(text);
            }
            Set<String> words = new HashSet<>(Arrays.asList(NO_WORD.split(all)));
            new TreeMap<>(place.environment()).forEach((name, value) -> {
                // of all others neither the files nor compose's settings speak: another terminal, the same answer
                if (words.contains(name) || SETTING.matcher(name).lookingAt()) {
                    all.append('\0').append(name).append('=').append(value);
                }
            });
            for (String folder : place.environment().getOrDefault("PATH", "").split(File.pathSeparator)) {
                program(Path.of(folder.isEmpty() ? "." : folder, "docker-compose"), all);
                program(Path.of(folder.isEmpty() ? "." : folder, "docker"), all);
            }
            Path memory = place.path(FILE);
            return new Seen(
                    Digests.of(all.toString()), Files.isRegularFile(memory) ? Files.readString(memory) : "");
        }

        private static void program(Path file, StringBuilder all) throws IOException {
            if (Files.isRegularFile(file)) {
                FileTime time = Files.getLastModifiedTime(file);
                all.append('\0').append(file).append(' ').append(time).append(' ').append(Files.size(file));
            }
        }
    }
}
