package io.jenkins.plugins.testeddelivery.jenkins.run;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that a build's steps reported, as one JSON file in the run's directory that is always written whole. */
public final class BuildDetail {
    /** The file's name. */
    public static final String FILE = "tested-delivery.json";

    static final String ASKED = "asked";
    private static final String DEPLOY = "deploy";
    private static final String DEPLOYMENTS = "deployments";
    private static final String SCHEMA = "tested-delivery/detail/1";
    private static final Set<String> PARTS = Set.of(ASKED, "plan", "build", "test", "export", DEPLOY);

    private final Path file;

    /** @param runFolder the run's directory */
    public BuildDetail(Path runFolder) {
        this.file = runFolder.resolve(FILE);
    }

    /** Why a build's detail cannot be shown. */
    public enum Trouble {
        NONE,
        MISSING,
        DAMAGED,
        OTHER_SCHEMA
    }

    /**
     * What was read.
     *
     * @param parts by name; empty if there is trouble
     */
    public record Parts(Map<String, Object> parts, Trouble trouble) {
        /** The part as it was reported; empty if no step did. */
        public Map<String, Object> part(String name) {
            return Json.map(parts, name);
        }
    }

    /** Whatever the file holds, or why it cannot be shown. */
    public Parts read() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new Parts(Map.of(), Trouble.MISSING);
        } catch (IOException e) {
            return new Parts(Map.of(), Trouble.DAMAGED);
        }
        Map<String, Object> parts;
        try {
            parts = Json.readObject(bytes);
        } catch (IOException e) {
            return new Parts(Map.of(), Trouble.DAMAGED);
        }
        return SCHEMA.equals(Json.text(parts, "schema"))
                ? new Parts(parts, Trouble.NONE)
                : new Parts(Map.of(), Trouble.OTHER_SCHEMA);
    }

    /** Puts the part in the place of an earlier one, a deployment beside those before it, and gives all parts back. */
    Map<String, Object> put(String part, Map<String, Object> json) throws IOException {
        if (!PARTS.contains(part)) {
            throw new IllegalArgumentException("no part of a build's detail: " + part);
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("schema", SCHEMA);
        parts.putAll(read().parts());
        parts.put(part, DEPLOY.equals(part) ? appended(Json.map(parts, DEPLOY), json) : json);
        WholeFile.writeBytes(file, Json.line(parts).getBytes(StandardCharsets.UTF_8));
        return parts;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static Map<String, Object> appended(Map<String, Object> before, Map<String, Object> deployment) {
        List<Object> all = new ArrayList<>(Json.maps(before, DEPLOYMENTS));
        all.add(deployment);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put(DEPLOYMENTS, all);
        return part;
    }
}
