package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A release, as {@code release.json} states it; {@link ReleaseReader} is the way back.
 *
 * @param created ISO-8601 UTC, to the second
 * @param builder build URL, or user@host
 * @param artifacts sorted by component
 * @param branch it was exported from; empty: it is not known
 * @param files what else is in the folder and has a checksum: deploy-info, provenance, {@code deploy/…}; sorted by name
 */
public record Release(
        String version,
        String commit,
        String created,
        String builder,
        SetEvidence set,
        List<ReleaseArtifact> artifacts,
        List<OtherFile> files,
        String branch)
        implements Serializable {

    /** One of which the branch is not known. */
    public Release(
            String version,
            String commit,
            String created,
            String builder,
            SetEvidence set,
            List<ReleaseArtifact> artifacts,
            List<OtherFile> files) {
        this(version, commit, created, builder, set, artifacts, files, "");
    }

    public static final String SCHEMA = "tested-delivery/release/1";
    /** The name of the file that describes the release. */
    public static final String MANIFEST = "release.json";

    public static final String PROVENANCE = "provenance.intoto.jsonl";
    /** The folder of what a server without Git needs. */
    public static final String DEPLOY = "deploy/";

    public Release {
        artifacts = artifacts.stream()
                .sorted(Comparator.comparing(ReleaseArtifact::component))
                .toList();
        files = files.stream().sorted(Comparator.comparing(OtherFile::file)).toList();
    }

    /**
     * The set that ships and what is known of it as a whole.
     *
     * @param digest of the sorted {@code component=digest} lines
     * @param result {@code passed}; empty: only each artifact was tried ({@code scope: component})
     */
    public record SetEvidence(String digest, String result, String at, String kind, List<String> conditions)
            implements Serializable {
        public SetEvidence {
            conditions = List.copyOf(conditions);
        }

        /** One that does not say what kind of trial it was. */
        public SetEvidence(String digest, String result, String at) {
            this(digest, result, at, "", List.of());
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("digest", digest);
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("result", result);
            evidence.put("at", at);
            if (!kind.isEmpty()) {
                evidence.put("kind", kind);
                evidence.put("conditions", conditions);
            }
            map.put("evidence", result.isEmpty() ? null : evidence);
            return map;
        }
    }

    /**
     * A file of the release that is no artifact.
     *
     * @param file relative to the release folder, {@code /} separated
     * @param sha256 64 hex
     * @param executable whether it is a program; a copy of the folder may have lost the mode
     */
    public record OtherFile(String file, String sha256, boolean executable) implements Serializable {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("file", file);
            map.put("sha256", sha256);
            if (executable) {
                map.put("executable", true);
            }
            return map;
        }
    }

    public Optional<ReleaseArtifact> artifact(String component) {
        return artifacts.stream()
                .filter(artifact -> artifact.component().equals(component))
                .findFirst();
    }

    Release with(List<OtherFile> newFiles) {
        return new Release(version, commit, created, builder, set, artifacts, newFiles, branch);
    }

    /** The digest of what is shipped, computed from the artifacts and not believed. */
    public String computedSetDigest() {
        Map<String, String> digests = new TreeMap<>();
        artifacts.forEach(artifact -> digests.put(artifact.component(), artifact.digest()));
        return Standing.setDigest(digests);
    }

    public static String infoName(String version) {
        return "deploy-info-" + version + ".txt";
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", SCHEMA);
        map.put("version", version);
        map.put("commit", commit);
        map.put("created", created);
        map.put("builder", builder);
        map.put("set", set.toMap());
        map.put("artifacts", artifacts.stream().map(ReleaseArtifact::toMap).toList());
        map.put("files", files.stream().map(OtherFile::toMap).toList());
        if (!branch.isEmpty()) {
            map.put("branch", branch);
        }
        return map;
    }

    /** The bytes of {@code release.json}. */
    public byte[] bytes() {
        return Json.pretty(toMap()).getBytes(StandardCharsets.UTF_8);
    }
}
